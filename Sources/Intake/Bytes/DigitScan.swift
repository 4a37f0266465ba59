/// Reads numbers, up to eight digits at once. As `word(at:)` does, they may look up to eight bytes
/// past their end.
extension RawSpan {
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// The number that the digits from `offset` on make, and where they end; one of more than 18
  /// digits may not fit, and means nothing.
  @inline(__always)
  func number(from offset: Int, to end: Int) -> (value: Int64, end: Int) {
    let digits = word(at: offset) ^ Self.zeros
    let count = Self.digitCount(digits, limit: end &- offset)
    guard count > 0 else { return (0, offset) }
    // Moved up, so that zeros stand before the digits.
    var value = Self.number(ofEight: digits &<< UInt64((8 &- count) &* 8))
    var index = offset &+ count
    guard count == 8 else { return (value, index) }
    while index < end {
      let digit = byte(at: index) &- Ascii.zero
      guard digit < 10 else { break }
      value = value &* 10 &+ Int64(digit)
      index &+= 1
    }
    return (value, index)
  }

  /// The digits of a fraction in whole millionths, and where they end; those after the sixth are
  /// passed over.
  @inline(__always)
  func fraction(from offset: Int, to end: Int) -> (millionths: Int64, end: Int) {
    let digits = word(at: offset) ^ Self.zeros
    let count = Self.digitCount(digits, limit: end &- offset)
    guard count > 0 else { return (0, offset) }
    let others = UInt64((8 &- count) &* 8)
    let value = Self.number(ofEight: (digits &<< others) &>> others)
    var index = offset &+ count
    if count == 8 {
      while index < end, byte(at: index) &- Ascii.zero < 10 { index &+= 1 }
    }
    return (value / 100, index)
  }

  /// How many of a word's bytes, less the zero of ASCII, are digits before the first that is none.
  @inline(__always)
  private static func digitCount(_ digits: UInt64, limit: Int) -> Int {
    let others = (digits | (digits &+ 0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0
    return min(others.trailingZeroBitCount &>> 3, limit)
  }

  /// What eight digits make, one in each byte, the first lowest: pairs, then fours, then all.
  @inline(__always)
  private static func number(ofEight digits: UInt64) -> Int64 {
    let pairs = (digits &* 10 &+ digits &>> 8) & 0x00ff_00ff_00ff_00ff
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_ffff_0000_ffff
    return Int64(truncatingIfNeeded: fours &* 10_000 &+ fours &>> 32) & 0xffff_ffff
  }
}
