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
