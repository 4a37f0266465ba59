package import Clickstream
import Enrichment

/// Rejects of one stream that were read again.
package struct Replay: Sendable {
  /// What became of a record.
  package enum Outcome: Sendable, Equatable {
    case kept
    case counted
    case ignored(String)
    /// It names somebody who was erased.
    case erased
    case rejected(String, detail: String)
  }

  package var stream: Int64
  /// Where the open last line began, when the records were read.
  package var openPosition: Int64?
  /// By the position of the record.
  package var outcomes: [Int64: Outcome]
  /// Events, contacts and texts of the records, at their positions.
  package var batch: StreamBatch

  package init(stream: Int64, openPosition: Int64?) {
    self.stream = stream
    self.openPosition = openPosition
    outcomes = [:]
    batch = StreamBatch(
      generation: stream, epoch: 0, name: "", start: StreamMark(position: 0, chain: 0),
      end: StreamMark(position: .max, chain: 0))
  }

  /// How many records became what.
  package struct Counts: Sendable, Equatable, Codable {
    package var kept: Int64 = 0
    package var counted: Int64 = 0
    package var ignored: Int64 = 0
    /// About persons who were erased: counted, and not stored.
    package var erased: Int64 = 0
    /// Rejects as before, or for another reason.
    package var rejected: Int64 = 0

    package init() {}

    package mutating func add(_ other: Counts) {
      kept += other.kept
      counted += other.counted
      ignored += other.ignored
      erased += other.erased
      rejected += other.rejected
    }

    fileprivate mutating func add(_ outcome: Outcome) {
      switch outcome {
      case .kept: kept += 1
      case .counted: counted += 1
      case .ignored: ignored += 1
      case .erased: erased += 1
      case .rejected: rejected += 1
      }
    }
  }

  var counts: Counts {
    outcomes.values.reduce(into: Counts()) { $0.add($1) }
  }

  /// Leaves out records that are no rejects any more, or not to be touched.
  mutating func keep(_ isThere: (Int64) -> Bool) {
    outcomes = outcomes.filter { isThere($0.key) }
    batch.contacts.removeAll { !isThere($0.position) }
    let events = batch.rows.events
    batch.rows = batch.rows.leavingOut(
      Set(events.indices.filter { !isThere(events[$0].position) }))
  }

  /// Takes out what names persons who were erased.
  mutating func takeOut(_ erased: ErasedKeys, ids: Ids) {
    let before = batch.positions
    batch.takeOut(erased, ids: ids)
    for position in before.subtracting(batch.positions) { outcomes[position] = .erased }
  }

  /// Leaves out events that the database refused.
  mutating func setAside(events refusals: [Refusal]) {
    guard !refusals.isEmpty else { return }
    for refusal in refusals {
      refuse(batch.rows.events[refusal.index].position, refusal)
    }
    batch.rows = batch.rows.leavingOut(Set(refusals.map(\.index)))
  }

  mutating func setAside(contacts refusals: [Refusal]) {
    for refusal in refusals { refuse(batch.contacts[refusal.index].position, refusal) }
  }

  private mutating func refuse(_ position: Int64, _ refusal: Refusal) {
    outcomes[position] = .rejected(
      RejectReason.database.rawValue, detail: refusal.error.refusal)
  }
}

extension StreamBatch {
  /// Where the records begin of which something is to be kept.
  fileprivate var positions: Set<Int64> {
    Set(rows.events.map(\.position)).union(contacts.map(\.position))
  }
}
