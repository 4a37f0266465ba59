/// Why a record could not be used; it is kept with its raw bytes and can be replayed.
package enum RejectReason: String, CaseIterable, Sendable {
  /// No line of the stream's format; `detail` names column and what was expected.
  case format
  /// The time is no time, before 1990, or more than 24 hours ahead of the clock.
  case timestamp
  /// Longer than the limit of 1 MiB.
  case lineTooLong = "line_too_long"
  /// Holds a zero byte.
  case nul
  /// The host is of no declared site.
  case unknownHost = "unknown_host"
  /// The end of the file came before the end of the line.
  case truncatedLine = "truncated_line"
  /// No JSON object, or duplicate keys, or nested too deeply.
  case json
  /// A field that is needed is missing or of the wrong kind.
  case field
  /// A message over the limits of size, depth or parts.
  case mimeLimit = "mime_limit"
  /// No message at all.
  case mime
  /// The database refused the row; `detail` names SQLSTATE, column and constraint.
  case database
}

/// A record that could not be used.
package struct RejectedRecord: Equatable, Sendable {
  package var generation: Int64
  package var position: Int64
  package var reason: RejectReason
  /// One sentence for people: where and what was expected.
  ///
  /// Never holds bytes of the record.
  package var detail: String
  /// The record as it stood: whole for a line of an unknown host or one that the database refused,
  /// else the first 4 KiB.
  package var raw: [UInt8]
  /// Length of the whole record in bytes.
  package var length: Int64

  package static let rawLimit = 4_096

  package init(
    generation: Int64, position: Int64, reason: RejectReason, detail: String, raw: [UInt8],
    length: Int64
  ) {
    self.generation = generation
    self.position = position
    self.reason = reason
    self.detail = detail
    self.raw = raw
    self.length = length
  }
}
