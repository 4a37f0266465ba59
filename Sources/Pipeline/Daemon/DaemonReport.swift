package import Clickstream
package import Operations

/// What a daemon says of itself to monitors.
package struct DaemonReport: Sendable {
  /// A pass through the inputs that takes longer is taken for a standstill.
  private static let longestPass = Duration.seconds(120)

  private let state: DaemonState
  private let elapsed: @Sendable () -> Duration
  private let now: @Sendable () -> Instant

  package init(
    _ state: DaemonState, now: @escaping @Sendable () -> Instant,
    elapsed: @escaping @Sendable () -> Duration
  ) {
    self.state = state
    self.now = now
    self.elapsed = elapsed
  }

  /// What `/health` shows.
  package var health: HealthReport {
    let snapshot = state.snapshot
    var checks = [
      snapshot.databaseAway.map {
        HealthReport.Check("database", .failing, "away: \($0)")
      } ?? HealthReport.Check("database", .ok, "answers")
    ]
    if let pass = snapshot.pass {
      let isStuck = snapshot.databaseAway == nil && elapsed() - pass > Self.longestPass
      checks.append(
        isStuck
          ? HealthReport.Check(
            "following", .failing, "the inputs were not looked at for two minutes")
          : HealthReport.Check("following", .ok, "the inputs are looked at"))
    } else {
      checks.append(HealthReport.Check("following", .degraded, "is starting"))
    }
    return HealthReport(checks: checks + snapshot.sources.map(check))
  }

  private func check(_ source: DaemonState.Source) -> HealthReport.Check {
    let name = "source \(source.name)"
    if !source.error.isEmpty { return HealthReport.Check(name, .degraded, source.error) }
    let now = now()
    if source.isSilent(at: now) {
      let silence = Quantity.time(Double(source.silence(at: now)))
      return HealthReport.Check(name, .degraded, "silent for \(silence)")
    }
    return HealthReport.Check(
      name, .ok,
      "\(Quantity.bytes(source.bytesBehind)) behind in \(Quantity.counted(source.files, "file"))")
  }

  /// What `/metrics` shows beside what was counted.
  package var samples: [MetricSample] {
    let snapshot = state.snapshot
    let whole = [
      MetricSample(
        "footfall_database_up", help: "Whether the database answers.",
        .integer(snapshot.databaseAway == nil ? 1 : 0)),
      MetricSample(
        "footfall_files_looked_at_anew_total", .counter,
        help: "Times that all files were closed and found again.",
        .integer(Int64(snapshot.startsOver))),
    ]
    return whole + snapshot.sources.flatMap(samples(of:)) + ProcessMeter().samples
  }

  private func samples(of source: DaemonState.Source) -> [MetricSample] {
    let labels = [("source", source.name)]
    func sample(
      _ name: String, _ help: String, _ value: MetricValue
    ) -> MetricSample {
      MetricSample("footfall_source_\(name)", help: help, labels: labels, value)
    }
    return [
      sample("lines_per_second", "Over the last minute.", .double(source.linesPerSecond)),
      sample("behind_bytes", "Bytes seen and not read.", .integer(source.bytesBehind)),
      sample("files", "Files that belong to it.", .integer(Int64(source.files))),
      sample("silent_seconds", "Time since the last line.", .integer(source.silence(at: now()))),
      sample("trouble", "Whether something is wrong.", .integer(source.error.isEmpty ? 0 : 1)),
    ]
  }
}
