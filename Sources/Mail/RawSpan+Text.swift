extension RawSpan {
  @inline(__always)
  func byte(at offset: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

  func firstOffset(of byte: UInt8, from start: Int) -> Int? {
    var offset = start
    while offset < byteCount {
      if self.byte(at: offset) == byte { return offset }
      offset += 1
    }
    return nil
  }

  /// Whether the bytes begin with `text`, which is lower-case ASCII, in any case.
  func starts(with text: StaticString, at start: Int = 0) -> Bool {
    let length = text.utf8CodeUnitCount
    guard start + length <= byteCount else { return false }
    let expected = unsafe UnsafeBufferPointer(start: text.utf8Start, count: length)
    for index in 0..<length {
      let byte = byte(at: start + index)
      let lower = byte &- 65 < 26 ? byte | 32 : byte
      guard unsafe lower == expected[index] else { return false }
    }
    return true
  }

  func contains(_ text: StaticString) -> Bool {
    for start in 0..<byteCount where starts(with: text, at: start) { return true }
    return false
  }

  func append(to bytes: inout [UInt8]) {
    unsafe withUnsafeBytes { buffer in unsafe bytes.append(contentsOf: buffer) }
  }

  /// Whether a line begins with a header's name and a colon (RFC 5322, 2.2).
  var isHeader: Bool {
    guard let colon = firstOffset(of: UInt8(ascii: ":"), from: 0), colon > 0 else { return false }
    for offset in 0..<colon where !(33...126).contains(byte(at: offset)) { return false }
    return true
  }

  /// How many bytes there are before a line feed at the end.
  var lengthOfLine: Int {
    byteCount > 0 && byte(at: byteCount - 1) == 10 ? byteCount - 1 : byteCount
  }
}
