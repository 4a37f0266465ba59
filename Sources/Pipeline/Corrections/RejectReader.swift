import Clickstream
import Enrichment
import Intake
import Warehouse

/// Reads single rejects of a stream again, and tells what each becomes.
struct RejectReader {
  private var records: RecordReader
  private var access = AccessBatch()
  private var enricher: Enricher
  /// What the columns of a W3C log are from where on; nil for other streams.
  private let fields: [Warehouse.StreamFields]?
  /// Which of them holds now.
  private var current: Int?

  init(
    _ records: RecordReader, _ enricher: Enricher, fields: [Warehouse.StreamFields]? = nil
  ) {
    self.records = records
    self.enricher = enricher
    self.fields = fields
  }

  /// Takes in what the columns are at a position, where lines of the file say so.
  ///
  /// - Returns: false where that is not known.
  mutating func goes(to position: Int64) -> Bool {
    guard let fields else { return true }
    guard let index = fields.lastIndex(where: { $0.position <= position }) else { return false }
    if index != current { records.learn(fieldsLine: Array(fields[index].text.utf8)) }
    current = index
    return true
  }

  /// Nothing can be taken for stored: after a rollback, and where the database refused texts.
  mutating func forgetStored() { enricher.forgetStored() }

  mutating func read(
    _ record: Warehouse.StoredReject, _ session: LoadingSession, now: Instant,
    into replay: inout Replay
  ) async throws {
    let chunk = LineChunk(
      line: record.raw, at: record.position,
      isUnterminated: record.position == replay.openPosition)
    let missing = records.prepare(chunk, from: record.position, &access, &enricher)
    if !missing.isEmpty {
      for (period, salt) in try await session.salts(of: missing, now: now) {
        enricher.salts.add(period, salt)
      }
    }
    let before = replay.batch.count
    let ignored = replay.batch.content.ignored
    records.read(chunk, from: record.position, access, &enricher, into: &replay.batch)
    let after = replay.batch.count
    if let reject = replay.batch.content.rejects.popLast() {
      replay.outcomes[record.position] = .rejected(reject.reason.rawValue, detail: reject.detail)
    } else if after.stored > before.stored {
      replay.outcomes[record.position] = .kept
    } else if after.counted > before.counted {
      replay.outcomes[record.position] = .counted
    } else if let reason = replay.batch.content.ignored.first(where: {
      $0.value > ignored[$0.key] ?? 0
    }) {
      replay.outcomes[record.position] = .ignored(reason.key.rawValue)
    }
  }
}

extension StreamBatch {
  /// Records so far that are kept, and that are counted only.
  fileprivate var count: (stored: Int, counted: Int64) {
    (content.events.count + contacts.count, content.counted)
  }
}
