extension RawSpan {
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
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

  func firstIndex(of wanted: UInt8, from start: Int = 0) -> Int? {
    var offset = start
    while offset < byteCount {
      if byte(offset) == wanted { return offset }
      offset += 1
    }
    return nil
  }

}
