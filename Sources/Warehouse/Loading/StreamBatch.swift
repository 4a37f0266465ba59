package import Clickstream
package import Enrichment

/// All that one transaction adds to a stream.
package struct StreamBatch: Sendable {
  package var generation: Int64
  package var epoch: Int64
  package var name: String
  /// The right of the daemon that made it; nil where it was loaded by hand.
  package var lease: SourceLease?
  /// The stream before and after: position and running hash.
  package var start: StreamMark
  package var end: StreamMark
  package var state: StreamRow.State
  /// Marks passed in it; the last may be of a block that is still filling.
  package var blocks: [StreamBlock]
  /// Lines read.
  package var lines: Int64
  /// `#Fields:` lines of a W3C log by where they stand; at 0 what holds before the first.
  package var fields: [Int64: String] = [:]
  package var content: EventBatch
  /// The events as they will be sent, once `seal()` was called.
  var rows = EventRows()
  /// What the lines were read from.
  package var source = SourceBytes()
  package var contacts: [Contact]
  /// Lines that name persons who were erased: counted, not stored.
  var erased: Int64 = 0
  /// Site of the contacts.
  package var contactSite: Int64
  /// The open last line that an earlier load left, now to be replaced.
  package var replaced: Replaced?
  /// The open last line that this load leaves; its record is in `content` at `end.position`.
  package var openLine: StreamRow.OpenLine?

  /// An open line at its place.
  package struct Replaced: Sendable {
    /// The batch's own stream, or one that had nothing but this line: that goes with it.
    package var generation: Int64
    package var position: Int64
    package var line: StreamRow.OpenLine

    package init(generation: Int64, position: Int64, line: StreamRow.OpenLine) {
      self.generation = generation
      self.position = position
      self.line = line
    }
  }

  package init(
    generation: Int64, epoch: Int64, name: String, start: StreamMark, end: StreamMark,
    state: StreamRow.State = .active
  ) {
    self.generation = generation
    self.epoch = epoch
    self.name = name
    self.start = start
    self.end = end
    self.state = state
    blocks = []
    lines = 0
    content = EventBatch()
    contacts = []
    contactSite = 0
  }

  /// Events in the batch.
  package var eventCount: Int { rows.hits.count + content.events.count }

  /// Encodes the events for sending and sorts their hits, so that loading has less to do.
  package mutating func seal() {
    rows = EventRows(content.events)
    content.events = []
  }
}
