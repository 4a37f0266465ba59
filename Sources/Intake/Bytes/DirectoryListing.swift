import Glibc

/// The names in a directory.
package enum DirectoryListing {
  /// The names, sorted by their bytes, without `.` and `..`; those that are not UTF-8 are left out.
  package static func names(at path: String) throws(ByteSourceError) -> [String] {
    var names: [String] = []
    try forEachName(at: path) { names.append($0) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The same in no order, one at a time: a directory may hold more than fits in memory.
  package static func forEachName(
    at path: String, _ body: (String) -> Void
  ) throws(ByteSourceError) {
    guard let directory = unsafe opendir(path) else {
      throw ByteSourceError(errno: errno, path: path)
    }
    defer { unsafe closedir(directory) }
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          unsafe String(validatingCString: text)
        }
      }
      if let name, name != ".", name != ".." { body(name) }
    }
  }
}
