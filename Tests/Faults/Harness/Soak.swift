import Foundation
import Glibc
import LocalPostgres
import Support

/// Four logs that grow at a steady pace and rotate, a daemon that is killed once a minute; at the end
/// nothing is lost or doubled and all is as one load without faults makes it, and on the way neither
/// lag nor memory grew.
struct Soak {
  let seconds: Int
  /// Lines a second, over all four logs.
  private static let pace = 50_000

  /// What was measured each second.
  private struct Course {
    var memory = MemoryCourse()
    var lag: [Int64] = []

    /// The largest of the first third and of the last.
    static func thirds<Number: Comparable & Numeric>(_ values: [Number]) -> (Number, Number) {
      let third = max(1, values.count / 3)
      return (values.prefix(third).max() ?? 0, values.suffix(third).max() ?? 0)
    }
  }

  func run() async throws -> Bool {
    let folder = "/tmp/footfall-faults-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let server = try await TrialServer.start(in: folder)
    let trial = try await Trial(server, folder: "\(folder)/soak", number: 0, isQuick: false)
    let course = try await soak(trial)
    let verdict = trial.verdict
    let (earlyLag, lateLag) = Course.thirds(course.lag)
    say(
      "soak: \(seconds) s, \(trial.manifest.lineCount) lines, \(verdict.lost) lost, "
        + "\(verdict.duplicate) duplicate, digest \(verdict.unequal == 0 ? "equal" : "UNEQUAL")")
    say(
      "soak: \(course.memory.summary); "
        + "lag at most \(earlyLag) lines in the first third, \(lateLag) in the last, "
        + "\(course.lag.max() ?? 0) in all")
    for problem in verdict.problems { say("NOT AS IT MUST BE: \(problem)") }
    try await trial.end(keep: !verdict.isGood)
    try await server.cluster.stop()
    if verdict.isGood { try FileManager.default.removeItem(atPath: folder) }
    return verdict.isGood
  }

  private func soak(_ trial: Trial) async throws -> Course {
    var logs = (0..<4).map { KeyedLog($0, seed: 99) }
    var rotations = 0
    var daemon = try trial.daemon()
    var course = Course()
    var written: Int64 = 0
    let start = ContinuousClock.now
    for second in 1...seconds {
      for number in logs.indices {
        try trial.append(logs[number].lines(Self.pace / 4), to: trial.log("\(number).log"))
      }
      written += Int64(Self.pace)
      // A short soak is a minute of a long one, and has its rotation and its kill too.
      if second / min(60, max(1, seconds / 2)) > rotations {
        for number in logs.indices {
          let path = trial.log("\(number).log")
          try trial.rename(path, to: "\(path).\(rotations)")
        }
        rotations += 1
        course.memory.see(daemon.memory(.most))
        daemon.signal(SIGKILL)
        _ = try await daemon.end(within: 10)
        daemon = try trial.daemon()
        course.memory.begin()
      }
      let memory = daemon.memory(.now)
      course.memory.add(memory)
      course.lag.append(written - max(0, try await trial.stored()))
      if second.isMultiple(of: 10) {
        say(
          "soak: \(second) s, lag \(course.lag.last ?? 0) lines, "
            + "\(memory / 1_024) MB")
      }
      // Late is late: the next second is not waited for.
      try await Task.sleep(until: start + .seconds(second), clock: .continuous)
    }
    for log in logs { trial.expect(log.manifest) }
    try await trial.caughtUp(daemon, within: 300)
    course.memory.see(daemon.memory(.most))
    try await trial.stop(daemon)
    judge(course, trial)
    // Rotated logs stay where they are: together they are what was written.
    trial.expect(files: [trial.path("logs")])
    try await trial.check()
    return course
  }

  private func judge(_ course: Course, _ trial: Trial) {
    for problem in course.memory.problems { trial.note(false, problem) }
    let worst = course.lag.suffix(course.lag.count / 2).max() ?? 0
    trial.note(worst <= Int64(Self.pace * 30), "the lag reached \(worst) lines")
  }
}
