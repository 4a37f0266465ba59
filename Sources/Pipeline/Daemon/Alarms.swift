package import Clickstream
package import Operations
import Synchronization
package import Warehouse

/// What an operator should hear of: silence, a jump in rejects, gaps, trouble with an input or the
/// database.
package final class Alarms: Sendable {
  private struct Memory {
    var book = AlertBook()
    var rejects: [String: RejectWatch] = [:]
    /// Gaps of inputs that were told, and that nobody asked for yet.
    var told: [String: [SourceGap]] = [:]
    /// Alerts about gaps that are on their way, by numbers of their own.
    var onTheirWay: Set<Int> = []
    var lastNumber = 0
  }

  private static let away = "database_away"
  private static let silent = "source_silent"
  private static let trouble = "source_trouble"

  /// Passes an alert on, and calls what it is given when somebody has got it.
  package typealias Send = @Sendable (Alert, _ sent: @escaping @Sendable () -> Void) -> Void

  private let send: Send
  private let memory = Mutex(Memory())

  /// - Parameter send: returns at once.
  package init(send: @escaping Send) { self.send = send }

  /// Takes for told what an earlier daemon told of an input, which is what stood in the database.
  ///
  /// A database that is away holds nothing, and a jump in rejects is one of the last minutes: these
  /// are told again.
  package func recall(_ source: DaemonState.Source, left standing: SourceStanding) {
    var past = source
    (past.since, past.lastLine) = (standing.since, standing.lastLine)
    (past.bytesBehind, past.error) = (0, standing.error)
    // Its lines are those of another daemon: they are no measure for the rejects of this one.
    var other = Memory()
    let raised = Self.alerts(for: past, &other, now: standing.seen)
      .filter { $0.severity == .raised }
    memory.withLock { memory in
      for alert in raised { memory.book.recall(alert) }
    }
  }

  /// Looks at how the daemon stands.
  ///
  /// - Parameter told: called when somebody has been told of gaps: `takeTold` knows of which.
  package func consider(
    _ snapshot: DaemonState.Snapshot, _ gaps: [(source: String, gap: SourceGap)], now: Instant,
    told: @escaping @Sendable () -> Void = {}
  ) {
    let alerts = memory.withLock { memory in
      var alerts = snapshot.sources.flatMap { source in
        Self.alerts(for: source, &memory, now: now).flatMap { memory.book.note($0) }
      }
      alerts += memory.book.due(at: now)
      return alerts
    }
    send(alerts)
    // It cannot be mended, so it is told once.
    let missing = gaps.filter { $0.gap.isForOperators }
    for (source, found) in Dictionary(grouping: missing, by: \.source).sorted(by: {
      $0.key < $1.key
    }) {
      let gaps = found.map(\.gap)
      let number = memory.withLock { memory in
        memory.lastNumber += 1
        memory.onTheirWay.insert(memory.lastNumber)
        return memory.lastNumber
      }
      send(Self.alert(for: gaps, of: source, now: now)) { [self] in
        let isFirst = memory.withLock { memory in
          // By mail and by a command: whichever is there first has told it.
          guard memory.onTheirWay.remove(number) != nil else { return false }
          memory.told[source, default: []] += gaps
          return true
        }
        if isFirst { told() }
      }
    }
  }

  /// Whether an alert about gaps is on its way, or failed.
  package var tellsOfGaps: Bool { memory.withLock { !$0.onTheirWay.isEmpty } }

  /// Gaps, by input, that were told since this was last asked.
  package func takeTold() -> [String: [SourceGap]] {
    memory.withLock { memory in
      defer { memory.told = [:] }
      return memory.told
    }
  }

  private func send(_ alerts: [Alert]) {
    for alert in alerts { send(alert) {} }
  }

  /// Takes back what is up of inputs that are not followed any more.
  package func keep(only sources: [String], now: Instant) {
    let kept = Set(sources)
    let alerts = memory.withLock { memory in
      memory.rejects = memory.rejects.filter { kept.contains($0.key) }
      let left = memory.book.raised.filter { $0.name != Self.away && !kept.contains($0.subject) }
      return left.flatMap { alert in
        memory.book.note(
          Alert(
            name: alert.name, subject: alert.subject, severity: .cleared,
            summary: "it is not followed any more", time: now))
      }
    }
    send(alerts)
  }

  /// The database is away, for a reason, or back (nil).
  package func database(away reason: String?, now: Instant) {
    let alert = Alert(
      name: Self.away, subject: "database", severity: reason == nil ? .cleared : .raised,
      summary: reason == nil
        ? "the database is back; what was written meanwhile is being read"
        : "the database is away; the logs wait and nothing is lost while they are kept",
      time: now)
    send(memory.withLock { $0.book.note(alert) })
  }

  /// Reminds of what has been up for long; for times in which nothing else is to be considered.
  package func remind(now: Instant) {
    send(memory.withLock { $0.book.due(at: now) })
  }

  private static func alerts(
    for source: DaemonState.Source, _ memory: inout Memory, now: Instant
  ) -> [Alert] {
    let hasJumped = memory.rejects[source.name, default: RejectWatch()]
      .hasJumped(lines: source.lines, rejected: source.rejected, at: now.seconds)
    func alert(_ name: String, _ isUp: Bool, _ up: String, _ over: String) -> Alert {
      Alert(
        name: name, subject: source.name, severity: isUp ? .raised : .cleared,
        summary: isUp ? up : over,
        details: ["lines": "\(source.lines)", "rejected": "\(source.rejected)"], time: now)
    }
    return [
      alert(
        silent, source.isSilent(at: now),
        "nothing came for \(Quantity.time(Double(source.silence(at: now))))", "lines come again"),
      alert(
        "rejects_jumped", hasJumped,
        "many more lines than usual are rejected; see footfall rejects",
        "no more lines than usual are rejected"),
      alert(trouble, !source.error.isEmpty, source.error, "the trouble is over"),
    ]
  }

  private static func alert(for gaps: [SourceGap], of source: String, now: Instant) -> Alert {
    let bytes = gaps.reduce(0) { $0 + ($1.bytes ?? 0) }
    // What its writer added since it was last seen nobody knows.
    let missing =
      bytes == 0
      ? "how much is missing is not known" : "at least \(Quantity.bytes(bytes)) are missing"
    let name = FileName.last(of: gaps.first?.path ?? "")
    let files = gaps.count == 1 ? "\(name) was" : "\(gaps.count) files, \(name) the first, were"
    return Alert(
      name: "source_gap", subject: source, severity: .raised,
      summary: "\(files) gone before the end was read: \(missing)",
      details: ["file": gaps.first?.path ?? "", "files": "\(gaps.count)"], time: now)
  }
}

/// Tells when the share of rejects jumps: no clock, no I/O.
///
/// Over the last five minutes at least 20 lines and one in twenty were rejected, and three times
/// the share of before, or so many of those that had not been. At first, half of all lines.
struct RejectWatch: Sendable {
  private struct Sample {
    let at: Int64
    let lines: Int64
    let rejected: Int64
  }

  private static let window: Int64 = 300
  private var samples: [Sample] = []
  private var isUp = false

  /// - Parameters:
  ///   - lines: lines since the daemon began, and those of them that were rejected.
  ///   - at: seconds since 1970.
  mutating func hasJumped(lines: Int64, rejected: Int64, at now: Int64) -> Bool {
    if samples.isEmpty { isUp = rejected >= 20 && 2 * rejected >= lines }
    if samples.last.map({ now - $0.at >= 10 || $0.lines > lines }) ?? true {
      if samples.last.map({ $0.lines > lines }) == true { samples.removeAll() }
      samples.append(Sample(at: now, lines: lines, rejected: rejected))
    }
    // One sample stays that is older than the window: what was before.
    while samples.count > 1, samples[1].at <= now - Self.window { samples.removeFirst() }
    guard let first = samples.first else { return false }
    let recent = (lines: lines - first.lines, rejected: rejected - first.rejected)
    guard recent.lines > 0 else { return isUp }
    let share = Double(recent.rejected) / Double(recent.lines)
    let before = first.lines > 0 ? Double(first.rejected) / Double(first.lines) : 0
    // Where nearly all are rejected, three times as many cannot be.
    let limit = min(max(0.05, 3 * before), (1 + before) / 2)
    isUp = recent.rejected >= 20 && share >= (isUp ? limit / 2 : limit)
    return isUp
  }
}
