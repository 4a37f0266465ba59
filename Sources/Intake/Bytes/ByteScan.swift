import Glibc

/// The bytes that log lines are cut at.
enum Ascii {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0a
  static let carriageReturn: UInt8 = 0x0d
  static let blank: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let comma: UInt8 = 0x2c
  static let hyphen: UInt8 = 0x2d
  static let zero: UInt8 = 0x30
  static let colon: UInt8 = 0x3a
  static let openingBracket: UInt8 = 0x5b
  static let backslash: UInt8 = 0x5c
  static let closingBracket: UInt8 = 0x5d
}

/// Searches over bytes for the hot path. Offsets are the caller's promise and are checked in debug
/// builds; `word(at:)` may look up to eight bytes past a line, where every chunk has slack.
extension RawSpan {
  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    assert(offset >= 0 && offset < byteCount)
    return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// Eight bytes, the first of them lowest.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    assert(offset >= 0 && offset + 8 <= byteCount)
    return UInt64(
      littleEndian: unsafe unsafeLoadUnaligned(
        fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// The offset of the first `byte` in `offset..<end`, or `end` where there is none.
  @inline(__always)
  func firstIndex(of byte: UInt8, from offset: Int, to end: Int) -> Int {
    assert(offset >= 0 && end <= byteCount)
    guard offset < end else { return end }
    return unsafe withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress,
        let found = unsafe memchr(base + offset, Int32(byte), end &- offset)
      else { return end }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// The offset of the last `byte` in `offset..<end`, or nil where there is none.
  @inline(__always)
  func lastIndex(of byte: UInt8, from offset: Int, to end: Int) -> Int? {
    let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    var index = end
    while index &- 8 >= offset {
      let bits = word(at: index &- 8) ^ pattern
      let zeros = ~(((bits & low) &+ low) | bits | low)
      if zeros != 0 { return index &- 1 &- zeros.leadingZeroBitCount &>> 3 }
      index &-= 8
    }
    if index >= 8, index > offset {
      // Fewer than eight are left: they are looked at with the bytes before them.
      let others = UInt64(8 &- (index &- offset)) &* 8
      let bits = word(at: index &- 8) ^ pattern
      let zeros = (~(((bits & low) &+ low) | bits | low) &>> others) &<< others
      return zeros == 0 ? nil : index &- 1 &- zeros.leadingZeroBitCount &>> 3
    }
    while index > offset {
      index &-= 1
      if self.byte(at: index) == byte { return index }
    }
    return nil
  }

  /// The offset of the first blank in `offset..<end`, or `end`; eight bytes a step, for short words.
  @inline(__always)
  func firstBlank(from offset: Int, to end: Int) -> Int {
    var index = offset
    while index < end {
      let bits = word(at: index) ^ 0x2020_2020_2020_2020
      let zeros = (bits &- 0x0101_0101_0101_0101) & ~bits & 0x8080_8080_8080_8080
      if zeros != 0 { return min(index &+ zeros.trailingZeroBitCount &>> 3, end) }
      index &+= 8
    }
    return end
  }

  /// The offset of the first byte in `offset..<end` that is no blank, or `end`.
  @inline(__always)
  func afterBlanks(from offset: Int, to end: Int) -> Int {
    var index = offset
    while index < end, byte(at: index) == Ascii.blank { index &+= 1 }
    return index
  }

  /// The same as `firstIndex`, for a byte that mostly is near: there a call would cost more than
  /// it finds.
  @inline(__always)
  func nearIndex(of byte: UInt8, from offset: Int, to end: Int) -> Int {
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    var index = offset
    while index < end, index &- offset < 32 {
      let bits = word(at: index) ^ pattern
      let zeros = (bits &- 0x0101_0101_0101_0101) & ~bits & 0x8080_8080_8080_8080
      if zeros != 0 { return min(index &+ zeros.trailingZeroBitCount &>> 3, end) }
      index &+= 8
    }
    return firstIndex(of: byte, from: index, to: end)
  }
}
