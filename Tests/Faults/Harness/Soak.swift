import Foundation
import Glibc
import LocalPostgres

/// Four logs that grow at a steady pace and rotate, a daemon that is killed once a minute; at the end
/// nothing is lost or doubled, and on the way neither lag nor memory grew.
struct Soak {
  let seconds: Int
  /// Lines a second, over all four logs.
  private static let pace = 50_000
  /// Resident memory of the daemon at most, in kB.
  private static let memoryLimit = 128 * 1_024

  func run() async throws -> Bool {
    let folder = "/tmp/footfall-faults-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let server = try await TrialServer.start(in: folder)
    let trial = try await Trial(server, folder: "\(folder)/soak", number: 0, isQuick: false)
    let peaks = try await soak(trial)
    let verdict = trial.verdict
    say(
      "soak: \(seconds) s, \(trial.manifest.lineCount) lines, \(verdict.lost) lost, "
        + "\(verdict.duplicate) duplicate, lag at most \(peaks.lag) lines, memory at most "
        + "\(peaks.memory / 1_024) MB")
    for problem in verdict.problems { say("NOT AS IT MUST BE: \(problem)") }
    try await trial.end(keep: !verdict.isGood)
    try await server.cluster.stop()
    if verdict.isGood { try FileManager.default.removeItem(atPath: folder) }
    return verdict.isGood
  }

  private func soak(_ trial: Trial) async throws -> (lag: Int64, memory: Int) {
    var logs = (0..<4).map { KeyedLog($0, seed: 99) }
    var generations = [0, 0, 0, 0]
    var daemon = try trial.daemon()
    var peak = 0
    var lags: [Int64] = []
    var written: Int64 = 0
    let start = ContinuousClock.now
    var lastMinute = 0
    for second in 1...seconds {
      for number in logs.indices {
        let bytes = logs[number].lines(Self.pace / 4)
        try trial.append(bytes, to: trial.log("\(number).log"))
      }
      written += Int64(Self.pace)
      // A short soak is a minute of a long one, and has its rotation and its kill too.
      let minute = second / min(60, max(1, seconds / 2))
      if minute > lastMinute {
        lastMinute = minute
        for number in logs.indices {
          let path = trial.log("\(number).log")
          try trial.rename(path, to: "\(path).\(generations[number])")
          generations[number] += 1
        }
        daemon.signal(SIGKILL)
        _ = try await daemon.end(within: 10)
        daemon = try trial.daemon()
      }
      peak = max(peak, FaultCase.memory(of: daemon.process))
      lags.append(written - max(0, try await trial.stored()))
      if second.isMultiple(of: 10) {
        say(
          "soak: \(second) s, lag \(lags.last ?? 0) lines, \(FaultCase.memory(of: daemon.process) / 1_024) MB"
        )
      }
      // Late is late: the next second is not waited for.
      try await Task.sleep(until: start + .seconds(second), clock: .continuous)
    }
    for log in logs { trial.expect(log.manifest) }
    try await trial.caughtUp(daemon, within: 300)
    try await trial.stop(daemon)
    try await trial.check(digest: false)
    trial.note(peak <= Self.memoryLimit, "the daemon took \(peak / 1_024) MB")
    let half = lags.suffix(lags.count / 2)
    let worst = half.max() ?? 0
    trial.note(worst <= Int64(Self.pace * 30), "the lag reached \(worst) lines")
    return (lags.max() ?? 0, peak)
  }
}
