import Clickstream
import Intake

/// A line of a chunk by its place in the stream.
struct PlacedLine {
  /// Byte offset of its first byte.
  let start: Int64
  /// Byte offset after its line feed.
  let end: Int64
  /// Its bytes in the chunk; empty for one over the limit.
  let range: ByteRange
  /// Index among the over-long lines.
  let overlong: Int?
}

extension LineChunk {
  /// Calls `body` for every line in order, those over the limit included.
  func forEachLine(_ body: (PlacedLine) throws -> Void) rethrows {
    var long = 0
    for line in lines {
      let start = position(of: line)
      while long < overlong.count, overlong[long].position < start {
        try body(placed(overlong[long], long))
        long += 1
      }
      try body(
        PlacedLine(start: start, end: position + Int64(after(line.end)), range: line, overlong: nil)
      )
    }
    while long < overlong.count {
      try body(placed(overlong[long], long))
      long += 1
    }
  }

  private func placed(_ line: OverlongLine, _ index: Int) -> PlacedLine {
    PlacedLine(
      start: line.position,
      end: position + Int64(after(Int(line.position + line.length - position))), range: .empty,
      overlong: index)
  }

  /// The offset after the line's end that stands at `offset`, if one does.
  private func after(_ offset: Int) -> Int {
    var next = offset
    if next < byteCount, bytes[next] == 0x0d { next += 1 }
    if next < byteCount, bytes[next] == 0x0a { next += 1 }
    return next
  }

  /// Calls `body` with the bytes by which a line is known in the stream's running hash.
  func withBytes<Answer>(of line: PlacedLine, _ body: (RawSpan) -> Answer) -> Answer {
    if let index = line.overlong {
      let head = overlong[index].head
      let bytes = unsafe head.span.bytes
      return body(bytes)
    }
    let content = unsafe bytes.span.bytes
    let line = content.extracting(line.range.range)
    return body(line)
  }
}
