package import Clickstream

/// A stretch of a stream with the whole lines in it.
///
/// Chunks follow one another without a gap: `bytes[..<byteCount]` of all chunks, joined, are the
/// uncompressed stream. The buffer is reused by the next read into the same chunk.
package struct LineChunk: Sendable {
  /// A line over the limit, told where it ends.
  package struct OverlongLine: Equatable, Sendable {
    /// Byte offset of its start in the uncompressed stream.
    package let position: Int64
    /// Its bytes without the line's end.
    package let length: Int64
    /// Its first bytes, 4 KiB at most.
    package let head: [UInt8]
  }

  /// Bytes after the content that a search may read, but not believe.
  static let slack = 64

  /// The buffer; only the first `byteCount` bytes mean something.
  package internal(set) var bytes: [UInt8] = []
  package internal(set) var byteCount = 0
  /// Byte offset of `bytes[0]` in the uncompressed stream.
  package internal(set) var position: Int64 = 0
  /// The lines without their ends (`\n` or `\r\n`), in order; an empty line has an empty range.
  package internal(set) var lines: ContiguousArray<ByteRange> = []
  package internal(set) var overlong: [OverlongLine] = []
  /// The last line has no line's end; such a line comes in a chunk of its own, the stream's last.
  package internal(set) var isUnterminated = false
  /// The chunk ends inside an over-long line that goes on: no place to remember as a position.
  package internal(set) var endsInsideLine = false

  package init() {}

  /// No line begins and ends in it, and none that began before ends.
  package var isWithinLine: Bool { endsInsideLine && lines.isEmpty && overlong.isEmpty }

  /// Byte offset of the first byte after this chunk in the uncompressed stream.
  package var end: Int64 { position + Int64(byteCount) }

  /// Byte offset of a line's start in the uncompressed stream.
  @inlinable
  package func position(of line: ByteRange) -> Int64 { position &+ Int64(line.offset) }

  /// A copy of the bytes of a range.
  package func copy(_ range: ByteRange) -> [UInt8] { Array(bytes[range.range]) }

  /// Lets the room go that it does not need, where it is kept.
  package mutating func shrink() {
    let needed = byteCount + Self.slack
    if bytes.count > needed { bytes = Array(bytes[..<needed]) }
  }

  mutating func reset(capacity: Int, position: Int64) {
    if bytes.count < capacity + Self.slack {
      bytes = [UInt8](repeating: 0, count: capacity + Self.slack)
    }
    self.position = position
    byteCount = 0
    lines.removeAll(keepingCapacity: true)
    overlong.removeAll(keepingCapacity: true)
    isUnterminated = false
    endsInsideLine = false
  }

  /// Lends the list of lines; `giveBack` takes it in again.
  @inline(__always)
  mutating func lendLines() -> ContiguousArray<ByteRange> {
    let lent = lines
    lines = []
    return lent
  }

  @inline(__always)
  mutating func giveBack(_ lines: consuming ContiguousArray<ByteRange>) { self.lines = lines }

  /// Adds the line of `start..<end`, by its length to the lines or to the over-long ones.
  mutating func append(from start: Int, to end: Int, limit: Int) {
    if end &- start <= limit {
      lines.append(ByteRange(start, end))
    } else {
      appendOverlong(from: start, to: end, limit: limit)
    }
  }

  private mutating func appendOverlong(from start: Int, to end: Int, limit: Int) {
    overlong.append(
      OverlongLine(
        position: position + Int64(start), length: Int64(end - start),
        head: head(from: start, to: end, limit: limit)))
  }

  /// What is kept of an over-long line; never more than the limit, however its bytes arrived.
  func head(from start: Int, to end: Int, limit: Int) -> [UInt8] {
    Array(bytes[start..<min(end, start + min(RejectedRecord.rawLimit, limit))])
  }
}
