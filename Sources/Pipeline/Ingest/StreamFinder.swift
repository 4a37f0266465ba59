import Clickstream
import Enrichment
import Intake
import Warehouse

/// Reads as much of a file as it takes to know which stream it is.
struct StreamFinder {
  /// Among which streams is looked.
  enum Scope {
    /// All but those that were taken back.
    case live
    case undone
  }

  let ids: Ids
  private let scope: Scope
  /// Streams outside the scope begin as the file does: it may be one of them.
  private(set) var hasOthers = false
  /// The byte offset of the first line that no stream in the scope shares.
  private(set) var parting: Int64 = 0
  private var chain: ContentChain
  /// Running hash after the first line.
  private(set) var head: Int64 = 0
  /// Hashes of the beginnings of the first line.
  private(set) var beginnings: [UInt8] = []
  /// A stream of nothing but an open line, which has grown into the first line of this file.
  private(set) var outgrown: StreamBatch.Replaced?
  /// A stream that begins so and has no whole line yet.
  private(set) var bare: Int64?
  /// Up to where the marks of candidates were asked for.
  private var markedTo: Int64 = 0
  /// Bytes ahead for which the marks of one or two streams are read at a time, and blocks that are
  /// compared at a time.
  private static let stretch: Int64 = 8 << 20
  private static let blocksAtOnce = 100
  /// Chunks that hold lines which may have to be loaded.
  var held: [LineChunk] = []
  private(set) var fault: ByteSourceError?
  /// The `#Fields:` line that was in force before the first held chunk, in logs that have such.
  var fieldsLine: [UInt8]?

  init(ids: Ids, among scope: Scope = .live) {
    self.ids = ids
    self.scope = scope
    chain = ContentChain(ids: ids)
  }

  /// The decision; nil for a file without a line.
  ///
  /// - Parameters:
  ///   - hint: the file as it was seen last: where its beginning and the lines before the stream's
  ///     position agree with what is stored, the rest is not read again.
  ///   - breathe: called between chunks, for all of a large copy may have to be read.
  mutating func find(
    in reader: inout LineReader, _ session: LoadingSession, hint: FollowedFileRow? = nil,
    breathe: () async throws -> Void = {}
  ) async throws -> StreamMatcher.Decision? {
    if let hint, let found = try await resume(hint, in: &reader, session) {
      noteFieldsLine(before: held.first?.position ?? reader.position, in: reader.source.path)
      return found
    }
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
      try await breathe()
      // A line that does not end for long would be held whole.
      if chunk.isWithinLine { continue }
      chunk.shrink()
      held.append(chunk)
      if chunk.isUnterminated {
        if matcher == nil { return try await onlyOpenLine(chunk, session) }
        break
      }
      if matcher == nil, let first = noteFirstLine(chunk) {
        let found = try await candidates(head: first, upTo: chunk.end, session)
        matcher = found
        if bare == nil, !found.isWalking { try await findOutgrown(chunk, session) }
      }
      guard matcher != nil else { continue }
      try await readMarks(upTo: chunk.end, &matcher, session)
      add(chunk, to: &matcher)
      try await resolve(&matcher, session)
      if let found = matcher, !found.isWalking { return decision(of: found) }
      if let needed = matcher?.neededFrom { drop(upTo: needed) }
    }
    matcher?.finish()
    try await resolve(&matcher, session)
    return matcher.flatMap { decision(of: $0) }
  }

  /// A matcher of the streams that begin with a line.
  private mutating func candidates(
    head: Int64, upTo end: Int64, _ session: LoadingSession
  ) async throws -> StreamMatcher {
    let all = try await session.steady { try await $0.candidates(head: head) }
    let candidates = all.filter { ($0.state == .undone) == (scope == .undone) }
    hasOthers = candidates.count < all.count
    let generations = candidates.map(\.generation)
    let marks =
      try await session.steady { try await $0.marks(of: generations, from: 0, through: end) }
    markedTo = end
    bare = generations.first { marks[$0] == nil }
    return StreamMatcher(candidates: candidates, marks: marks)
  }

  /// Reads the marks of the streams that the file still agrees with, as far as it is read next.
  private mutating func readMarks(
    upTo end: Int64, _ matcher: inout StreamMatcher?, _ session: LoadingSession
  ) async throws {
    guard end > markedTo, let walking = matcher?.walking, !walking.isEmpty else { return }
    let (from, through) = (markedTo + 1, walking.count > 2 ? end : end + Self.stretch)
    let marks = try await session.steady {
      try await $0.marks(of: walking, from: from, through: through)
    }
    matcher?.add(marks: marks)
    markedTo = through
  }

  private mutating func decision(of matcher: StreamMatcher) -> StreamMatcher.Decision? {
    parting = matcher.parting
    return matcher.decision()
  }

  private mutating func drop(upTo needed: Int64) {
    for chunk in held where chunk.end <= needed {
      fieldsLine = AccessLogParser.fieldsLine(in: chunk) ?? fieldsLine
    }
    held.removeAll { $0.end <= needed }
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
    _ matcher: inout StreamMatcher?, _ session: LoadingSession
  ) async throws {
    let wanted = Dictionary(grouping: matcher?.wantedBlocks ?? [], by: \.mark.position)
    for (position, blocks) in wanted {
      var rest = blocks[...]
      while !rest.isEmpty {
        let some = rest.prefix(Self.blocksAtOnce)
        rest = rest.dropFirst(some.count)
        let generations = some.map(\.generation)
        let lines = try await session.steady {
          try await $0.blocks(of: generations, at: position)
        }
        for (generation, mark) in some {
          matcher?.resolve(
            StreamBlock(mark: mark, lines: lines[generation] ?? []), of: generation)
        }
        matcher?.keepFarthest()
      }
    }
  }

  /// Takes the hashes of the chunk's first line, if it has one; returns that of the whole line.
  private mutating func noteFirstLine(_ chunk: LineChunk) -> Int64? {
    var hash: Int64?
    var beginnings: [UInt8] = []
    chunk.forEachLine { line in
      guard hash == nil else { return }
      chunk.withBytes(of: line) {
        hash = chain.next($0)
        beginnings = chain.beginnings(of: $0)
      }
    }
    self.beginnings = beginnings
    head = hash ?? 0
    return hash
  }

  /// A stream that has no whole line yet is known by the line that it has.
  private mutating func onlyOpenLine(
    _ chunk: LineChunk, _ session: LoadingSession
  ) async throws -> StreamMatcher.Decision? {
    guard let hash = noteFirstLine(chunk) else { return nil }
    let count = beginnings.count / 4
    if count > 0 {
      let isUndone = scope == .undone
      let known = try await session.steady {
        try await $0.stream(beginningWith: hash, count: count, undone: isUndone)
      }
      if let known { return .nothingNew(generation: known) }
      let other = try await session.steady {
        try await $0.stream(beginningWith: hash, count: count, undone: !isUndone)
      }
      hasOthers = other != nil
    }
    try await findOutgrown(chunk, session)
    return .new(
      generation: hash, parent: nil, partingBlock: 0, from: StreamMark(position: 0, chain: 0))
  }

  /// Looks for a stream of one open line with which the first line begins.
  private mutating func findOutgrown(_ chunk: LineChunk, _ session: LoadingSession) async throws {
    outgrown = try await openStream(in: chunk, session, undone: scope == .undone)
    if outgrown == nil {
      let other = try await openStream(in: chunk, session, undone: scope == .live)
      hasOthers = hasOthers || other != nil
    }
  }

  /// A stream of one open line with which the first line of the chunk begins.
  private func openStream(
    in chunk: LineChunk, _ session: LoadingSession, undone: Bool
  ) async throws -> StreamBatch.Replaced? {
    let end = chunk.end
    let open = try await session.steady { try await $0.openStreams(upTo: end, undone: undone) }
    guard !open.isEmpty else { return nil }
    var first: PlacedLine?
    chunk.forEachLine { if first == nil { first = $0 } }
    guard let first else { return nil }
    return chunk.withBytes(of: first) { bytes in
      open.first { stream in
        // Its length counts a mark before it and a carriage return after it.
        let length = Int(stream.line.length - first.start)
        return [length, length - 1].contains {
          (1...bytes.byteCount).contains($0)
            && chain.next(bytes.extracting(0..<$0)) == stream.line.chain
        }
      }
    }
  }
}
