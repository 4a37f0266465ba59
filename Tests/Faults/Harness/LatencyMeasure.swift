import Foundation
import Glibc
import LocalPostgres

/// How long it takes from the writing of a line until it and its session are stored, while a log
/// grows by 5,000 lines a second; and what a daemon costs while nothing is written.
struct LatencyMeasure {
  let seconds: Int
  /// Lines that are written at once, five times a second.
  private static let portion = 1_000
  /// Seconds from write to commit, of 99 writes in a hundred.
  private static let slowest = 1.0
  /// Seconds of processor time in twenty of rest.
  private static let mostAtRest = 0.2

  func run() async throws -> Bool {
    let folder = "/tmp/footfall-faults-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let server = try await TrialServer.start(in: folder)
    let trial = try await Trial(server, folder: "\(folder)/latency", number: 0, isQuick: false)
    let daemon = try trial.daemon()
    var log = KeyedLog(0, seed: 7)
    // The first lines make partitions and dimensions.
    try trial.append(log.lines(Self.portion), to: trial.log("access.log"))
    try await eventually("the first lines are stored") {
      try await trial.stored() >= Int64(Self.portion)
    }
    let times = try await latencies(trial, &log)
    let sorted = times.sorted()
    let rest = try await costOfRest(daemon)
    say(
      "latency at 5,000 lines/s, in seconds from write to commit: median "
        + "\(Self.text(sorted[sorted.count / 2])), 99 % \(Self.text(sorted[sorted.count * 99 / 100])), "
        + "most \(Self.text(sorted.last ?? 0)) of \(sorted.count) writes")
    say("rest: \(Self.text(rest)) s of processor time in 20 s without a line")
    trial.expect(log.manifest)
    trial.expect(files: [trial.path("logs")])
    try await trial.settle(daemon, digest: false)
    trial.note(
      sorted[sorted.count * 99 / 100] <= Self.slowest,
      "one in a hundred writes took longer than \(Self.slowest) s")
    trial.note(rest <= Self.mostAtRest, "rest took more than \(Self.mostAtRest) s")
    let isGood = trial.verdict.isGood
    for problem in trial.verdict.problems { say("NOT AS IT MUST BE: \(problem)") }
    try await trial.end(keep: false)
    try await server.cluster.stop()
    try FileManager.default.removeItem(atPath: folder)
    return isGood
  }

  /// Of each write: seconds until as many lines are accounted for as were written up to it.
  private func latencies(_ trial: Trial, _ log: inout KeyedLog) async throws -> [Double] {
    var waiting: [(lines: Int64, at: ContinuousClock.Instant)] = []
    var times: [Double] = []
    var written = Int64(Self.portion)
    let start = ContinuousClock.now
    for turn in 1...(seconds * 5) {
      let bytes = log.lines(Self.portion)
      try trial.append(bytes, to: trial.log("access.log"))
      written += Int64(Self.portion)
      waiting.append((written, .now))
      let next = start + .milliseconds(200 * turn)
      repeat {
        let stored = try await trial.stored()
        let now = ContinuousClock.now
        while let first = waiting.first, first.lines <= stored {
          times.append((now - first.at) / .seconds(1))
          waiting.removeFirst()
        }
        try await Task.sleep(for: .milliseconds(10))
      } while ContinuousClock.now < next || (turn == seconds * 5 && !waiting.isEmpty)
    }
    return times
  }

  /// Seconds of processor time that the daemon takes while nothing is written.
  private func costOfRest(_ daemon: Child) async throws -> Double {
    let before = daemon.processorTime
    try await Task.sleep(for: .seconds(20))
    return daemon.processorTime - before
  }

  private static func text(_ seconds: Double) -> String { String(format: "%.3f", seconds) }
}

extension Child {
  /// Processor time that it has taken, in seconds.
  fileprivate var processorTime: Double {
    let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 13, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return 0
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
