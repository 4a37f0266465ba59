/// A range of addresses in CIDR form, IPv4 or IPv6.
package struct Network: Hashable, Sendable {
  /// Address as 16 bytes (IPv4 mapped to `::ffff:a.b.c.d`), cut to the prefix.
  package let high: UInt64
  package let low: UInt64
  /// Bits that count, of 128 (an IPv4 prefix n is 96 + n).
  package let prefix: Int

  package init(high: UInt64, low: UInt64, prefix: Int) {
    let p = max(0, min(128, prefix))
    self.prefix = p
    self.high = high & Self.mask(p)
    self.low = low & Self.mask(p - 64)
  }

  /// The `bits` highest bits set, of 64.
  private static func mask(_ bits: Int) -> UInt64 {
    bits <= 0 ? 0 : bits >= 64 ? .max : ~(UInt64.max >> UInt64(bits))
  }

  package func contains(high: UInt64, low: UInt64) -> Bool {
    high & Self.mask(prefix) == self.high && low & Self.mask(prefix - 64) == self.low
  }
}

extension Network {
  package func contains(_ address: IPAddress) -> Bool {
    contains(high: address.high, low: address.low)
  }

  /// Reads `192.0.2.0/24`, `2001:db8::/32` or a plain address; nil for all else.
  ///
  /// Bits past the prefix are cleared.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let marks = parts[0].filter { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    // Dots before a colon would be IPv4 with a port.
    guard parts.count <= 2, parts[0].allSatisfy({ Self.isAddressByte($0) }),
      marks.last == UInt8(ascii: ".") || !marks.contains(UInt8(ascii: ".")),
      let address = IPAddress(String(decoding: parts[0], as: UTF8.self))
    else { return nil }
    let isV4 = address.isV4 && !parts[0].contains(UInt8(ascii: ":"))
    var prefix = 128
    if parts.count == 2 {
      guard (1...3).contains(parts[1].count), parts[1].allSatisfy({ (48...57).contains($0) }),
        let bits = Int(String(decoding: parts[1], as: UTF8.self)), bits <= (isV4 ? 32 : 128)
      else { return nil }
      prefix = isV4 ? 96 + bits : bits
    }
    self.init(high: address.high, low: address.low, prefix: prefix)
  }

  /// Neither brackets nor a zone id belong into a network.
  private static func isAddressByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...58, 65...70, 97...102, UInt8(ascii: "."): true
    default: false
    }
  }
}

extension Network: CustomStringConvertible {
  /// CIDR form: `192.0.2.0/24`.
  package var description: String {
    let address = IPAddress(high: high, low: low)
    return "\(address)/\(address.isV4 && prefix >= 96 ? prefix - 96 : prefix)"
  }
}
