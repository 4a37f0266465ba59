import Clickstream
import Enrichment
import PostgreSQL
import Synchronization

/// Texts that the database refused, for batches whose events point to them and do not bring them.
///
/// No actor and no state of one, for it is told of errors: see `SessionWriter`.
final class RefusedTexts: Sendable {
  struct Text: Sendable {
    let table: TextTable
    let id: Int64
    let error: PostgresError
  }

  private struct Key: Hashable {
    let table: TextTable
    let id: Int64
  }

  /// So many can be remembered; a database that refuses more wants a person.
  private static let limit = 10_000

  private let errors = Mutex<[Key: PostgresError]>([:])

  /// Remembers texts that were refused.
  ///
  /// - Throws: the error of the last one where they are too many.
  func add(_ texts: [Text]) throws {
    let isFull = errors.withLock { errors in
      for text in texts { errors[Key(table: text.table, id: text.id)] = text.error }
      return errors.count > Self.limit
    }
    if isFull, let last = texts.last { throw last.error }
  }

  /// Forgets those that are stored by now.
  func remove(_ batch: EventBatch) {
    errors.withLock { errors in
      guard !errors.isEmpty else { return }
      for rows in TextRows.all(of: batch) {
        for id in rows.ids { errors[Key(table: rows.table, id: id)] = nil }
      }
    }
  }

  /// The events that point to a refused text, with its error.
  func refusals(among events: ContiguousArray<Event>) -> [Refusal] {
    errors.withLock { errors in
      guard !errors.isEmpty else { return [] }
      return events.indices.compactMap { index in
        let event = events[index]
        let isMissing = (400...499).contains(event.status)
        let keys = [
          Key(table: isMissing ? .missingPage : .page, id: event.page),
          Key(table: .query, id: event.query), Key(table: .referrer, id: event.referrer),
          Key(table: .agent, id: event.agent), Key(table: .place, id: event.place),
        ]
        let found = keys.first { errors[$0] != nil }.flatMap { errors[$0] }
        return found.map { Refusal(index: index, error: $0) }
      }
    }
  }
}
