/// The transitions of a zone and the offsets between them.
///
/// Where a zone's rule goes on for ever it is written out for 400 years, after which the calendar
/// repeats itself; later instants are looked up that many whole cycles earlier.
final class ZoneTable: Sendable {
  /// Seconds since the Unix epoch at which `offsets[i + 1]` begins; ascending.
  private let transitions: [Int64]
  /// Seconds east of Greenwich; the first is in force before all transitions.
  private let offsets: [Int32]
  /// From here on the last 400 years repeat; nil when the last offset stays.
  private let repeatsFrom: Int64?

  /// Seconds in the 400 years after which the Gregorian calendar repeats.
  private static let cycle: Int64 = 146_097 * 86_400

  static let utc = ZoneTable(initial: 0, transitions: [], rule: nil)

  /// - Parameters:
  ///   - initial: offset before the first transition.
  ///   - transitions: instants and the offsets that begin there, ascending.
  ///   - rule: what holds after the last transition.
  init(initial: Int32, transitions: [(at: Int64, offset: Int32)], rule: ZoneRule?) {
    var all = transitions
    var horizon: Int64?
    if let rule {
      let last = transitions.last?.at
      let from = last.map { Day(number: Int32(truncatingIfNeeded: $0 / 86_400)).civil.year } ?? 1970
      for year in from...(from + 401) {
        all += rule.transitions(inYear: year).filter { $0.at > last ?? .min }
      }
      if rule.daylight != nil { horizon = all.last?.at }
    }
    self.transitions = all.map(\.at)
    offsets = [initial] + all.map(\.offset)
    repeatsFrom = horizon
  }

  func offset(at seconds: Int64) -> Int64 {
    Int64(offsets[segment(at: seconds - shift(of: seconds))])
  }

  /// The first instant at which a local clock shows `local` (seconds, as if UTC) or later.
  func firstInstant(atLocal local: Int64) -> Int64 {
    let shift = shift(of: local)
    let local = local - shift
    // No clock is two days away from Greenwich.
    var index = segment(at: local - 172_800)
    while true {
      let begin = index == 0 ? Int64.min : transitions[index - 1]
      let instant = max(begin, local - Int64(offsets[index]))
      if index == transitions.count || instant < transitions[index] { return instant + shift }
      index += 1
    }
  }

  /// Whole cycles, in seconds, by which an instant past the horizon is moved back.
  private func shift(of seconds: Int64) -> Int64 {
    guard let repeatsFrom, seconds >= repeatsFrom - 172_800 else { return 0 }
    return ((seconds - repeatsFrom + 172_800) / Self.cycle + 1) * Self.cycle
  }

  /// How many transitions lie at or before an instant.
  private func segment(at seconds: Int64) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
