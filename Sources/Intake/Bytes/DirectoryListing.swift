import Glibc

/// The names in a directory.
package enum DirectoryListing {
  /// The names, sorted by their bytes, without `.` and `..`; those that are not UTF-8 are left out.
  package static func names(at path: String) throws(ByteSourceError) -> [String] {
    guard let directory = unsafe opendir(path) else {
      throw ByteSourceError(errno: errno, path: path)
    }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          unsafe String(validatingCString: text)
        }
      }
      if let name, name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
