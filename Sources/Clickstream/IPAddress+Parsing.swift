extension IPAddress {
  /// Reads the text of an address; nil for a host's name and all else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(unsafe bytes.span.bytes)
  }

  /// Reads the text of an address from bytes, without allocating.
  ///
  /// IPv4 is four decimal numbers without leading zeros, IPv6 any form of RFC 4291 section 2.2. A
  /// port (`192.0.2.1:80`, `[2001:db8::1]:80`), brackets and a zone id (`fe80::1%eth0`) may stand
  /// around it and are dropped. Returns nil for a host's name and all else.
  package init?(_ bytes: RawSpan) {
    var (start, end) = (0, bytes.byteCount)
    guard end >= 2, end <= 128 else { return nil }
    if bytes[0] == UInt8(ascii: "[") {
      guard let close = bytes.first("]", from: 1, to: end) else { return nil }
      guard close + 1 == end || bytes.isPort(from: close + 1, to: end) else { return nil }
      (start, end) = (1, close)
    } else if let colon = bytes.first(":", from: 0, to: end),
      bytes.first(".", from: 0, to: colon) != nil
    {
      guard bytes.isPort(from: colon, to: end) else { return nil }
      end = colon
    }
    guard let colon = bytes.first(":", from: start, to: end) else {
      guard start == 0, let v4 = bytes.v4(from: start, to: end) else { return nil }
      self.init(v4: v4)
      return
    }
    if let percent = bytes.first("%", from: colon, to: end) {
      guard percent + 1 < end else { return nil }
      end = percent
    }
    guard let (high, low) = bytes.v6(from: start, to: end) else { return nil }
    self.init(high: high, low: low)
  }
}

extension RawSpan {
  fileprivate func first(_ character: Unicode.Scalar, from start: Int, to end: Int) -> Int? {
    let wanted = UInt8(ascii: character)
    var position = start
    while position < end {
      if self[position] == wanted { return position }
      position += 1
    }
    return nil
  }

  /// Whether `:80` stands in the range.
  fileprivate func isPort(from start: Int, to end: Int) -> Bool {
    guard self[start] == UInt8(ascii: ":"), (1...5).contains(end - start - 1) else { return false }
    var port = 0
    for position in (start + 1)..<end {
      let digit = self[position] &- 48
      guard digit < 10 else { return false }
      port = port * 10 + Int(digit)
    }
    return port <= 65_535
  }

  fileprivate func v4(from start: Int, to end: Int) -> UInt32? {
    var address: UInt32 = 0
    var part: UInt32 = 0
    var digits = 0
    var dots = 0
    for position in start..<end {
      let byte = self[position]
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        address = address << 8 | part
        (part, digits, dots) = (0, 0, dots + 1)
      } else {
        let digit = UInt32(byte &- 48)
        guard digit < 10, digits == 0 || part > 0 else { return nil }
        part = part * 10 + digit
        digits += 1
        guard part <= 255 else { return nil }
      }
    }
    return dots == 3 && digits > 0 ? address << 8 | part : nil
  }

  fileprivate func v6(from start: Int, to end: Int) -> (high: UInt64, low: UInt64)? {
    // Groups before the gap lie in `front`, those after it in `back`, both as 128-bit numbers.
    var front = Groups()
    var back = Groups()
    var hasGap = false
    var position = start
    while position < end {
      if self[position] == UInt8(ascii: ":") {
        let isDouble = position + 1 < end && self[position + 1] == UInt8(ascii: ":")
        if isDouble {
          guard !hasGap else { return nil }
          hasGap = true
          position += 2
          continue
        }
        // One colon parts two groups: something before it, something after it.
        guard position > start, self[position - 1] != UInt8(ascii: ":"), position + 1 < end else {
          return nil
        }
        position += 1
      }
      let groupEnd = first(":", from: position, to: end) ?? end
      if groupEnd == end, first(".", from: position, to: end) != nil {
        guard let v4 = v4(from: position, to: end) else { return nil }
        if hasGap { back.append(v4) } else { front.append(v4) }
      } else {
        guard let group = hexadecimal(from: position, to: groupEnd) else { return nil }
        if hasGap { back.append(group) } else { front.append(group) }
      }
      position = groupEnd
    }
    let count = front.count + back.count
    guard hasGap ? count <= 7 : count == 8 else { return nil }
    front.shift(by: 8 - front.count)
    return (front.high | back.high, front.low | back.low)
  }

  private func hexadecimal(from start: Int, to end: Int) -> UInt16? {
    guard (1...4).contains(end - start) else { return nil }
    var value: UInt16 = 0
    for position in start..<end {
      let byte = self[position]
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70: digit = byte - 55
      case 97...102: digit = byte - 87
      default: return nil
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}

/// Up to eight groups of 16 bits, the last in the lowest place.
private struct Groups {
  var high: UInt64 = 0
  var low: UInt64 = 0
  var count = 0

  mutating func append(_ group: UInt16) {
    shift(by: 1)
    low |= UInt64(group)
    count += 1
  }

  mutating func append(_ v4: UInt32) {
    append(UInt16(v4 >> 16))
    append(UInt16(v4 & 0xffff))
  }

  mutating func shift(by groups: Int) {
    for _ in 0..<groups {
      high = high << 16 | low >> 48
      low <<= 16
    }
  }
}
