package import Clickstream

/// A line that gave no record.
package struct LineReject: Equatable, Sendable {
  /// Byte offset of the line's start in the uncompressed stream.
  package var position: Int64
  /// Bytes of the line without its end.
  package var length: Int64
  package var reason: RejectReason
  /// Where in the line, in bytes from 1.
  package var column: Int
  package var expected: Expectation
  /// The first bytes of the line, 4 KiB at most.
  package var head: [UInt8]

  /// One sentence for people, without bytes of the line.
  package var detail: String { "column \(column): expected \(expected.text)" }

  package func record(generation: Int64) -> RejectedRecord {
    RejectedRecord(
      generation: generation, position: position, reason: reason, detail: detail, raw: head,
      length: length)
  }
}

/// What became of the lines of one chunk; reused from chunk to chunk.
///
/// Every line is one of four: a record, a reject, or ignored as empty or as a comment.
package struct AccessBatch: Sendable {
  /// In the order of the lines; ranges lie in the chunk.
  package var records: ArraySlice<AccessRecord> { room[..<recordCount] }
  /// In the order of the lines.
  package internal(set) var rejects: ContiguousArray<LineReject> = []
  package internal(set) var emptyLines = 0
  /// Lines that say what the columns are, and what else in a W3C log begins with `#`.
  package internal(set) var comments: ContiguousArray<ByteRange> = []
  /// Those of them that say what the columns of the next lines are.
  package internal(set) var fieldsLines: ContiguousArray<ByteRange> = []

  /// Records are written where they stay; after `recordCount` comes what earlier chunks left.
  private var room: ContiguousArray<AccessRecord> = []
  private var recordCount = 0

  package init() {}

  package var lineCount: Int { recordCount + rejects.count + emptyLines + comments.count }

  /// Lends the room for records, and how many are in it; `giveBack` takes it in again.
  mutating func lendRoom() -> (room: ContiguousArray<AccessRecord>, count: Int) {
    let lent = (room, recordCount)
    room = []
    return lent
  }

  mutating func giveBack(_ room: consuming ContiguousArray<AccessRecord>, count: Int) {
    self.room = room
    recordCount = count
  }

  mutating func reset(capacity: Int) {
    recordCount = 0
    if room.count < capacity {
      room.append(contentsOf: repeatElement(AccessRecord(), count: capacity - room.count))
    }
    rejects.removeAll(keepingCapacity: true)
    emptyLines = 0
    comments.removeAll(keepingCapacity: true)
    fieldsLines.removeAll(keepingCapacity: true)
  }
}
