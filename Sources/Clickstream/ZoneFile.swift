/// The system's zoneinfo: one TZif file (RFC 8536) a zone.
enum ZoneFile {
  private static let folder = "/usr/share/zoneinfo"
  /// The largest zone file has a few kilobytes; this is `tzdata.zi` and room.
  private static let sizeLimit = 1 << 20

  static func table(named name: String) throws(ZoneError) -> ZoneTable {
    guard isSafe(name) else { throw .malformed(name: name) }
    guard let bytes = try? SmallFile.bytes(at: "\(folder)/\(name)", limit: sizeLimit) else {
      throw .unknown(name: name, nearest: names().nearest(to: name, atMost: 3))
    }
    guard let table = ZoneTable(tzif: bytes) else { throw .unreadable(name: name) }
    return table
  }

  /// All names, from the index that comes with the zone files; empty where there is none.
  private static func names() -> [String] {
    guard let bytes = try? SmallFile.bytes(at: "\(folder)/tzdata.zi", limit: sizeLimit) else {
      return []
    }
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
}
