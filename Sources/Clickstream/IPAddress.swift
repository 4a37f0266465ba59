/// An IPv4 or IPv6 address as 128 bits; IPv4 is kept mapped, as `::ffff:a.b.c.d`.
package struct IPAddress: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(v4: UInt32) {
    self.init(high: 0, low: 0xffff_0000_0000 | UInt64(v4))
  }

  package var isV4: Bool { high == 0 && low >> 32 == 0xffff }

  /// The address without the bits that tell people apart: the first 16 bits of IPv4 and the first
  /// 48 of IPv6 stay unless told otherwise.
  package func cut(v4Bits: Int = 16, v6Bits: Int = 48) -> IPAddress {
    let network = Network(high: high, low: low, prefix: isV4 ? 96 + v4Bits : v6Bits)
    return IPAddress(high: network.high, low: network.low)
  }
}

extension IPAddress: CustomStringConvertible {
  /// Dotted numbers for IPv4, the form of RFC 5952 for IPv6.
  package var description: String {
    if isV4 {
      return [24, 16, 8, 0].map { String(low >> $0 & 0xff) }.joined(separator: ".")
    }
    let groups = [high, low].flatMap { half in [48, 32, 16, 0].map { half >> $0 & 0xffff } }
    func text(_ range: Range<Int>) -> String {
      groups[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard let zeros = Self.longestRunOfZeros(groups) else { return text(0..<8) }
    return "\(text(0..<zeros.lowerBound))::\(text(zeros.upperBound..<8))"
  }

  /// The first of the longest runs of two or more zero groups.
  private static func longestRunOfZeros(_ groups: [UInt64]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    for (index, group) in groups.enumerated() {
      if group != 0 {
        start = index + 1
      } else if index - start >= 1, index + 1 - start > best?.count ?? 0 {
        best = start..<(index + 1)
      }
    }
    return best
  }
}
