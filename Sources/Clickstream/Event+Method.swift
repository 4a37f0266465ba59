extension Event.Method {
  /// The word; empty for none.
  package var name: String {
    String(
      decoding: (0..<count).map { UInt8(truncatingIfNeeded: packed >> (UInt64($0) * 8)) },
      as: UTF8.self)
  }

  /// Packs a word of one to eight letters `A` to `Z`; anything else is `OTHER`.
  package init(_ word: RawSpan) {
    let count = word.byteCount
    guard (1...8).contains(count) else {
      self = .other
      return
    }
    var packed: UInt64 = 0
    for offset in 0..<count {
      let byte = unsafe word.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
      guard (65...90).contains(byte) else {
        self = .other
        return
      }
      packed |= UInt64(byte) << (UInt64(offset) * 8)
    }
    self.init(packed: packed)
  }

  /// The method of a stored hit; none where it has none.
  package init(stored name: String?) {
    guard let name else {
      self = .none
      return
    }
    let bytes = Array(name.utf8)
    unsafe self.init(bytes.span.bytes)
  }

  package init(_ word: StaticString) {
    var packed: UInt64 = 0
    let bytes = unsafe UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    for unsafe(offset, byte) in unsafe bytes.enumerated() {
      packed |= UInt64(byte) << (UInt64(offset) * 8)
    }
    self.init(packed: packed)
  }

  package static let other = Event.Method("OTHER")
  /// The line holds no request.
  package static let none = Event.Method(packed: 0)

  /// Letters in it; 0 for `none`.
  package var count: Int { 8 - packed.leadingZeroBitCount / 8 }
}
