import Clickstream
import Enrichment
import PostgreSQL

extension StreamBatch {
  /// Takes out events that the database refused: each is a reject, with its line as it stood.
  mutating func setAside(events refusals: [Refusal]) {
    guard !refusals.isEmpty else { return }
    for refusal in refusals { setAside(rows.events[refusal.index].position, refusal.error) }
    rows = rows.leavingOut(Set(refusals.map(\.index)))
  }

  /// The same for contacts.
  mutating func setAside(contacts refusals: [Refusal]) {
    guard !refusals.isEmpty else { return }
    for refusal in refusals { setAside(contacts[refusal.index].position, refusal.error) }
    let refused = Set(refusals.map(\.index))
    contacts = contacts.indices.filter { !refused.contains($0) }.map { contacts[$0] }
  }

  private mutating func setAside(_ position: Int64, _ error: PostgresError) {
    let line = source.line(at: position) ?? []
    content.rejects.append(
      RejectedRecord(
        generation: generation, position: position, reason: .database, detail: error.refusal,
        raw: line, length: Int64(line.count)))
    if position >= end.position { openLine?.event = nil }
  }
}

extension RejectedRecord {
  /// What is kept of a reject that the database refuses as it is.
  func bare(after error: PostgresError) -> RejectedRecord {
    RejectedRecord(
      generation: generation, position: position, reason: .database,
      detail: "\(error.refusal); it was a reject already (\(reason.rawValue))", raw: [],
      length: length)
  }
}
