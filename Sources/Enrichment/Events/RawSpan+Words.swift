extension RawSpan {
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }

  func bytes(_ start: Int, _ end: Int) -> [UInt8] {
    unsafe extracting(start..<end).withUnsafeBytes { unsafe Array($0) }
  }

  func equals(_ word: StaticString) -> Bool {
    byteCount == word.utf8CodeUnitCount && starts(with: word)
  }

  func starts(with word: StaticString) -> Bool {
    matches(word, at: 0)
  }

  func ends(with word: StaticString) -> Bool {
    matches(word, at: byteCount - word.utf8CodeUnitCount)
  }

  /// Whether the word stands at `offset`, letter for letter.
  func matches(_ word: StaticString, at offset: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard offset >= 0, offset + count <= byteCount else { return false }
    for index in 0..<count where unsafe word.utf8Start[index] != byte(offset + index) {
      return false
    }
    return true
  }

  /// The first place in `start..<end` at which a byte stands, found eight bytes at a time.
  func firstIndex(of wanted: UInt8, from start: Int, to end: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let pattern = ones &* UInt64(wanted)
    var offset = start
    while offset &+ 8 <= end {
      let word = unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let difference = UInt64(littleEndian: word) ^ pattern
      let zeros = (difference &- ones) & ~difference & (ones &<< 7)
      if zeros != 0 { return offset &+ zeros.trailingZeroBitCount &>> 3 }
      offset &+= 8
    }
    while offset < end {
      if byte(offset) == wanted { return offset }
      offset &+= 1
    }
    return nil
  }

  /// Length of `http://` or `https://` at the beginning, in any case of letters.
  var webSchemeLength: Int? {
    if startsWithLetters(of: "http://") { return 7 }
    return startsWithLetters(of: "https://") ? 8 : nil
  }

  /// Whether the lower-case word stands at the beginning, in any case of letters.
  private func startsWithLetters(of word: StaticString) -> Bool {
    guard byteCount >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      let byte = byte(index)
      let lower = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
      if unsafe lower != word.utf8Start[index] { return false }
    }
    return true
  }

  /// Where an authority that begins at `start` ends (RFC 3986 section 3.2).
  func authorityEnd(from start: Int) -> Int {
    for offset in start..<byteCount {
      switch byte(offset) {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return offset
      default: continue
      }
    }
    return byteCount
  }
}

extension [UInt8] {
  mutating func append(_ bytes: RawSpan, _ start: Int, _ end: Int) {
    unsafe bytes.extracting(start..<end).withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}
