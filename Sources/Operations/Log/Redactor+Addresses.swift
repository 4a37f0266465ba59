import Clickstream

extension Redactor {
  /// IPv4 addresses, wherever four numbers with dots stand.
  static func v4Addresses(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 0
    while position < bytes.count {
      guard isDigit(bytes[position]), position == 0 || !isDigit(bytes[position - 1]),
        let (octets, end) = octets(bytes, at: position)
      else {
        position += 1
        continue
      }
      let isOwn = octets[0] == 127 || octets.allSatisfy { $0 == 0 }
      if !isOwn { ranges.append(position..<end) }
      position = end
    }
    return ranges
  }

  private static func octets(_ bytes: [UInt8], at start: Int) -> (octets: [Int], end: Int)? {
    var octets: [Int] = []
    var position = start
    while octets.count < 4 {
      if !octets.isEmpty {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return nil }
        position += 1
      }
      let first = position
      var value = 0
      while position < bytes.count, isDigit(bytes[position]), position - first < 4 {
        value = value * 10 + Int(bytes[position] - 48)
        position += 1
      }
      guard position > first, position - first < 4, value < 256 else { return nil }
      octets.append(value)
    }
    return (octets, position)
  }

  /// IPv6 addresses: runs of hexadecimal digits, dots and at least two colons that are one.
  static func v6Addresses(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 0
    while position < bytes.count {
      let start = position
      var colons = 0
      while position < bytes.count, isHexadecimal(bytes[position]) {
        if bytes[position] == UInt8(ascii: ":") { colons += 1 }
        position += 1
      }
      if colons >= 2, let range = v6(bytes, in: start..<position) { ranges.append(range) }
      if position == start { position += 1 }
    }
    return ranges
  }

  /// The part of a run that is an address: signs of the sentence around it do not belong to it.
  private static func v6(_ bytes: [UInt8], in run: Range<Int>) -> Range<Int>? {
    // Longer than any address: what it is cannot be told, so all of it goes.
    guard run.count <= 64 else { return run }
    var end = run.upperBound
    while end > run.lowerBound, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    if bytes[..<end].hasSingleColonAtEnd { end -= 1 }
    let starts = [run.lowerBound] + run.filter { bytes[$0] == UInt8(ascii: ":") }.map { $0 + 1 }
    for start in starts where start < end && !isScope(bytes, at: start) {
      let text = String(decoding: bytes[start..<end], as: UTF8.self)
      guard text.utf8.count(where: { $0 == UInt8(ascii: ":") }) >= 2,
        let address = IPAddress(text), !address.isV4 || text.hasPrefix("::")
      else { continue }
      return address.high == 0 && address.low <= 1 ? nil : start..<end
    }
    return nil
  }

  /// `Type::member`, where what follows happens to be hexadecimal.
  private static func isScope(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start > 0, bytes[start...].starts(with: "::".utf8) else { return false }
    return (0x61...0x7a).contains(bytes[start - 1] | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3a, 0x41...0x46, 0x61...0x66, 0x2e: true
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var hasSingleColonAtEnd: Bool {
    last == UInt8(ascii: ":") && dropLast().last != UInt8(ascii: ":")
  }
}
