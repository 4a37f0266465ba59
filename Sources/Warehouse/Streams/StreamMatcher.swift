package import Clickstream

/// Finds out which known stream a file holds, line by line, by content alone.
///
/// Known streams that begin with the same line are walked side by side; each agrees at its marks
/// until the file parts from it, passes its end, or ends itself.
package struct StreamMatcher: Sendable {
  /// What the file turned out to be.
  package enum Decision: Equatable, Sendable {
    /// The known stream, of which more is to be read from `from` on.
    case resume(generation: Int64, from: StreamMark, state: StreamRow.State, isFollowed: Bool)
    /// A copy, or a copy cut off, of what is stored.
    case nothingNew(generation: Int64)
    /// A stream of its own. Its content id is the running hash after its first line that no other
    /// stream shares. With a parent, the part before `from` is that stream's.
    case new(generation: Int64, parent: Int64?, partingBlock: Int64, from: StreamMark)
  }

  /// A line of the file: where it starts, its length with its end, and the hash after it.
  private struct Line {
    let start: Int64
    let length: Int64
    let before: Int64
    let chain: Int64
  }

  private struct Walk {
    let candidate: Warehouse.Candidate
    /// The mark at which file and stream last agreed, and those known of after it.
    var marks: ArraySlice<StreamMark>
    var state = State.walking

    enum State: Equatable {
      case walking
      /// The file agrees up to the stream's end.
      case reachedEnd
      /// They part within the block after the mark last agreed.
      case partedInBlock
      /// They part at this line.
      case parted(at: StreamMark, then: Int64)
      /// The file ended first, and agrees.
      case contained
    }

    var agreedMark: StreamMark { marks[marks.startIndex] }
    var nextMark: StreamMark? { marks.dropFirst().first }
  }

  private var walks: [Walk]
  /// Lines since the mark last agreed by any walk that is still open.
  private var lines: [Line] = []
  private var end = StreamMark(position: 0, chain: 0)
  private var firstLine: Line?

  /// - Parameters:
  ///   - candidates: streams with the same first line.
  ///   - marks: their first marks, by generation, as far as lines are added next.
  package init(candidates: [Warehouse.Candidate], marks: [Int64: [StreamMark]]) {
    walks = candidates.compactMap { candidate in
      marks[candidate.generation].map { Walk(candidate: candidate, marks: $0[...]) }
    }
  }

  /// The streams whose marks must be known as far as lines are added.
  package var walking: [Int64] {
    walks.filter { $0.state == .walking }.map(\.candidate.generation)
  }

  /// Takes the marks that come after those that are known.
  package mutating func add(marks: [Int64: [StreamMark]]) {
    for index in walks.indices where walks[index].state == .walking {
      walks[index].marks += marks[walks[index].candidate.generation] ?? []
    }
  }

  /// Byte offset from which the caller must keep what it read.
  package var neededFrom: Int64 {
    let open = walks.map { walk in
      switch walk.state {
      case .reachedEnd: walk.candidate.position
      // A stream of its own from its beginning on is read from there.
      case .parted(let mark, _): mark.position < StreamBlock.size ? 0 : mark.position
      default: walk.agreedMark.position
      }
    }
    return open.min() ?? 0
  }

  /// Blocks that must be read before a decision.
  package var wantedBlocks: [(generation: Int64, mark: StreamMark)] {
    walks.filter { $0.state == .partedInBlock }.map { ($0.candidate.generation, $0.agreedMark) }
  }

  /// Whether lines are still needed.
  package var isWalking: Bool { walks.contains { $0.state == .walking } }

  /// Takes the next line of the file; `before` and `after` are the marks around it.
  package mutating func add(before: StreamMark, after: StreamMark) {
    let line = Line(
      start: before.position, length: after.position - before.position, before: before.chain,
      chain: after.chain)
    if firstLine == nil { firstLine = line }
    lines.append(line)
    end = after
    var hasAgreed = false
    for index in walks.indices where walks[index].state == .walking {
      if step(index, at: after) { hasAgreed = true }
    }
    if hasAgreed { supersede(before: after.position) }
    if lines.count > 4_096 { trim() }
  }

  /// Whether file and stream agree at the stream's next mark.
  private mutating func step(_ index: Int, at mark: StreamMark) -> Bool {
    let candidate = walks[index].candidate
    if mark.position == candidate.position {
      let isSame = mark.chain == candidate.chain
      walks[index].state = isSame ? .reachedEnd : .partedInBlock
      return false
    }
    if let next = walks[index].nextMark, mark.position >= next.position {
      if mark == next {
        walks[index].marks.removeFirst()
        return true
      }
      walks[index].state = .partedInBlock
    } else if mark.position > candidate.position {
      walks[index].state = .partedInBlock
    }
    return false
  }

  /// A stream that ended or parted earlier shares less than one that agrees here.
  private mutating func supersede(before position: Int64) {
    walks.removeAll { walk in
      switch walk.state {
      case .reachedEnd: walk.candidate.position < position
      case .parted(let mark, _): mark.position < position
      default: false
      }
    }
  }

  private mutating func trim() {
    let needed = neededFrom
    if let keep = lines.firstIndex(where: { $0.start >= needed }), keep > 0 {
      lines.removeFirst(keep)
    }
  }

  /// Takes the lines of a block that was wanted: finds the line at which file and stream part.
  package mutating func resolve(_ block: StreamBlock, of generation: Int64) {
    guard let index = walks.firstIndex(where: { $0.candidate.generation == generation }) else {
      return
    }
    let mark = walks[index].agreedMark
    var stored = 0
    for line in lines where line.start >= mark.position {
      let isSame =
        stored < block.count && block.line(stored).length == line.length
        && block.line(stored).chain == UInt32(truncatingIfNeeded: line.chain)
      guard isSame else {
        walks[index].state = .parted(
          at: StreamMark(position: line.start, chain: line.before), then: line.chain)
        return
      }
      stored += 1
    }
    walks[index].state = .contained
  }

  /// Of the streams that the file has parted from only the one counts that it shares most with.
  package mutating func keepFarthest() {
    guard let farthest = farthest?.walk.candidate.generation else { return }
    walks.removeAll { walk in
      guard case .parted = walk.state else { return false }
      return walk.candidate.generation != farthest
    }
  }

  /// The file has ended: what still walks needs its block.
  package mutating func finish() {
    for index in walks.indices where walks[index].state == .walking {
      walks[index].state = .partedInBlock
    }
  }

  /// The decision, once nothing walks and no block is wanted; nil for a file without a line.
  package func decision() -> Decision? {
    guard let firstLine else { return nil }
    let ended = walks.filter { $0.state == .reachedEnd }
    if let longest = ended.max(by: { $0.candidate.position < $1.candidate.position }) {
      return .resume(
        generation: longest.candidate.generation,
        from: StreamMark(
          position: longest.candidate.position, chain: longest.candidate.chain),
        state: longest.candidate.state, isFollowed: longest.candidate.isFollowed)
    }
    if let contained = walks.first(where: { $0.state == .contained }) {
      return .nothingNew(generation: contained.candidate.generation)
    }
    guard let farthest else {
      return .new(
        generation: firstLine.chain, parent: nil, partingBlock: 0,
        from: StreamMark(position: 0, chain: 0))
    }
    let isFork = farthest.mark.position >= StreamBlock.size
    return .new(
      generation: farthest.then, parent: isFork ? farthest.walk.candidate.generation : nil,
      partingBlock: isFork ? farthest.walk.agreedMark.position : 0,
      from: isFork ? farthest.mark : StreamMark(position: 0, chain: 0))
  }

  /// Where the file parts from the stream that it shares most with.
  private var farthest: (walk: Walk, mark: StreamMark, then: Int64)? {
    var farthest: (walk: Walk, mark: StreamMark, then: Int64)?
    for walk in walks {
      guard case .parted(let mark, let then) = walk.state else { continue }
      if mark.position > farthest?.mark.position ?? -1 { farthest = (walk, mark, then) }
    }
    return farthest
  }

  /// The byte offset of the first line that no candidate shares.
  package var parting: Int64 { farthest?.mark.position ?? 0 }
}
