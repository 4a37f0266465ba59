import PostgreSQL
import Support

extension FaultCase {
  /// The connection breaks where its outcome is unknown.
  static let proxies: [FaultCase] = [
    FaultCase(
      "F08-answer", "cut during COMMIT: it took place", how: "a proxy drops the answer", quick: true
    ) { trial in
      try await trial.throughProxy(.loseAnswer(every: 3), strikes: trial.few(6, 60))
    },
    FaultCase(
      "F08-commit", "cut during COMMIT: it did not", how: "a proxy drops the COMMIT", quick: true
    ) { trial in
      try await trial.throughProxy(.loseCommit(every: 3), strikes: trial.few(6, 60))
    },
    FaultCase("F08-slow", "a slow network", how: "a proxy delays everything by 5 ms") { trial in
      try await trial.throughProxy(.delay(5), strikes: 0)
    },
    FaultCase(
      "F09", "half-open connection", how: "a proxy passes nothing more and closes nothing"
    ) { trial in
      try await trial.throughProxy(.fallSilent(at: 4), strikes: 1)
    },
  ]
}

extension Trial {
  /// Loads through a proxy until its fault struck often enough, then to the end.
  fileprivate func throughProxy(_ fault: Proxy.Fault, strikes: Int) async throws {
    // Short, for a socket's path is limited to 107 bytes.
    let proxy = try Proxy(folder: path("p"), upstream: info.host ?? "", fault)
    defer { proxy.stop() }
    var detour = info
    detour["host"] = proxy.folder
    var keyed = KeyedLog(0, seed: 8)
    repeat {
      try grow(&keyed, by: few(1_000, 4_000), at: log("access.log"), stream: "access.log")
      let child = try ingest(info: detour)
      let status = try await child.end(within: 100)
      note([0, 75].contains(status), "loading ended with \(status): \(child.tail)")
      addRounds(1)
      if verdict.rounds > 400 || !verdict.problems.isEmpty { break }
    } while proxy.strikes < strikes
    note(proxy.strikes >= strikes, "the fault struck \(proxy.strikes) times only")
    expect(keyed.manifest)
    try await finish()
    try await check()
  }
}
