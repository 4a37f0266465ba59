package import Clickstream

/// The span in which a visitor without cookie keeps one key.
package struct SaltPeriod: Hashable, Sendable {
  package let site: Int64
  package let start: Instant
  package let end: Instant

  /// The period of `site` that `instant` lies in.
  ///
  /// Periods change `quietHour` hours after the start of a local day (of the month's first day, for
  /// months).
  package static func of(_ instant: Instant, site id: Int64, _ site: Site) -> SaltPeriod {
    func change(on day: Day) -> Instant {
      site.zone.start(of: day).advanced(bySeconds: Int64(site.quietHour) * 3_600)
    }
    let day = site.zone.day(of: instant)
    switch site.saltPeriod {
    case .never:
      return SaltPeriod(
        site: id, start: .earliest, end: Instant(microseconds: .max))
    case .day:
      let first = instant < change(on: day) ? day.advanced(byDays: -1) : day
      return SaltPeriod(
        site: id, start: change(on: first), end: change(on: first.advanced(byDays: 1)))
    case .month:
      var first = day.firstOfMonth
      if instant < change(on: first) { first = first.advanced(byDays: -1).firstOfMonth }
      return SaltPeriod(
        site: id, start: change(on: first),
        end: change(on: first.advanced(byDays: 31).firstOfMonth))
    }
  }
}

/// The salts at hand.
///
/// A period that is not in it must be fetched before its lines are enriched.
package struct SaltBook: Sendable {
  package enum Salt: Sendable, Equatable {
    case live(UInt64, UInt64)
    /// Destroyed: lines of its period are too late.
    case destroyed
  }

  private var entries: [(period: SaltPeriod, salt: Salt)] = []
  private var latest = 0
  private var renewed: Instant?
  private static let freshness: Int64 = 86_400

  package init() {}

  /// Forgets all salts a day after they were fetched: fetching them again says that they are in use,
  /// which keeps them from being destroyed.
  package mutating func renew(_ now: Instant) {
    if let renewed, now.seconds - renewed.seconds < Self.freshness { return }
    renewed = now
    entries.removeAll()
    latest = 0
  }

  package mutating func add(_ period: SaltPeriod, _ salt: Salt) {
    entries.removeAll { $0.period == period }
    entries.append((period, salt))
  }

  @inline(__always)
  package mutating func find(_ instant: Instant, site: Int64) -> Salt? {
    if latest < entries.count {
      let entry = entries[latest]
      if entry.period.site == site, entry.period.start <= instant, instant < entry.period.end {
        return entry.salt
      }
    }
    return search(instant, site: site)
  }

  private mutating func search(_ instant: Instant, site: Int64) -> Salt? {
    let found = entries.firstIndex {
      $0.period.site == site && $0.period.start <= instant && instant < $0.period.end
    }
    guard let found else { return nil }
    latest = found
    return entries[found].salt
  }
}
