internal import Glibc

/// A Maildir: each message a file in `new/` or `cur/`, known by the part of its name before `:`.
///
/// Nothing is moved, marked or written, and `tmp/` is never looked at.
struct Maildir {
  let path: String
  /// Unique names in order, and where each was seen.
  private(set) var entries: [(unique: String, path: String)]

  init(path: String) throws(MailSourceError) {
    self.path = path
    var places: [String: String] = [:]
    try Self.list(path) { unique, path in places[unique] = path }
    entries = places.map { (unique: $0.key, path: $0.value) }.sorted { $0.unique < $1.unique }
  }

  /// Where a message lies now, after a reader of mail moved it or changed its flags.
  func find(_ unique: String) throws(MailSourceError) -> String? {
    var found: String?
    try Self.list(path) { name, path in if name == unique { found = path } }
    return found
  }

  static func isMaildir(_ path: String) -> Bool {
    isFolder(path + "/cur") || isFolder(path + "/new")
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// `new/` first: what moves to `cur/` between the two is then seen twice, not never.
  private static func list(
    _ path: String, _ body: (_ unique: String, _ path: String) -> Void
  ) throws(MailSourceError) {
    for folder in ["new", "cur"] where isFolder(path + "/" + folder) {
      let folderPath = path + "/" + folder
      guard let directory = unsafe opendir(folderPath) else {
        throw MailSourceError(path: folderPath, code: errno)
      }
      defer { unsafe closedir(directory) }
      while let entry = unsafe readdir(directory) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
            unsafe String(cString: characters)
          }
        }
        guard !name.hasPrefix(".") else { continue }
        let unique = name.prefix { $0 != ":" }
        body(String(unique), folderPath + "/" + name)
      }
    }
  }
}
