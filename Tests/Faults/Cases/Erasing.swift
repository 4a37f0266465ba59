import PostgreSQL

extension FaultCase {
  /// A person who wants to be forgotten, while what is known of them comes in.
  static let erasing: [FaultCase] = [
    FaultCase(
      "F80", "a person is erased while they write",
      how: "SIGKILL at the N-th send, beside a load; then copies come"
    ) { trial in
      var keyed = KeyedLog(0, seed: 80, format: .form, noise: false)
      let forms = trial.log("forms.ndjson")
      try trial.append(keyed.lines(400), to: forms)
      try await trial.finish()
      let before = try await trial.lettersByVisitor()
      trial.note(before[Trial.erased, default: 0] > 0, "nothing is known of who shall be erased")
      var beside: Child?
      try await trial.enumerate(
        "sendto", "signal=SIGKILL", limit: trial.few(4, 20),
        run: { wrapper in
          try trial.append(keyed.lines(50), to: forms)
          beside = try trial.ingest()
          return try trial.start(["person", "erase", Trial.erased, "--yes"], under: wrapper)
        },
        after: { strike in
          let status = try await beside?.end(within: 60)
          trial.note(status == 0 || status == 75, "the load beside it ended with \(status ?? -1)")
          trial.addRounds(1)
        })
      let last = try await trial.start(["person", "erase", Trial.erased, "--yes"]).end(within: 60)
      trial.note(last == 0 || last == 1, "the last erasure ended with \(last)")
      try await trial.finish()
      try await trial.noTrace("after the erasure")
      // The same lines again, as files that are not known.
      try await trial.shell("cd '\(trial.path("logs"))'; tail -n +3 forms.ndjson > copy.ndjson")
      try await trial.finish()
      try await trial.noTrace("after the same lines came again")
      let after = try await trial.lettersByVisitor()
      trial.note(
        before.allSatisfy { $0.key == Trial.erased || after[$0.key, default: 0] >= $0.value },
        "letters of others are gone")
      let unbalanced = try await Inspection.of(trial.info) { try await $0.unbalanced() }
      trial.note(unbalanced == 0, "\(unbalanced) streams are out of balance")
    }
  ]
}

extension Trial {
  fileprivate static let erased = "v3@network-0.example"

  /// How many submissions there are from each address.
  fileprivate func lettersByVisitor() async throws -> [String: Int] {
    try await Inspection.of(superuser) {
      let rows = try await $0.connection.query(
        "SELECT address, count(*) AS n FROM footfall.contact GROUP BY address", name: "letters")
      return Dictionary(
        uniqueKeysWithValues: try rows.compactMap { row in
          guard let address: String = try row.get("address") else { return nil }
          return (address, try row.get("n", as: Int.self))
        })
    }
  }

  fileprivate func noTrace(_ moment: String) async throws {
    let rows = try await Inspection.of(superuser) { try await $0.rows(holding: Self.erased) }
    note(rows == 0, "\(rows) rows hold the address \(moment)")
  }
}
