import Clickstream
import Glibc

/// Cuts a stream into chunks of whole lines.
///
/// The outcome does not depend on how the bytes arrive. One carriage return before the line feed
/// belongs to the line's end; a byte order mark is passed over at offset 0 only. Zero bytes before
/// the first other byte of a line are passed over too, however many: such a hole stays where a file
/// was cut to nothing under a writer that goes on at its old place. Memory is bounded: a line over
/// the limit is told by its place, its length and its first 4 KiB.
package struct LineReader: ~Copyable {
  package static let defaultLineLimit = 1 << 20
  package static let defaultChunkSize = 1 << 18

  package private(set) var source: ByteSource
  /// Where the next chunk starts in the uncompressed stream.
  package private(set) var position: Int64 = 0
  private let lineLimit: Int
  private let chunkSize: Int
  /// The start of a line whose end has not been read.
  private var carry: [UInt8] = []
  private var unfinished: UnfinishedLine?
  private var fault: ByteSourceError?
  private var isAtEnd = false
  /// A last line without its end is held back: the file may grow, and reading goes on then.
  package var holdsOpenLine = false

  /// An over-long line of which the end has not been seen.
  private struct UnfinishedLine {
    let position: Int64
    let head: [UInt8]
    var lastByte: UInt8
    /// Nothing but zero bytes so far.
    var isHole = false
  }

  /// A reader of the lines of `source`; limits are in bytes.
  package init(
    _ source: consuming ByteSource, lineLimit: Int = Self.defaultLineLimit,
    chunkSize: Int = Self.defaultChunkSize
  ) {
    precondition(lineLimit > 0 && chunkSize > 0)
    self.source = source
    self.lineLimit = lineLimit
    self.chunkSize = chunkSize
  }

  /// The first bytes of the stream for detection; reading then starts at the beginning all the same.
  package mutating func head() throws(ByteSourceError) -> [UInt8] { try source.head() }

  /// Bytes of a line without its end that are held back.
  package var heldBytes: Int { carry.count }

  /// Passes over the bytes before `target`, the start of a line; only before the first chunk.
  ///
  /// False where the stream ends before it.
  package mutating func skip(to target: Int64) throws(ByteSourceError) -> Bool {
    precondition(position == 0 && carry.isEmpty && target >= 0)
    position = try source.skip(target)
    return position == target
  }

  /// Reads the next chunk; false at the end of the stream.
  ///
  /// Throws a fault of the source after everything before it was handed out.
  package mutating func read(into chunk: inout LineChunk) throws(ByteSourceError) -> Bool {
    // Room for a line at the limit with its mark and end, and for a whole read after it.
    chunk.reset(capacity: lineLimit + chunkSize + 5, position: position)
    chunk.bytes.replaceSubrange(0..<carry.count, with: carry)
    var filled = carry.count
    carry.removeAll(keepingCapacity: true)
    if filled > lineLimit + 4 {
      // Read in a piece that is longer than a line may be: no room for a whole read after it.
      passOver(&chunk, to: filled)
      return true
    }
    while !isAtEnd {
      let count = pull(into: &chunk, at: filled)
      if count == 0, holdsOpenLine, fault == nil {
        carry.append(contentsOf: chunk.bytes[..<filled])
        return false
      }
      if count == 0 {
        isAtEnd = true
        break
      }
      let scanned = filled
      filled += count
      let lastFeed = unsafe chunk.bytes.span.bytes.lastIndex(
        of: Ascii.lineFeed, from: scanned, to: filled)
      if let lastFeed {
        carry.append(contentsOf: chunk.bytes[(lastFeed + 1)..<filled])
        split(&chunk, to: lastFeed + 1)
        return true
      }
      if let line = unfinished, line.isHole {
        // It may be half of the line's end.
        if filled == 1, chunk.bytes[0] == Ascii.carriageReturn { continue }
        if chunk.bytes[0] != 0 { unfinished = nil }
      }
      if unfinished != nil || filled > lineLimit + 4 {
        passOver(&chunk, to: filled)
        return true
      }
    }
    if filled > 0 || unfinished != nil {
      finish(&chunk, at: filled)
      return true
    }
    if let fault { throw fault }
    return false
  }

  /// Reads after what is there; a fault waits until all bytes before it were handed out.
  private mutating func pull(into chunk: inout LineChunk, at offset: Int) -> Int {
    do {
      return try source.read(into: &chunk.bytes, at: offset, count: chunkSize)
    } catch {
      fault = error
      return 0
    }
  }

  /// Lists the lines of `chunk.bytes[..<end]`, the last of which is a line feed.
  private mutating func split(_ chunk: inout LineChunk, to end: Int) {
    var start = 0
    if let line = unfinished {
      let feed = unsafe chunk.bytes.span.bytes.firstIndex(of: Ascii.lineFeed, from: 0, to: end)
      if line.isHole, appendAfterHole(&chunk, to: feed) {
        unfinished = nil
      } else {
        closeUnfinished(&chunk, at: feed)
      }
      start = feed + 1
    } else {
      start = markLength(chunk, count: end)
    }
    // Held apart while it grows, so that nobody else is asked for it.
    var lines = chunk.lendLines()
    for block in stride(from: start, to: end, by: 64) {
      var feeds = unsafe chunk.bytes.span.bytes.matches64(Ascii.lineFeed, at: block)
      while feeds != 0 {
        let feed = block &+ feeds.trailingZeroBitCount
        // What stands there after the end means nothing.
        guard feed < end else { break }
        if let line = unsafe Self.plainLine(chunk.bytes.span.bytes, start, feed, lineLimit) {
          lines.append(line)
        } else {
          chunk.giveBack(lines)
          append(&chunk, from: start, to: feed)
          lines = chunk.lendLines()
        }
        start = feed &+ 1
        feeds &= feeds &- 1
      }
    }
    chunk.giveBack(lines)
    deliver(&chunk, count: end)
  }

  /// The line of `start..<end` without its end; nil where it is too long, or begins with a hole.
  @inline(__always)
  private static func plainLine(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ limit: Int
  ) -> ByteRange? {
    let hasReturn = end > start && bytes.byte(at: end &- 1) == Ascii.carriageReturn
    let content = hasReturn ? end &- 1 : end
    return bytes.byte(at: start) != 0 && content &- start <= limit
      ? ByteRange(start, content) : nil
  }

  /// Adds the line of `start..<end`, without a carriage return at its end and a hole at its start.
  private func append(_ chunk: inout LineChunk, from start: Int, to end: Int) {
    let hasReturn = end > start && chunk.bytes[end - 1] == Ascii.carriageReturn
    let content = hasReturn ? end - 1 : end
    let first =
      content > start && chunk.bytes[start] == 0 ? firstByte(chunk, start, content) : start
    chunk.append(from: first, to: content, limit: lineLimit)
  }

  /// The first byte that is not zero, or `start` where there is none.
  private func firstByte(_ chunk: LineChunk, _ start: Int, _ end: Int) -> Int {
    chunk.bytes[start..<end].firstIndex { $0 != 0 } ?? start
  }

  /// Adds the line that begins where a hole ends, if it ends before `end`.
  private func appendAfterHole(_ chunk: inout LineChunk, to end: Int) -> Bool {
    let hasReturn = end > 0 && chunk.bytes[end - 1] == Ascii.carriageReturn
    guard chunk.bytes[..<(hasReturn ? end - 1 : end)].contains(where: { $0 != 0 }) else {
      return false
    }
    append(&chunk, from: 0, to: end)
    return true
  }

  /// Delivers bytes from the middle of an over-long line, or of a hole.
  private mutating func passOver(_ chunk: inout LineChunk, to end: Int) {
    chunk.endsInsideLine = true
    if unfinished?.isHole ?? true {
      let start = unfinished == nil ? markLength(chunk, count: end) : 0
      let isHole = chunk.bytes[start] == 0
      let first = isHole ? chunk.bytes[start..<end].firstIndex { $0 != 0 } : start
      if let first, isHole, first == end - 1, chunk.bytes[first] == Ascii.carriageReturn {
        beginHole(chunk, at: start, to: first)
        carry.append(Ascii.carriageReturn)
        deliver(&chunk, count: first)
        return
      }
      if let first, isHole, end - first <= lineLimit + 1 {
        // The line itself may be short: it is read on from its first byte.
        carry.append(contentsOf: chunk.bytes[first..<end])
        unfinished = nil
        deliver(&chunk, count: first)
        return
      }
      if unfinished == nil || first != nil {
        unfinished = UnfinishedLine(
          position: position + Int64(first ?? start),
          head: chunk.head(from: first ?? start, to: end, limit: lineLimit), lastByte: 0,
          isHole: first == nil)
      }
    }
    unfinished?.lastByte = chunk.bytes[end - 1]
    deliver(&chunk, count: end)
  }

  /// Remembers where a hole begins, unless it goes on.
  private mutating func beginHole(_ chunk: LineChunk, at start: Int, to end: Int) {
    guard unfinished == nil else { return }
    unfinished = UnfinishedLine(
      position: position + Int64(start), head: chunk.head(from: start, to: end, limit: lineLimit),
      lastByte: 0, isHole: true)
  }

  /// Delivers what is left at the end of the stream: a line without its end.
  private mutating func finish(_ chunk: inout LineChunk, at end: Int) {
    if let line = unfinished {
      if line.isHole, appendAfterHole(&chunk, to: end) {
        unfinished = nil
      } else {
        closeUnfinished(&chunk, at: end)
      }
    } else {
      let start = markLength(chunk, count: end)
      if start < end { append(&chunk, from: start, to: end) }
    }
    chunk.isUnterminated = true
    deliver(&chunk, count: end)
  }

  private mutating func closeUnfinished(_ chunk: inout LineChunk, at end: Int) {
    guard let line = unfinished else { return }
    let lastByte = end > 0 ? chunk.bytes[end - 1] : line.lastByte
    let length = position + Int64(end) - line.position
    chunk.overlong.append(
      LineChunk.OverlongLine(
        position: line.position,
        length: lastByte == Ascii.carriageReturn ? length - 1 : length, head: line.head))
    unfinished = nil
  }

  private mutating func deliver(_ chunk: inout LineChunk, count: Int) {
    chunk.byteCount = count
    position += Int64(count)
  }

  /// The length of a byte order mark at the very beginning of the stream.
  private func markLength(_ chunk: LineChunk, count: Int) -> Int {
    position == 0 && count >= 3 && chunk.bytes[0] == 0xef && chunk.bytes[1] == 0xbb
      && chunk.bytes[2] == 0xbf ? 3 : 0
  }
}
