import Foundation
import Support
import Testing

@Suite("footfall panel", .database)
struct PanelCommandTests {
  @Test("a new panel is written once, checked, and looked at")
  func course() async throws {
    let program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(20), to: "access.log")
    let loaded = try await program.run(["ingest", "access.log", "--config", "footfall.yaml"])
    #expect(loaded.status == 0)
    let new = try await program.run(["panel", "new", "mine.sql", "--figure", "line"])
    #expect(new.status == 0, "\(new.error)")
    let again = try await program.run(["panel", "new", "mine.sql"])
    #expect(again.status == 2 && again.error.contains("is there already"))
    let check = try await program.run(["panel", "check", "mine.sql", "--config", "footfall.yaml"])
    #expect(check.status == 0 && check.output.contains("1 panel: no mistakes"), "\(check.error)")
    let preview = try await program.run(
      ["panel", "preview", "mine.sql", "--out", "look/mine.html", "--config", "footfall.yaml"])
    #expect(preview.status == 0, "\(preview.error)")
    #expect(preview.output.contains("2026-11-12") && preview.output.contains("mine.html"))
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path + "/look")
    #expect(names.sorted() == ["mine.html", "style.css"])
  }

  @Test("a mistake ends with 2, with file and line")
  func mistake() async throws {
    let program = try CommandProgram()
    try program.folder.write(
      "-- question: What?\n-- figure: pie\n-- label: a\n-- value: b\nSELECT 'x'::text AS a",
      to: "wrong.sql")
    let check = try await program.run(["panel", "check", "wrong.sql", "--config", "footfall.yaml"])
    #expect(check.status == 2 && check.error.contains("wrong.sql:4: the query has no column 'b'"))
    let name = try await program.run(["panel", "new", "Wrong Name.sql"])
    #expect(name.status == 2 && name.error.contains("1 to 64 of a-z"))
    let kind = try await program.run(["panel", "new", "kind.sql", "--figure", "donut"])
    #expect(kind.status == 2 && kind.error.contains("heatmap"))
    let keys = try await program.run(["panel", "keys"])
    #expect(keys.status == 0 && keys.output.contains("| `:site` | text |"))
  }
}
