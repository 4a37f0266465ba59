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
  package internal(set) var records: ContiguousArray<AccessRecord> = []
  /// In the order of the lines.
  package internal(set) var rejects: ContiguousArray<LineReject> = []
  package internal(set) var emptyLines = 0
  /// Lines that say what the columns are, and what else in a W3C log begins with `#`.
  package internal(set) var comments: ContiguousArray<ByteRange> = []
  /// Those of them that say what the columns of the next lines are.
  package internal(set) var fieldsLines: ContiguousArray<ByteRange> = []

  package init() {}

  package var lineCount: Int { records.count + rejects.count + emptyLines + comments.count }

  mutating func reset(capacity: Int) {
    records.removeAll(keepingCapacity: true)
    records.reserveCapacity(capacity)
    rejects.removeAll(keepingCapacity: true)
    emptyLines = 0
    comments.removeAll(keepingCapacity: true)
    fieldsLines.removeAll(keepingCapacity: true)
  }
}
