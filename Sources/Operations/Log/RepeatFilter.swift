import Clickstream

/// Sums up records that repeat themselves: the first is said at once, the others as one count when
/// the window is over.
struct RepeatFilter {
  private struct Entry {
    let text: String
    let since: Instant
    var repeats = 0
  }

  /// Seconds over which equal records are summed up.
  private let window: Int64
  /// Records that are remembered at most; past that the oldest window ends early.
  private let capacity: Int
  /// Oldest window first.
  private var entries: [Entry] = []

  init(window: Int64, capacity: Int) {
    self.window = window
    self.capacity = max(capacity, 1)
  }

  /// What is to be written when the record `text` comes at `now`.
  mutating func admit(_ text: String, at now: Instant) -> [String] {
    var output = expire(at: now)
    if let index = entries.firstIndex(where: { $0.text == text }) {
      entries[index].repeats += 1
      return output
    }
    if entries.count == capacity { output += Self.summary(of: entries.removeFirst(), at: now) }
    entries.append(Entry(text: text, since: now))
    return output + [text]
  }

  /// The counts of all windows that are over at `now`.
  mutating func expire(at now: Instant) -> [String] {
    let limit = window * Instant.microsecondsPerSecond
    var output: [String] = []
    entries.removeAll { entry in
      let age = now.microseconds(since: entry.since)
      // A clock that was set back ends a window too, or it might never end.
      guard age >= limit || age < 0 else { return false }
      output += Self.summary(of: entry, at: now)
      return true
    }
    return output
  }

  /// The counts of all windows, over or not.
  mutating func flush(at now: Instant) -> [String] {
    defer { entries = [] }
    return entries.flatMap { Self.summary(of: $0, at: now) }
  }

  private static func summary(of entry: Entry, at now: Instant) -> [String] {
    guard entry.repeats > 0 else { return [] }
    let seconds = max(0, now.seconds - entry.since.seconds)
    return ["\(entry.text) repeated=\"\(entry.repeats) more in \(seconds) s\""]
  }
}
