/// A run of bytes inside a chunk: where it starts and how long it is, in bytes.
///
/// An empty range stands for a field that was absent (`-`) or empty. It is public, as the other
/// values of the hot path are, because nothing else is inlined across modules.
public struct ByteRange: Hashable, Sendable {
  public var offset: UInt32
  public var length: UInt32

  @inlinable
  public static var empty: ByteRange { ByteRange(offset: 0, length: 0) }

  @inlinable
  public init(offset: UInt32, length: UInt32) {
    self.offset = offset
    self.length = length
  }

  /// The bytes from `start` up to but not including `end`; both lie inside one chunk.
  @inlinable @inline(__always)
  public init(_ start: Int, _ end: Int) {
    offset = UInt32(truncatingIfNeeded: start)
    length = UInt32(truncatingIfNeeded: end &- start)
  }

  @inlinable
  public var isEmpty: Bool { length == 0 }

  @inlinable
  public var start: Int { Int(offset) }

  @inlinable
  public var end: Int { Int(offset) &+ Int(length) }

  @inlinable
  public var range: Range<Int> { start..<start + Int(length) }
}
