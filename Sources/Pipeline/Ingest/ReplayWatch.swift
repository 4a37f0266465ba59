import Enrichment
import Warehouse

/// Tells when a file goes on with the beginning of a stream that is stored: files were put together,
/// and one of them twice.
///
/// Such lines count, for what stands twice in a log may have happened twice; but it is said.
struct ReplayWatch {
  static let note =
    "goes on with the beginning of a file that is stored already; those lines count again "
    + "(replay_suspect)"

  /// Fewer lines than these may be alike by chance, as the directives at the head of W3C logs are.
  private static let fewestLines = 10

  /// All W3C logs begin alike: of so many streams the beginnings are looked at, the longest first.
  private static let mostStreams = 64

  private enum State {
    case asksForStreams
    case compares(generations: [Int64])
    case isDone
  }

  private var state = State.asksForStreams
  private var chain: ContentChain
  private var head: Int64?
  /// Byte offset from which the lines are looked at.
  private let start: Int64

  /// - Parameter start: byte offset from which lines are new; what is read from its beginning is no
  ///   replay, for it is known by that.
  init(ids: Ids, from start: Int64) {
    chain = ContentChain(ids: ids)
    self.start = start
    if start == 0 { state = .isDone }
  }

  var isUndecided: Bool {
    if case .isDone = state { return false }
    return true
  }

  /// Whether more lines are of interest.
  var isWatching: Bool { isUndecided && chain.mark.position < StreamBlock.size }

  /// Takes the next line, which ends at the byte offset `end` of the file.
  mutating func add(_ line: RawSpan, end: Int64) {
    if head == nil { head = chain.next(line) }
    chain.add(line, end: end - start)
  }

  /// Whether the lines taken are the beginning of a stream; false as long as too few are known.
  ///
  /// - Parameters:
  ///   - isEnd: no line follows for now.
  ///   - idle: lets what is on its way come to its end, for one task at a time uses the connection.
  mutating func isReplay(
    isEnd: Bool, _ session: LoadingSession, idle: () async throws -> Void
  ) async throws -> Bool {
    guard let head else { return false }
    if case .asksForStreams = state {
      try await idle()
      let known = try await session.steady { try await $0.candidates(head: head) }
      let generations = known.filter { $0.state != .undone }.prefix(Self.mostStreams)
        .map(\.generation)
      state = generations.isEmpty ? .isDone : .compares(generations: generations)
    }
    guard case .compares(let generations) = state,
      let block = chain.firstBlock, block.count >= Self.fewestLines,
      isEnd || chain.mark.position >= StreamBlock.size
    else { return false }
    try await idle()
    let stored = try await session.steady { try await $0.blocks(of: generations, at: 0) }
    state = .isDone
    return stored.values.contains { lines in
      let common = min(lines.count, block.lines.count)
      return common / 8 >= Self.fewestLines && lines.prefix(common) == block.lines.prefix(common)
    }
  }
}
