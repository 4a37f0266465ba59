/// A run of bytes inside a chunk: where it starts and how long it is, in bytes.
///
/// An empty range stands for a field that was absent (`-`) or empty.
package struct ByteRange: Hashable, Sendable {
  package var offset: UInt32
  package var length: UInt32

  package static let empty = ByteRange(offset: 0, length: 0)

  package init(offset: UInt32, length: UInt32) {
    self.offset = offset
    self.length = length
  }

  /// The bytes from `start` up to but not including `end`; both lie inside one chunk.
  @inline(__always)
  package init(_ start: Int, _ end: Int) {
    offset = UInt32(truncatingIfNeeded: start)
    length = UInt32(truncatingIfNeeded: end &- start)
  }

  @inlinable
  package var isEmpty: Bool { length == 0 }

  @inlinable
  package var start: Int { Int(offset) }

  @inlinable
  package var end: Int { Int(offset) &+ Int(length) }

  @inlinable
  package var range: Range<Int> { start..<start + Int(length) }
}
