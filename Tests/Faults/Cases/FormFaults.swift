import Glibc
import Support

extension FaultCase {
  /// Submissions of forms, a line each, as a form drops them.
  static let forms: [FaultCase] = [
    FaultCase(
      "F73", "bad lines among forms", how: "torn, nested 100,000 deep, 2 MiB, no last line feed"
    ) { trial in
      var keyed = KeyedLog(0, seed: 73, format: .form, noise: false)
      var bytes = keyed.lines(2)
      let bad: [(reason: String, line: [UInt8])] = [
        ("json", Array("{\"time\":\"2024-10-01T00:00:00Z\",\"fields\":{\"subject\":\"torn".utf8)),
        ("json", [UInt8](repeating: 0x5b, count: 100_000)),
        ("field", Array("{\"time\":\"2024-10-01T00:00:00Z\"}".utf8)),
        ("timestamp", Array("{\"time\":\"2099-01-01T00:00:00Z\",\"fields\":{}}".utf8)),
        ("nul", Array("{\"time\":\"2024-10-01T00:00:00Z\",\"fields\":{\"a\":\"\\u0000\"}}".utf8)),
        ("json", Array("{\"time\":1e999,\"fields\":{\"a\":\"\\ud800\"}}".utf8)),
        ("line_too_long", [UInt8](repeating: 0x61, count: 2 << 20)),
      ]
      for (_, line) in bad { bytes += line + [10] + keyed.lines(1) }
      bytes += Array("\n\n".utf8) + keyed.lines(1)
      trial.expect(bytes, of: "forms.ndjson")
      trial.expect(keyed.manifest)
      // The last line without its end waits for it.
      try trial.append(Array(bytes.dropLast()), to: trial.log("forms.ndjson"))
      try await trial.finish()
      try trial.append([10], to: trial.log("forms.ndjson"))
      try await trial.finish()
      try await trial.check()
      for (reason, lines) in Dictionary(grouping: bad, by: \.reason) {
        try await trial.expectRejects([reason: lines.count])
      }
      // The same, packed.
      try await trial.shell("gzip -k '\(trial.log("forms.ndjson"))'")
      try await trial.finish()
      try await trial.check()
    },
    FaultCase(
      "F73-kill", "kill -9 while forms are dropped", how: "the file grows and rotates", quick: true
    ) {
      trial in
      var random = SplitMix64(seed: 73)
      try await trial.underFire(
        rotating: true, rounds: trial.few(6, 100), lines: 200, of: .form
      ) { daemon in
        try await Task.sleep(for: .milliseconds(Int.random(in: 5...300, using: &random)))
        daemon.signal(SIGKILL)
        _ = try await daemon.end(within: 10)
        return try trial.daemon()
      }
    },
    FaultCase("F73-down", "PostgreSQL goes while forms are dropped", how: "SIGQUIT, SIGKILL") {
      trial in
      var signals = [SIGQUIT, SIGKILL]
      try await trial.underFire(rotating: true, rounds: 6, lines: 1_000, of: .form) { daemon in
        try await trial.server.restart(by: signals[0], after: 0.3)
        signals.append(signals.removeFirst())
        return daemon
      }
    },
  ]
}
