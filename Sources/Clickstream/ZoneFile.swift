import Glibc

/// The system's zoneinfo: one TZif file (RFC 8536) a zone.
enum ZoneFile {
  private static let folder = "/usr/share/zoneinfo"
  /// The largest zone file has a few kilobytes; this is `tzdata.zi` and room.
  private static let sizeLimit = 1 << 20

  static func table(named name: String) throws(ZoneError) -> ZoneTable {
    guard isSafe(name) else { throw .malformed(name: name) }
    guard let bytes = read("\(folder)/\(name)") else {
      throw .unknown(name: name, nearest: names().nearest(to: name, atMost: 3))
    }
    guard let table = ZoneTable(tzif: bytes) else { throw .unreadable(name: name) }
    return table
  }

  /// All names, from the index that comes with the zone files; empty where there is none.
  private static func names() -> [String] {
    guard let bytes = read("\(folder)/tzdata.zi") else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 3)
      switch line.first {
      case UInt8(ascii: "Z") where fields.count > 1:
        return String(decoding: fields[1], as: UTF8.self)
      case UInt8(ascii: "L") where fields.count > 2:
        return String(decoding: fields[2], as: UTF8.self)
      default: return nil
      }
    }
  }

  /// Whether a name stays inside the folder: letters, digits, `_ + -` in parts set apart by `/`.
  private static func isSafe(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return name.utf8.count <= 64
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "+"),
              UInt8(ascii: "-"):
              true
            default: false
            }
          }
      }
  }

  /// The bytes of a regular file within the limit; nil for all else.
  private static func read(_ path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size > 0, status.st_size <= sizeLimit
    else { return nil }
    let size = Int(status.st_size)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = unsafe Glibc.read(
          descriptor, buffer.baseAddress?.advanced(by: count), size - count)
        guard got > 0 else { break }
        count += got
      }
    }
    return bytes.count == size ? bytes : nil
  }
}
