import Clickstream
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
    guard hint.generation != 0, let size = reader.source.status?.size, !reader.source.isGzip,
      let head = Self.firstLine(of: reader, ids: ids),
      let known = try await session.steady({ try await $0.candidates(head: head) })
        .first(where: { $0.generation == hint.generation }),
      known.position <= size, let mark = known.marks.last(where: { $0.position < known.position })
    else { return nil }
    var chain = ContentChain(ids: ids, from: mark)
    var ahead: [LineChunk] = []
    do {
      var second = LineReader(try ByteSource(path: hint.path))
      second.holdsOpenLine = true
      guard try second.skip(to: mark.position) else { return nil }
      while chain.mark.position < known.position {
        var chunk = LineChunk()
        guard try second.read(into: &chunk) else { return nil }
        chunk.forEachLine { line in
          guard line.end <= known.position else { return }
          chunk.withBytes(of: line) { chain.add($0, end: line.end) }
        }
        ahead.append(chunk)
        if chunk.end >= known.position { break }
      }
      guard chain.mark.position == known.position, chain.mark.chain == known.chain,
        second.source.status.map({ $0.inode == hint.inode && $0.device == hint.device }) == true
      else { return nil }
      second.holdsOpenLine = reader.holdsOpenLine
      reader = second
    } catch is ByteSourceError {
      return nil
    }
    held = ahead.filter { $0.end > known.position }
    return .resume(
      generation: known.generation,
      from: StreamMark(position: known.position, chain: known.chain), state: known.state,
      isFollowed: known.isFollowed)
  }

  /// The running hash after the first line of a file; nil where that cannot be had at once.
  private static func firstLine(of reader: borrowing LineReader, ids: Ids) -> Int64? {
    guard var first = try? LineReader(ByteSource(path: reader.source.path)),
      case var chunk = LineChunk(), (try? first.read(into: &chunk)) == true
    else { return nil }
    var hash: Int64?
    chunk.forEachLine { line in
      if hash == nil { hash = chunk.withBytes(of: line) { ContentChain(ids: ids).next($0) } }
    }
    return hash
  }
}
