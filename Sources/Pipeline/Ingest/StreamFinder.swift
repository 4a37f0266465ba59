import Clickstream
import Enrichment
import Intake
import Warehouse

/// Reads as much of a file as it takes to know which stream it is.
struct StreamFinder {
  private let ids: Ids
  private var chain: ContentChain
  /// Running hash after the first line.
  private(set) var head: Int64 = 0
  /// Chunks that hold lines which may have to be loaded.
  private(set) var held: [LineChunk] = []
  private(set) var fault: ByteSourceError?

  init(ids: Ids) {
    self.ids = ids
    chain = ContentChain(ids: ids)
  }

  /// The decision; nil for a file without a line.
  mutating func find(
    in reader: inout LineReader, _ warehouse: Warehouse
  ) async throws -> StreamMatcher.Decision? {
    var matcher: StreamMatcher?
    while true {
      var chunk = LineChunk()
      let isMore: Bool
      do {
        isMore = try reader.read(into: &chunk)
      } catch {
        fault = error
        break
      }
      guard isMore else { break }
      held.append(chunk)
      if chunk.isUnterminated {
        if matcher == nil { return onlyOpenLine(chunk) }
        break
      }
      if matcher == nil, let first = firstLineHash(chunk) {
        head = first
        matcher = StreamMatcher(candidates: try await warehouse.candidates(head: first))
      }
      guard matcher != nil else { continue }
      add(chunk, to: &matcher)
      try await resolve(&matcher, warehouse)
      if let found = matcher, !found.isWalking { return found.decision() }
      if let needed = matcher?.neededFrom { held.removeAll { $0.end <= needed } }
    }
    matcher?.finish()
    try await resolve(&matcher, warehouse)
    return matcher?.decision()
  }

  private mutating func add(_ chunk: LineChunk, to matcher: inout StreamMatcher?) {
    chunk.forEachLine { line in
      let before = chain.mark
      chunk.withBytes(of: line) { chain.add($0, end: line.end) }
      matcher?.add(before: before, after: chain.mark)
    }
    _ = chain.takeBlocks()
  }

  private func resolve(
    _ matcher: inout StreamMatcher?, _ warehouse: Warehouse
  ) async throws {
    for wanted in matcher?.wantedBlocks ?? [] {
      let block = try await warehouse.block(of: wanted.generation, at: wanted.mark)
      matcher?.resolve(block, of: wanted.generation)
    }
  }

  private func firstLineHash(_ chunk: LineChunk) -> Int64? {
    var hash: Int64?
    chunk.forEachLine { line in
      if hash == nil { hash = chunk.withBytes(of: line) { chain.next($0) } }
    }
    return hash
  }

  /// A stream that has no whole line yet is known by the line that it has.
  private mutating func onlyOpenLine(_ chunk: LineChunk) -> StreamMatcher.Decision? {
    guard let hash = firstLineHash(chunk) else { return nil }
    head = hash
    return .new(
      generation: hash, parent: nil, partingBlock: 0, from: StreamMark(position: 0, chain: 0))
  }
}
