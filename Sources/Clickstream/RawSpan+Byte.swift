extension RawSpan {
  /// The byte at `offset`; traps outside the span.
  @inline(__always)
  subscript(_ offset: Int) -> UInt8 {
    unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}
