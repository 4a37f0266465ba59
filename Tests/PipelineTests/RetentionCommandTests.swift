import Foundation
import PostgreSQL
import Support
import Testing

/// `retention` as it is called.
@Suite(.database)
struct RetentionCommandTests {
  private let program: CommandProgram

  init() throws {
    program = try CommandProgram()
    try program.folder.write(
      CommandProgram.lines(30).replacing("Nov/2026", with: "Nov/2020")
        + CommandProgram.lines(20, from: 100).replacing("Nov/2026", with: "Dec/2020"),
      to: "access.log")
  }

  private func run(_ words: String...) async throws -> BuiltProgram.Outcome {
    try await program.run(words + ["--config", "footfall.yaml"])
  }

  @Test("the plan is shown and changes nothing; --apply drops; then nothing is left to do")
  func plan() async throws {
    let nothing = try await program.run([
      "retention", "--config", "footfall.yaml", "--database",
      "\(try TestDatabase.required.info.with(database: "nowhere"))",
    ])
    #expect(nothing.status == 1 && nothing.error.contains("no database yet"), "\(nothing.error)")
    #expect(try await run("ingest", "access.log", "--quiet").status == 0)
    let always = try await run("retention", "--apply")
    #expect(always.status == 0 && always.output.contains(/hits +always +0/), "\(always.output)")
    let plan = try await run("retention", "--keep-events", "25 months")
    #expect(plan.status == 0, "\(plan.error)")
    #expect(plan.output.contains(#/2020-11 +30 /#) && plan.output.contains(#/2020-12 +20 /#))
    #expect(plan.output.contains(/hits +25 months +50/), "\(plan.output)")
    #expect(plan.output.contains("Nothing was changed; --apply drops it"), "\(plan.output)")
    let wrong = try await run("retention", "--keep-sessions", "25 months")
    #expect(wrong.status == 2 && wrong.error.contains("shorter than keep_events"), "\(wrong.error)")
    let done = try await run("retention", "--keep-events", "25 months", "--apply")
    #expect(done.status == 0 && done.output.contains("HITS OF  WENT"), "\(done.output)")
    #expect(done.output.contains("larkspur: days before 2021-01-01 are sealed."), "\(done.output)")
    let again = try await run("retention", "--keep-events", "25 months")
    #expect(again.output.contains("Nothing is older than it may be."), "\(again.output)")
    let json = try await run("retention", "--json")
    #expect(json.output.contains(#""sealed_until" : "2021-01-01""#), "\(json.output)")
    let undo = try await run("undo", "access.log", "--yes")
    #expect(undo.status == 1 && undo.error.contains("50 lines of days before 2021-01-01"))
    #expect(try await run("verify", "--all").status == 0)
    let load = try await run("ingest", "access.log")
    #expect(load.output.contains("+ 50 expired"), "\(load.output)")
  }
}
