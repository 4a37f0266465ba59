import Audit
import Clickstream
internal import Glibc

/// A site as a folder of files: nothing outside of it is read, whatever links lead there.
struct PageFolder {
  private static let depthLimit = 32
  private static let fileLimit = 200_000
  private static let pageEndings: Set = ["html", "htm", "xhtml"]

  /// Absolute, without links.
  let root: String
  /// Paths of files below the root, with a slash in front; whether each is a page.
  private var files: [String: Bool] = [:]
  private var folders: Set<String> = [""]
  /// Whether there were more files than are taken.
  private(set) var isCut = false

  /// - Throws: `UsageError` where there is no such folder.
  init(_ path: String) throws {
    guard let resolved = unsafe realpath(path, nil) else {
      throw UsageError("\(path): there is no such folder")
    }
    root = unsafe String(cString: resolved)
    unsafe free(resolved)
    var status = stat()
    guard unsafe stat(root, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw UsageError("\(path): it is no folder")
    }
    walk("", depth: 0)
  }

  /// Paths of its pages as a browser asks for them, sorted.
  var pages: [String] {
    files.filter(\.value).keys.map { Self.encoded(Self.withoutIndex($0)) }.sorted()
  }

  private mutating func walk(_ folder: String, depth: Int) {
    guard depth < Self.depthLimit, let list = unsafe opendir(root + folder) else { return }
    defer { unsafe closedir(list) }
    while let entry = unsafe readdir(list) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      // Hidden ones are no pages: repositories, settings of the server.
      guard !name.hasPrefix(".") else { continue }
      guard files.count < Self.fileLimit else {
        isCut = true
        return
      }
      let path = "\(folder)/\(name)"
      var status = stat()
      guard unsafe lstat(root + path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        folders.insert(path)
        walk(path, depth: depth + 1)
      case S_IFREG: files[path] = Self.isPage(name)
      // A link counts where it leads to a file of the folder; folders behind one may be a circle.
      case S_IFLNK: if isFileInside(path) { files[path] = Self.isPage(name) }
      default: continue
      }
    }
  }

  private func isFileInside(_ path: String) -> Bool {
    guard let resolved = unsafe realpath(root + path, nil) else { return false }
    defer { unsafe free(resolved) }
    var status = stat()
    guard unsafe stat(resolved, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return false
    }
    return unsafe String(cString: resolved).hasPrefix(root + "/")
  }

  /// What a web server would say that serves the folder.
  func answer(_ address: WebAddress, reads: Bool) -> SiteCrawl.Answer {
    let path = Self.decoded(address.path)
    if let isPage = files[path] {
      let short = Self.withoutIndex(path)
      if isPage, short != path {
        return .moved(to: address.page(Self.encoded(short)), isForGood: false)
      }
      return isPage && reads ? read(path, address) : .file
    }
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    if let index = ["index.html", "index.htm"].first(where: { files["\(folder)/\($0)"] != nil }) {
      guard path.hasSuffix("/") else {
        return .moved(to: address.page(Self.encoded(path) + "/"), isForGood: false)
      }
      return reads ? read("\(folder)/\(index)", address) : .file
    }
    if files["\(path).html"] != nil {
      return .moved(to: address.page(Self.encoded("\(path).html")), isForGood: false)
    }
    return .gone(
      folders.contains(folder) ? "the folder has no index.html" : "there is no such file")
  }

  private func read(_ path: String, _ address: WebAddress) -> SiteCrawl.Answer {
    let descriptor = unsafe open(root + path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failed("the file cannot be read") }
    defer { close(descriptor) }
    let limit = PageContent.Limits.bytes + 1
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let got = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      guard got >= 0 else {
        if errno == EINTR { continue }
        return .failed("the file cannot be read")
      }
      if got == 0 { break }
      bytes += chunk[..<got]
    }
    var status = stat()
    let isKnown = unsafe fstat(descriptor, &status) == 0
    return .page(
      PageReader.read(bytes, at: address),
      changed: isKnown ? Instant(seconds: Int64(status.st_mtim.tv_sec)) : nil)
  }

  private static func isPage(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return pageEndings.contains(name[name.index(after: dot)...].lowercased())
  }

  private static func withoutIndex(_ path: String) -> String {
    for name in ["index.html", "index.htm"] where path.hasSuffix("/" + name) {
      return String(path.dropLast(name.count))
    }
    return path
  }

  private static func encoded(_ path: String) -> String {
    var output: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in path.utf8 {
      switch byte {
      case 0...32, 127...255, 34, 35, 37, 60, 62, 63, 92, 96, 123, 125:
        output += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func decoded(_ path: String) -> String {
    var output: [UInt8] = []
    let bytes = Array(path.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 37, index + 2 < bytes.count,
        let value = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        output.append(value)
        index += 3
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
