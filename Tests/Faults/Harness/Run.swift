import Foundation
import Glibc
import LocalPostgres

/// Runs faults one after the other and prints the table.
struct Run {
  let cases: [FaultCase]
  let isQuick: Bool
  /// Every fault is tried, in its long form: it has its time, and no more.
  let isWhole: Bool

  /// How long all of them may take, in seconds.
  private static let limit: Int64 = 1_800

  private static func row(_ cells: [String]) -> String {
    let widths = [6, 36, 44, 6, 5, 9, 7, 7]
    let isNumber = [false, false, false, true, true, true, false, true]
    return zip(cells, zip(widths, isNumber)).map { cell, form in
      let pad = String(repeating: " ", count: max(0, form.0 - cell.count))
      return form.1 ? pad + cell : cell + pad
    }.joined(separator: " ")
  }

  /// - Returns: whether every fault was survived.
  func run() async throws -> Bool {
    let began = ContinuousClock.now
    let folder = "/tmp/footfall-faults-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let server = try await TrialServer.start(in: folder)
    say(Self.row(["id", "fault", "how", "rounds", "lost", "duplicate", "digest", "seconds"]))
    var total = Verdict()
    var survived = 0
    for (number, fault) in cases.enumerated() {
      let verdict = try await run(fault, number, server, folder)
      if verdict.isGood { survived += 1 }
      total.lost += verdict.lost
      total.duplicate += verdict.duplicate
    }
    try await server.cluster.stop()
    if survived == cases.count { try FileManager.default.removeItem(atPath: folder) }
    let failed = cases.count - survived
    let seconds = began.duration(to: .now).components.seconds
    let isLate = isWhole && seconds > Self.limit
    say(
      "\n\(survived) faults survived, \(total.lost) lost, \(total.duplicate) duplicate"
        + ", in \(seconds / 60) min \(seconds % 60) s"
        + (failed > 0 ? "; \(failed) NOT survived, see above and \(folder)" : ""))
    if isLate {
      say("NOT AS IT MUST BE: it took longer than \(Self.limit / 60) minutes, its measure.")
    }
    let open = FaultCase.all.filter(\.isOpen).map { "\($0.id) \($0.fault)" }
    if !open.isEmpty { say("Known to be open: \(open.joined(separator: "; ")).") }
    if !isQuick {
      for (ids, reason) in FaultCase.notTried { say("Not tried: \(ids): \(reason).") }
    }
    return failed == 0 && !isLate
  }

  private func run(
    _ fault: FaultCase, _ number: Int, _ server: TrialServer, _ folder: String
  ) async throws -> Verdict {
    let started = ContinuousClock.now
    let trial = try await Trial(
      server, folder: "\(folder)/\(fault.id)", number: number, isQuick: isQuick)
    do {
      try await fault.body(trial)
    } catch {
      trial.note(false, "\(error)")
    }
    // Whatever the fault did to the server, the next one finds it running.
    try await server.cluster.start()
    let verdict = trial.verdict
    let seconds = started.duration(to: .now).components.seconds
    say(
      Self.row([
        fault.id, fault.fault, fault.how, "\(verdict.rounds)", "\(verdict.lost)",
        "\(verdict.duplicate)", verdict.unequal == 0 ? "equal" : "UNEQUAL", "\(seconds)",
      ]))
    for problem in verdict.problems.prefix(6) { say("       NOT AS IT MUST BE: \(problem)") }
    try await trial.end(keep: !verdict.isGood)
    return verdict
  }
}

/// Prints a line at once, also where the output is a file.
func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
