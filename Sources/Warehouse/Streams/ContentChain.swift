package import Clickstream
package import Enrichment

/// The running keyed hash of a stream's lines, and the marks that it leaves.
///
/// Two streams with the same hash at the same position hold the same lines before it, whatever
/// their names, and whether they came plain or compressed.
package struct ContentChain: Sendable {
  private let ids: Ids
  /// After the last line added.
  package private(set) var mark: StreamMark
  /// Blocks since the last `takeBlocks`; the last one still fills.
  private var blocks: [StreamBlock]

  /// A chain that goes on from a mark; `(0, 0)` is the beginning of every stream.
  package init(ids: Ids, from mark: StreamMark = StreamMark(position: 0, chain: 0)) {
    self.ids = ids
    self.mark = mark
    blocks = [StreamBlock(mark: mark)]
  }

  /// The block at the beginning, as long as no blocks were taken.
  package var firstBlock: StreamBlock? { blocks.first }

  /// The running hash that the next line would give.
  package func next(_ line: RawSpan) -> Int64 {
    var hasher = ids.hasher(.line)
    hasher.combine(UInt64(bitPattern: mark.chain))
    hasher.combine(line)
    return Ids.id(hasher)
  }

  /// For each beginning of a line that would be the next, by length, 32 bits of the running hash
  /// that it would give, highest byte first; of long lines only the first 1,024 beginnings.
  package func beginnings(of line: RawSpan) -> [UInt8] {
    var bytes: [UInt8] = []
    for length in 0..<min(line.byteCount, 1_024) {
      let word = UInt32(truncatingIfNeeded: next(line.extracting(0..<length + 1)))
      for shift in [24, 16, 8, 0] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return bytes
  }

  /// Adds a line that ends (line feed included) at the byte offset `end`.
  package mutating func add(_ line: RawSpan, end: Int64) {
    let chain = next(line)
    if mark.position / StreamBlock.size > (blocks.last?.mark.position ?? 0) / StreamBlock.size {
      blocks.append(StreamBlock(mark: mark))
    }
    blocks[blocks.count - 1].append(length: end - mark.position, chain: chain)
    mark = StreamMark(position: end, chain: chain)
  }

  /// The blocks with lines that were not taken yet, or have grown.
  package mutating func takeBlocks() -> [StreamBlock] {
    let taken = blocks.filter { $0.count > 0 }
    blocks.removeFirst(blocks.count - 1)
    return taken
  }
}
