import CLinux
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
/// builds; they may look up to sixty-four bytes past a line, where every chunk has slack.
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

  /// The offset of the first blank in `offset..<end`, or `end`; for short words.
  @inline(__always)
  func firstBlank(from offset: Int, to end: Int) -> Int {
    nearIndex(of: Ascii.blank, from: offset, to: end)
  }

  /// Which of sixteen bytes at `offset` are `byte`: bit 0 for the first.
  @inline(__always)
  private func matches(_ byte: UInt8, at offset: Int) -> UInt32 {
    assert(offset >= 0 && offset + 16 <= byteCount)
    return unsafe withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe footfall_equal_bytes(base + offset, byte)
    }
  }

  /// The same of sixty-four.
  @inline(__always)
  func matches64(_ byte: UInt8, at offset: Int) -> UInt64 {
    UInt64(matches(byte, at: offset)) | UInt64(matches(byte, at: offset &+ 16)) &<< 16
      | UInt64(matches(byte, at: offset &+ 32)) &<< 32
      | UInt64(matches(byte, at: offset &+ 48)) &<< 48
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
    var index = offset
    while index < end, index &- offset < 64 {
      let found = matches(byte, at: index)
      if found != 0 { return min(index &+ found.trailingZeroBitCount, end) }
      index &+= 16
    }
    return firstIndex(of: byte, from: index, to: end)
  }

  /// The offset of the `times`th `byte` from `offset` on, before `end`; nil where there are fewer.
  @inline(__always)
  func index(of byte: UInt8, times: Int, from offset: Int, to end: Int) -> Int? {
    var left = times
    var index = offset
    while index < end {
      var found = matches(byte, at: index)
      while found != 0 {
        left &-= 1
        if left == 0 {
          let result = index &+ found.trailingZeroBitCount
          return result < end ? result : nil
        }
        found &= found &- 1
      }
      index &+= 16
    }
    return nil
  }

  /// The offset of the blank that ends the last of `count` words with one blank between each and
  /// the next; nil where it is not so.
  @inline(__always)
  func index(ofWordEnd count: Int, from offset: Int, to end: Int) -> Int? {
    var left = count
    var wordStart = offset
    var index = offset
    while index < end {
      var found = matches(Ascii.blank, at: index)
      while found != 0 {
        let blank = index &+ found.trailingZeroBitCount
        guard blank > wordStart, blank < end else { return nil }
        left &-= 1
        if left == 0 { return blank }
        wordStart = blank &+ 1
        found &= found &- 1
      }
      index &+= 16
    }
    return nil
  }

  /// The offset after the last `byte` in `offset..<end`; `offset` where there is none.
  @inline(never)
  func afterLast(_ byte: UInt8, from offset: Int, to end: Int) -> Int {
    lastIndex(of: byte, from: offset, to: end).map { $0 + 1 } ?? offset
  }

  /// The digits that stand at `offset`, eight at most: their values in one word, the first lowest
  /// and zero after the last, and how many there are.
  @inline(__always)
  func digits(at offset: Int, to end: Int) -> (values: UInt64, count: Int) {
    let values = word(at: offset) ^ 0x3030_3030_3030_3030
    // A carry reaches only bytes after one that is no digit.
    let others = (values | (values &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080
    let count = min(others.trailingZeroBitCount &>> 3, end &- offset)
    return (count == 8 ? values : values & ((1 &<< UInt64(count &* 8)) &- 1), count)
  }

  /// Of the eight bytes before `end` the last that is no digit; nil where there are digits only.
  @inline(__always)
  func lastNonDigit(ofEightBefore end: Int) -> Int? {
    let values = word(at: end &- 8) ^ 0x3030_3030_3030_3030
    // Seven bits of each byte alone, so that nothing is carried.
    let others =
      (values | ((values & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7676_7676_7676_7676))
      & 0x8080_8080_8080_8080
    return others == 0 ? nil : end &- 1 &- others.leadingZeroBitCount &>> 3
  }

  /// The number of up to eight digits at `offset`, and how many there are; 0 where there is none.
  @inline(__always)
  func number(at offset: Int, to end: Int) -> (value: Int64, count: Int) {
    let (values, count) = digits(at: offset, to: end)
    // To the high end: zeros go before the first digit.
    return (Self.eightDigits(values &<< UInt64((8 &- max(count, 1)) &* 8)), count)
  }

  /// The number that eight values of digits make, the first of them lowest.
  @inline(__always)
  static func eightDigits(_ values: UInt64) -> Int64 {
    // Neighbours are joined three times: by tens, by hundreds, by ten thousands.
    let pairs = (values &* 2_561) &>> 8 & 0x00ff_00ff_00ff_00ff
    let fours = (pairs &* 6_553_601) &>> 16 & 0x0000_ffff_0000_ffff
    return Int64((fours &* 42_949_672_960_001) &>> 32)
  }
}
