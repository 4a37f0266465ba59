package import Clickstream

/// A file of an input as its daemon sees it.
package struct FollowedFileRow: Equatable, Sendable {
  package enum State: String, Sendable {
    /// Read on as it grows.
    case following
    /// Not begun: empty, without a whole line, or still being written.
    case waiting
    /// Read to its end, or a copy of what is stored.
    case read
    /// It was undone.
    case passedBy = "passed_by"
    case unreadable
  }

  package var path: String
  package let identity: FileIdentity
  /// Bytes on disk.
  package var size: Int64
  package var modified: Instant
  /// The stream that it holds; 0: not known yet.
  package var generation: Int64
  /// Uncompressed bytes of the stream that were read from it.
  package var position: Int64
  /// Bytes on disk that were read, in whole lines.
  package var taken: Int64
  package var state: State
  package var note: String
  /// Bytes at its beginning that were there before the input was to be followed, as long as not all
  /// of them are passed over; `everything` for a file that does not grow.
  package var passedOver: Int64 = 0
  /// When everything in it had last been read; nil: never.
  package var current: Instant?

  package init(
    path: String, identity: FileIdentity, size: Int64, modified: Instant,
    generation: Int64 = 0, position: Int64 = 0, taken: Int64 = 0, state: State = .waiting,
    note: String = "", current: Instant? = nil
  ) {
    self.path = path
    self.identity = identity
    self.size = size
    self.modified = modified
    self.generation = generation
    self.position = position
    self.taken = taken
    self.state = state
    self.note = note
    self.current = current
  }
}

extension FollowedFileRow {
  /// All that a file holds.
  package static let everything = Int64.max
  private static let passing = "is passed over"
  private static let place = " up to byte "

  /// The note as it is stored: for people, and for the next daemon.
  var storedNote: String {
    guard passedOver > 0 else { return note }
    let place = passedOver == Self.everything ? "" : "\(Self.place)\(passedOver)"
    return Self.passing + place + (note.isEmpty ? "" : "; \(note)")
  }

  /// What a note says of bytes that are passed over.
  static func passedOver(in note: String) -> Int64 {
    guard note.hasPrefix(passing) else { return 0 }
    let rest = note.dropFirst(passing.count).prefix { $0 != ";" }
    if rest.isEmpty { return everything }
    return rest.hasPrefix(place) ? Int64(rest.dropFirst(place.count)) ?? 0 : 0
  }
}

/// Bytes of a followed file that were gone before they could be read.
package struct SourceGap: Equatable, Sendable {
  package enum Reason: String, Sendable {
    case vanished, truncated
  }

  package var path: String
  package var reason: Reason
  /// 0: not known.
  package var generation: Int64
  /// Bytes of the file that had been read.
  package var position: Int64
  /// nil: only the writer knows.
  package var bytes: Int64?
  /// When it was noticed; nil: it is not written down yet.
  package var found: Instant?

  /// Whether operators are told of it: of a cut, whose loss only the writer knows, the log tells.
  package var isForOperators: Bool { reason == .vanished }

  package init(
    path: String, reason: Reason, generation: Int64, position: Int64, bytes: Int64?,
    found: Instant? = nil
  ) {
    self.path = path
    self.reason = reason
    self.generation = generation
    self.position = position
    self.bytes = bytes
    self.found = found
  }
}
