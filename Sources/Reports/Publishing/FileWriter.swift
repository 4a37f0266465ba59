import CLinux
import Glibc

/// Writes new files below one folder, through to the disk.
struct FileWriter {
  let folder: String
  /// The folder that errors name: the one that the files are meant for.
  let target: String
  private(set) var bytes = 0
  /// How many of the files are pages.
  private(set) var pages = 0
  private var folders: Set<String> = []

  init(folder: String, target: String) {
    self.folder = folder
    self.target = target
  }

  /// Writes content to a new file; `path` is relative, of at most four folders and a name.
  mutating func write(_ content: [UInt8], to path: String) throws(ReportError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    precondition(
      parts.count <= 5 && parts.allSatisfy { !$0.isEmpty && $0 != ".." && $0 != "." },
      "a page's path is made of checked names")
    try makeFolders(above: parts)
    let descriptor = unsafe open(
      "\(folder)/\(path)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw FileFailure(errno).error(in: target) }
    defer { close(descriptor) }
    var rest = content[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard written >= 0 else {
        if errno == EINTR { continue }
        throw FileFailure(errno).error(in: target)
      }
      rest = rest.dropFirst(written)
    }
    count(path, bytes: content.count)
  }

  /// Takes a file over that lies elsewhere on the same file system, as it is and without writing it
  /// anew; false where that cannot be.
  mutating func adopt(_ old: String, as path: String, bytes count: Int) throws(ReportError) -> Bool
  {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    try makeFolders(above: parts)
    guard unsafe link(old, "\(folder)/\(path)") == 0 else { return false }
    self.count(path, bytes: count)
    return true
  }

  private mutating func count(_ path: String, bytes count: Int) {
    bytes += count
    if path.hasSuffix(".html") { pages += 1 }
  }

  private mutating func makeFolders(above parts: [Substring]) throws(ReportError) {
    for count in 1..<max(1, parts.count) {
      try makeFolder(parts.prefix(count).joined(separator: "/"))
    }
  }

  private mutating func makeFolder(_ name: String) throws(ReportError) {
    guard folders.insert(name).inserted else { return }
    guard unsafe mkdir("\(folder)/\(name)", 0o755) == 0 else {
      throw FileFailure(errno).error(in: target)
    }
  }

  /// Makes all files, and the entries of all folders, safe on the disk: at once, for thousands of
  /// files would each wait for it.
  func finish() throws(ReportError) {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(errno).error(in: target) }
    defer { close(descriptor) }
    guard footfall_synchronise(descriptor) == 0 else { throw FileFailure(errno).error(in: target) }
  }
}

/// What publishing needs of the file system.
enum FileSystem {
  /// Writes the entries of a folder through to the disk.
  static func synchronise(folder path: String, for folder: String) throws(ReportError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(errno).error(in: folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFailure(errno).error(in: folder) }
  }

  /// Puts `new` in the place of `old` in one step; afterwards `new` holds what was in `old`, or is
  /// gone where there was nothing.
  static func swap(_ new: String, with old: String) throws(ReportError) {
    if unsafe footfall_exchange(new, old) == 0 { return }
    switch errno {
    case ENOENT:
      guard unsafe rename(new, old) == 0 else { throw FileFailure(errno).error(in: old) }
    case EINVAL, ENOSYS:
      // A file system without exchange: two steps, and back where the second fails.
      let aside = new + ".before"
      guard unsafe rename(old, aside) == 0 else { throw FileFailure(errno).error(in: old) }
      guard unsafe rename(new, old) == 0 else {
        let number = errno
        _ = unsafe rename(aside, old)
        throw FileFailure(number).error(in: old)
      }
      _ = unsafe rename(aside, new)
    default: throw FileFailure(errno).error(in: old)
    }
  }
}
