extension ZoneTable {
  /// Reads a TZif file of version 2 or later: the 64-bit block and the footer.
  ///
  /// Returns nil for a malformed file, and for one that counts leap seconds, which PostgreSQL
  /// refuses too.
  convenience init?(tzif bytes: [UInt8]) {
    guard let first = Header(bytes, at: 0), first.version >= UInt8(ascii: "2"),
      let header = Header(bytes, at: Header.size + first.length(timeSize: 4))
    else { return nil }
    let times = header.end
    let indexes = times + header.timeCount * 8
    let types = indexes + header.timeCount
    let end = times + header.length(timeSize: 8)
    guard header.leapCount == 0, header.typeCount > 0, end < bytes.count else { return nil }

    let offsets = (0..<header.typeCount).map { type in
      Int32(truncatingIfNeeded: bytes.bigEndian(at: types + type * 6, count: 4))
    }
    var transitions: [(at: Int64, offset: Int32)] = []
    transitions.reserveCapacity(header.timeCount)
    for index in 0..<header.timeCount {
      let type = Int(bytes[indexes + index])
      let at = Int64(bitPattern: bytes.bigEndian(at: times + index * 8, count: 8))
      guard type < offsets.count, at > transitions.last?.at ?? .min else { return nil }
      transitions.append((at, offsets[type]))
    }

    let newline = UInt8(ascii: "\n")
    let footer = bytes[(end + 1)...].prefix { $0 != newline }
    guard bytes[end] == newline, footer.endIndex < bytes.count else { return nil }
    let rule = footer.isEmpty ? nil : ZoneRule(posix: Array(footer))
    guard footer.isEmpty || rule != nil else { return nil }
    self.init(initial: offsets[0], transitions: transitions, rule: rule)
  }
}

private struct Header {
  static let size = 44

  let version: UInt8
  let end: Int
  let universalCount: Int
  let standardCount: Int
  let leapCount: Int
  let timeCount: Int
  let typeCount: Int
  let characterCount: Int

  init?(_ bytes: [UInt8], at start: Int) {
    end = start + Self.size
    guard end <= bytes.count, bytes[start..<(start + 4)].elementsEqual("TZif".utf8) else {
      return nil
    }
    version = bytes[start + 4]
    func count(_ index: Int) -> Int { Int(bytes.bigEndian(at: start + 20 + index * 4, count: 4)) }
    universalCount = count(0)
    standardCount = count(1)
    leapCount = count(2)
    timeCount = count(3)
    typeCount = count(4)
    characterCount = count(5)
  }

  /// Length in bytes of the block that follows the header.
  func length(timeSize: Int) -> Int {
    timeCount * (timeSize + 1) + typeCount * 6 + characterCount + leapCount * (timeSize + 4)
      + standardCount + universalCount
  }
}

extension [UInt8] {
  fileprivate func bigEndian(at start: Int, count: Int) -> UInt64 {
    self[start..<(start + count)].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
