import Clickstream
import Enrichment

extension StreamBatch {
  /// Takes out what comes too late: of days that are sealed.
  mutating func takeOut(sealed seal: Seal) {
    let late = rows.events.indices.filter { seal.isTooLate(rows.events[$0]) }
    guard !late.isEmpty else { return }
    if late.contains(where: { rows.events[$0].position >= end.position }) { openLine?.event = nil }
    content.ignored[.tooLate, default: 0] += Int64(late.count)
    rows = rows.leavingOut(Set(late))
  }
}

extension Replay {
  /// Takes out what comes too late: of days that are sealed.
  mutating func takeOut(sealed seal: Seal) {
    let events = batch.rows.events
    for event in events where seal.isTooLate(event) {
      outcomes[event.position] = .ignored(IgnoreReason.tooLate.rawValue)
    }
    batch.takeOut(sealed: seal)
  }
}
