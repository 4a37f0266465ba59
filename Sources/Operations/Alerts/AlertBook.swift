package import Clickstream

/// Which alerts are up, and what of that is to be told: each once when it comes and once when it is
/// over, again after a while as long as it lasts, and less where it comes and goes.
package struct AlertBook: Sendable {
  private struct Key: Hashable {
    let name: String
    let subject: String
  }

  private struct Entry {
    /// How it is now.
    var latest: Alert
    /// What was told last; cleared where nothing was.
    var told: Alert.Severity = .cleared
    var toldAt: Instant?
    /// When it was told within the window of damping.
    var recent: [Instant] = []
  }

  /// Seconds after which an alert that lasts is told again; nil for never.
  private let reminder: Int64?
  /// Seconds within which an alert is told at most `changes` times.
  private let window: Int64
  private let changes: Int
  private let capacity: Int
  private var entries: [Key: Entry] = [:]

  /// Alerts that were not taken because too many others were up.
  package private(set) var dropped = 0

  /// - Parameters:
  ///   - reminder: seconds after which an alert that lasts is told again; nil for never
  ///   - window: seconds within which an alert is told at most `changes` times: where it comes and
  ///     goes faster, only what it is in the end is told, once the window allows
  ///   - capacity: alerts that are kept at most
  package init(
    reminder: Int64? = 86_400, window: Int64 = 600, changes: Int = 2, capacity: Int = 1_000
  ) {
    self.reminder = reminder
    self.window = window
    self.changes = max(changes, 1)
    self.capacity = max(capacity, 1)
  }

  /// Notes how an alert is at its time; gives what is to be told at once.
  package mutating func note(_ alert: Alert) -> [Alert] {
    let key = Key(name: alert.name, subject: alert.subject)
    if entries[key] == nil {
      // What is well and was never told otherwise is no news.
      guard alert.severity == .raised else { return [] }
      if entries.count >= capacity { forget(at: alert.time) }
      guard entries.count < capacity else {
        dropped += 1
        return []
      }
    }
    entries[key, default: Entry(latest: alert)].latest = alert
    return tell(key, at: alert.time).map { [$0] } ?? []
  }

  /// Takes an alert that is up for told at its time, by whoever kept the book before.
  package mutating func recall(_ alert: Alert) {
    guard entries.count < capacity else { return }
    entries[Key(name: alert.name, subject: alert.subject)] = Entry(
      latest: alert, told: alert.severity, toldAt: alert.time)
  }

  /// What has become due: changes that were held back, and reminders.
  package mutating func due(at now: Instant) -> [Alert] {
    forget(at: now)
    let keys = entries.keys.sorted { ($0.name, $0.subject) < ($1.name, $1.subject) }
    return keys.compactMap { tell($0, at: now) }
  }

  /// When `due` should be asked again; nil where nothing is held back and nothing lasts.
  package var nextDue: Instant? { entries.values.compactMap(dueTime).min() }

  /// The alerts that are up, told or held back.
  package var raised: [Alert] {
    entries.values.map(\.latest).filter { $0.severity == .raised }
      .sorted { ($0.name, $0.subject) < ($1.name, $1.subject) }
  }

  private func dueTime(_ entry: Entry) -> Instant? {
    if entry.latest.severity != entry.told {
      guard entry.recent.count >= changes, let first = entry.recent.first else {
        return Instant(microseconds: .min)
      }
      return first.advanced(bySeconds: window)
    }
    guard entry.told == .raised, let reminder, let toldAt = entry.toldAt else { return nil }
    return toldAt.advanced(bySeconds: reminder)
  }

  private mutating func tell(_ key: Key, at now: Instant) -> Alert? {
    guard var entry = entries[key] else { return nil }
    entry.recent.removeAll { $0 > now || $0.advanced(bySeconds: window) <= now }
    // A clock that was set back starts the time of a reminder anew.
    if let toldAt = entry.toldAt, toldAt > now { entry.toldAt = now }
    guard let due = dueTime(entry), due <= now else {
      entries[key] = entry
      return nil
    }
    var alert = entry.latest
    alert.isReminder = entry.told == alert.severity
    alert.time = now
    entry.told = alert.severity
    entry.toldAt = now
    if !alert.isReminder { entry.recent.append(now) }
    entries[key] = entry
    return alert
  }

  /// Drops what is over, was told to be, and does not damp anything any more.
  private mutating func forget(at now: Instant) {
    entries = entries.filter { _, entry in
      entry.latest.severity == .raised || entry.told == .raised
        || entry.recent.contains { $0 <= now && $0.advanced(bySeconds: window) > now }
    }
  }
}
