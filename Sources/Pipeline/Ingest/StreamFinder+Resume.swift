import Clickstream
import Enrichment
import Intake
import Warehouse

extension StreamFinder {
  /// Goes on where a stream stands without reading all before it; nil where anything disagrees:
  /// the reader is then as good as new.
  ///
  /// The first line must be the stream's, and so must the lines from its last mark to its
  /// position, by their running hash.
  mutating func resume(
    _ hint: FollowedFileRow, in reader: inout LineReader, _ session: LoadingSession
  ) async throws -> StreamMatcher.Decision? {
    guard hint.generation != 0, !reader.source.isGzip,
      let head = Self.firstLine(of: reader.source.path, ids: ids)
    else { return nil }
    let found = try await session.steady { warehouse -> (Warehouse.Candidate, StreamMark)? in
      let known = try await warehouse.candidates(head: head)
        .first { $0.generation == hint.generation }
      guard let known else { return nil }
      let mark = try await warehouse.lastMark(of: known.generation, before: known.position)
      return mark.map { (known, $0) }
    }
    guard let (known, mark) = found,
      let ahead = Self.skip(to: known, from: mark, hint, in: &reader, ids: ids)
    else { return nil }
    held = ahead
    return .resume(
      generation: known.generation,
      from: StreamMark(position: known.position, chain: known.chain), state: known.state,
      isFollowed: known.isFollowed)
  }

  /// Sets the reader to the end of a stream if the lines before agree; gives what was read beyond.
  private static func skip(
    to known: Warehouse.Candidate, from mark: StreamMark, _ hint: FollowedFileRow,
    in reader: inout LineReader, ids: Ids
  ) -> [LineChunk]? {
    guard let source = try? ByteSource(path: reader.source.path), let status = source.status,
      status.size >= known.position,
      status.identity == hint.identity
    else { return nil }
    var second = LineReader(source)
    second.holdsOpenLine = true
    guard (try? second.skip(to: mark.position)) == true else { return nil }
    var chain = ContentChain(ids: ids, from: mark)
    var ahead: [LineChunk] = []
    while chain.mark.position < known.position {
      var chunk = LineChunk()
      guard (try? second.read(into: &chunk)) == true else { return nil }
      chunk.forEachLine { line in
        guard line.end <= known.position else { return }
        chunk.withBytes(of: line) { chain.add($0, end: line.end) }
      }
      if chunk.end > known.position, !chunk.isWithinLine {
        chunk.shrink()
        ahead.append(chunk)
      }
      if chunk.end >= known.position { break }
    }
    guard chain.mark == StreamMark(position: known.position, chain: known.chain) else { return nil }
    reader = second
    return ahead
  }

  /// The running hash after the first line of a file; nil where that cannot be had.
  private static func firstLine(of path: String, ids: Ids) -> Int64? {
    guard let source = try? ByteSource(path: path) else { return nil }
    var reader = LineReader(source)
    var chunk = LineChunk()
    guard (try? reader.read(into: &chunk)) == true else { return nil }
    var hash: Int64?
    chunk.forEachLine { line in
      if hash == nil { hash = chunk.withBytes(of: line) { ContentChain(ids: ids).next($0) } }
    }
    return hash
  }

  /// Looks up what the lines before the held ones say of the columns, in logs that say so.
  mutating func noteFieldsLine(before position: Int64, in path: String) {
    guard var source = try? ByteSource(path: path), let head = try? source.head(),
      AccessLogParser.holdsDirective(head)
    else { return }
    // A file that cannot be read any more is told of by the reader itself.
    fieldsLine = try? AccessLogParser.fieldsLine(before: position, in: source)
  }
}
