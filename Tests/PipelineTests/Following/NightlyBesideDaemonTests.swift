import Foundation
import Glibc
import PostgreSQL
import Support
import Testing

@Suite("A nightly beside a daemon", .database(from: LoadingDatabase.template))
struct NightlyBesideDaemonTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(
      "\(LoadingDatabase.settings)\nmonitor: off\nstop_within: 10m\ninputs: ['a.log*']\n"
        + "output: html\n",
      to: "footfall.yaml")
  }

  private func footfall(_ arguments: String...) async throws -> BuiltProgram.Outcome {
    try await BuiltProgram("footfall").run(
      arguments + ["--config", "\(folder.path)/footfall.yaml"],
      environment: [
        "FOOTFALL_DATA": folder.path,
        "FOOTFALL_DATABASE": try TestDatabase.required.info.description,
      ], in: folder.path)
  }

  private func page() throws -> String {
    try String(contentsOfFile: "\(folder.path)/html/shop/overview.html", encoding: .utf8)
  }

  @Test("leaves its input to it, reports, and says on the pages what was not read yet")
  func beside() async throws {
    let database = LoadingDatabase(info: try TestDatabase.required.info)
    try folder.write(CommandProgram.lines(24), to: "a.log")
    let home = "\(folder.path)/daemon"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    let daemon = try RunningProgram(
      ["--config", "\(folder.path)/footfall.yaml"], in: home,
      database: try TestDatabase.required.info.description)
    #expect(await daemon.notify.hears("READY=1"))
    let nightly = try await footfall("nightly", "--json")
    #expect(nightly.status == 0, "\(nightly.error)")
    #expect(nightly.error.contains("is left to the daemon that follows it"))
    #expect(!nightly.output.contains("\"ingest\""), "\(nightly.output)")
    #expect(try !page().contains("Not read yet"))
    let read = try await database.texts(
      "SELECT coalesce(sum(read), 0)::text FROM footfall.source_status")
    #expect(read == ["24"])
    daemon.signal(SIGTERM)
    #expect(await daemon.end() == 0, "\(daemon.said)")

    try await database.execute("UPDATE footfall_store.followed_file SET size = taken + 5000000")
    let report = try await footfall("report")
    #expect(report.status == 0, "\(report.error)")
    #expect(try page().contains("Not read yet when this was written: 5"))
  }

  @Test(
    "does not wait for one that was stopped, and says so on the pages; status does not believe it")
  func stopped() async throws {
    let database = LoadingDatabase(info: try TestDatabase.required.info)
    try folder.write(CommandProgram.lines(24), to: "a.log")
    let home = "\(folder.path)/daemon"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    let daemon = try RunningProgram(
      ["--config", "\(folder.path)/footfall.yaml"], in: home,
      database: try TestDatabase.required.info.description)
    // It says how it stands once a second: after it has it is not stopped in the midst of it.
    while try await database.texts(
      "SELECT name FROM footfall_store.source WHERE seen_at IS NOT NULL AND lines = 24"
    ).isEmpty { await lookAgain() }
    await daemon.freeze()
    #expect(try await footfall("status").status == 0, "it was there just now")
    // A backlog that no waiting ends.
    try await database.execute("UPDATE footfall_store.followed_file SET size = taken + 5000000")
    try await database.execute(
      "UPDATE footfall_store.source SET seen_at = seen_at - interval '121 s', "
        + "owned_at = owned_at - interval '121 s'")

    let status = try await footfall("status")
    #expect(status.status == 1)
    #expect(status.output.contains("which does not answer"), "\(status.output)")
    #expect(
      status.output.contains(/last seen 2 min \d+ s ago, does not answer/), "\(status.output)")
    let nightly = try await footfall("nightly", "--quiet")
    #expect(nightly.status == 0, "\(nightly.error)")
    #expect(nightly.error.contains("it is not waited for"), "\(nightly.error)")
    #expect(try page().contains(/does not answer.* missing: \S+a\.log\* since \d+ \w+ \d{4},/))
    #expect(try !page().contains("Not read yet"))

    daemon.signal(SIGCONT)
    while try await footfall("status").status != 0 { await lookAgain() }
    #expect(try await footfall("report").status == 0)
    #expect(try !page().contains("does not answer"))
    daemon.signal(SIGTERM)
    #expect(await daemon.end() == 0, "\(daemon.said)")
  }

  @Test("loads the lists of ledgers among its inputs, which the daemon passes by and says so")
  func lists() async throws {
    let database = LoadingDatabase(info: try TestDatabase.required.info)
    try folder.write(CommandProgram.lines(24), to: "a.log")
    try folder.write("number,at,email,amount\n1,2025-01-02,a@b.example,5\n", to: "a.log-orders.csv")
    let home = "\(folder.path)/daemon"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    let daemon = try RunningProgram(
      ["--config", "\(folder.path)/footfall.yaml"], in: home,
      database: try TestDatabase.required.info.description)
    #expect(await daemon.notify.hears("READY=1"))
    let nightly = try await footfall("nightly", "--json")
    #expect(nightly.status == 0, "\(nightly.error)")
    #expect(nightly.output.contains("ledger (order)"), "\(nightly.output)")
    #expect(try await database.texts("SELECT number FROM footfall.customer_order") == ["1"])
    daemon.signal(SIGTERM)
    #expect(await daemon.end() == 0, "\(daemon.said)")
    #expect(daemon.said.contains("a file is passed by"), "\(daemon.said)")
    #expect(
      try await database.texts(
        "SELECT state FROM footfall.followed_file WHERE path LIKE '%orders.csv'") == ["passed_by"])
  }
}
