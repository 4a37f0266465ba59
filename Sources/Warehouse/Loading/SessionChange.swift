import Clickstream
import Sessions

/// What a batch changes in the table of sessions.
struct SessionChange {
  struct SiteDay: Hashable {
    let site: Int64
    let day: Day
  }

  private(set) var removed: [Session] = []
  private(set) var added: [Session] = []
  private(set) var touched: Set<Int64> = []
  /// Local days of old and new sessions.
  private(set) var days: Set<SiteDay> = []
  /// The newest session of each visitor of whom that is known.
  private(set) var newest: [Session] = []
  /// Visitors of whom it is not.
  private(set) var unsure: [Int64] = []

  /// - Parameter isNewest: no stored session of the visitor lies after these.
  mutating func add(before: [Session], after: [Session], isNewest: Bool, zone: Zone) {
    guard let visitor = (after.last ?? before.last)?.visitor else { return }
    if isNewest, let last = after.last { newest.append(last) } else { unsure.append(visitor) }
    let gone = before.filter { !after.contains($0) }
    let new = before.isEmpty ? after : after.filter { !before.contains($0) }
    guard !gone.isEmpty || !new.isEmpty else { return }
    removed += gone
    added += new
    touched.insert(visitor)
    for session in gone { mark(session, zone) }
    for session in new { mark(session, zone) }
  }

  /// Adds what changes for other visitors.
  mutating func add(_ other: SessionChange) {
    removed += other.removed
    added += other.added
    touched.formUnion(other.touched)
    days.formUnion(other.days)
    newest += other.newest
    unsure += other.unsure
  }

  private mutating func mark(_ session: Session, _ zone: Zone) {
    let first = zone.day(of: session.first.at)
    // Most sessions begin and end within the hours of one day.
    let last =
      session.last.at == session.first.at ? first : zone.day(of: session.last.at)
    for number in first.number...max(first.number, last.number) {
      days.insert(SiteDay(site: session.site, day: Day(number: number)))
    }
  }
}
