import PostgreSQL

extension Warehouse {
  /// One thing that was looked at.
  package struct Check: Sendable, Codable, Equatable {
    package var name: String
    /// How many were looked at.
    package var examined: Int64
    /// What one of them is: event, stream.
    package var unit: String
    /// How many are not as they ought to be.
    package var findings: Int64
    /// What is wrong with the first of them.
    package var details: [String] = []
    /// What is to be known, and nothing wrong.
    package var notes: [String] = []

    package var isClean: Bool { findings == 0 }
  }

  /// How many visitors' sessions are counted again.
  package enum Sample: Sendable, Equatable {
    case all
    /// So many, drawn by the seed.
    case some(Int, seed: Int64)
  }

  /// Looks whether the database holds what it ought to; reads only, at one moment.
  package func verify(_ sample: Sample) async throws -> [Check] {
    try await connection.transaction(.snapshot) { _ in
      [
        try await verifyEvents(), try await verifyBalance(), try await verifySessions(sample),
        try await verifyMarks(), try await verifyPointers(), try await verifyPartitions(),
        try await verifyDays(sample),
      ]
    }
  }

  private func verifyEvents() async throws -> Check {
    var check = Check(name: "each line is one event", examined: 0, unit: "event", findings: 0)
    for row in try await run("verify_events") {
      check.examined = try row.get("events")
      check.findings = try row.get("repeated")
    }
    return check
  }

  private func verifyBalance() async throws -> Check {
    var check = Check(
      name: "what was read is what is there", examined: 0, unit: "stream", findings: 0)
    for row in try await run("verify_balance") {
      check.examined += 1
      guard let problem: String = try row.get("problem") else { continue }
      check.add("\(try row.get("stream", as: String.self)): \(problem)")
    }
    return check
  }

  private func verifySessions(_ sample: Sample) async throws -> Check {
    var visitors = Parameter.null
    if case .some(let count, let seed) = sample {
      let rows = try await run("sample_visitors", [.int8(seed), .int8(Int64(count))])
      visitors = .int8Array(try rows.map { try $0.get("visitor") })
    }
    var check = Check(
      name: "sessions are what the events make them", examined: 0, unit: "session", findings: 0)
    for row in try await run("recount_sessions", [visitors]) {
      check.examined = try row.get("stored")
      let (surplus, missing): (Int64, Int64) = (try row.get("surplus"), try row.get("missing"))
      check.findings = surplus + missing
      if !check.isClean { check.details = ["\(surplus) ought not to be, \(missing) are missing"] }
    }
    for row in try await run("find_sites_to_judge") {
      let site: String = try row.get("site")
      check.notes.append(
        "the signs of bots of \(site) have changed since: `footfall reclassify` judges the stored "
          + "sessions by them")
    }
    return check
  }

  private func verifyPointers() async throws -> Check {
    var check = Check(name: "what rows point to is there", examined: 0, unit: "row", findings: 0)
    for row in try await run("verify_orphans") {
      check.examined += try row.get("rows_seen", as: Int64.self)
      let orphans: Int64 = try row.get("orphans")
      guard orphans > 0 else { continue }
      check.findings += orphans
      check.details.append("\(orphans) \(try row.get("what", as: String.self))")
    }
    return check
  }

  private func verifyPartitions() async throws -> Check {
    var check = Check(
      name: "every month of events has its indexes", examined: 0, unit: "month", findings: 0)
    check.examined = try await run("count_partitions").first?.get("months") ?? 0
    for name in try await barePartitions() {
      check.add("\(name) has none; the next load builds it")
    }
    return check
  }

  private func verifyMarks() async throws -> Check {
    var check = Check(
      name: "marks lead to each stream's position", examined: 0, unit: "stream", findings: 0)
    for row in try await run("read_streams") {
      check.examined += 1
      let problem = try await marksProblem(
        generation: try row.get("generation"), from: try row.get("origin"),
        to: StreamMark(position: try row.get("position"), chain: try row.get("chain")))
      if let problem { check.add("\(try row.get("name", as: String.self)): \(problem)") }
    }
    return check
  }

  /// What breaks the chain of a stream's blocks; nil where it is whole.
  private func marksProblem(
    generation: Int64, from origin: Int64, to end: StreamMark
  ) async throws -> String? {
    var position = origin
    var chain: UInt32?
    var next = origin
    while true {
      let rows = try await run("read_blocks", [.int8(generation), .int8(next)])
      for row in rows {
        let block = StreamBlock(
          mark: StreamMark(position: try row.get("position"), chain: try row.get("chain")),
          lines: try row.get("lines"))
        guard block.mark.position == position,
          chain.map({ $0 == UInt32(truncatingIfNeeded: block.mark.chain) }) ?? true
        else { return "the mark at byte \(block.mark.position) does not follow byte \(position)" }
        for index in 0..<block.count {
          let line = block.line(index)
          position += line.length
          chain = line.chain
        }
        next = block.mark.position + 1
      }
      if rows.isEmpty { break }
    }
    guard position == end.position,
      chain.map({ $0 == UInt32(truncatingIfNeeded: end.chain) }) ?? true
    else { return "its marks lead to byte \(position), its position is \(end.position)" }
    return nil
  }
}

extension Warehouse.Check {
  fileprivate mutating func add(_ detail: String) {
    findings += 1
    if details.count < 10 { details.append(detail) }
  }
}
