import Foundation
import Support
import Testing

@Suite("Publishing and opening", .database)
struct DeliveryCommandTests {
  private func program(_ settings: String) async throws -> CommandProgram {
    let program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(20), to: "access.log")
    let text = try String(contentsOfFile: program.folder.path + "/footfall.yaml", encoding: .utf8)
    try program.folder.write(text + settings, to: "footfall.yaml")
    let loaded = try await program.run(["ingest", "access.log", "--config", "footfall.yaml"])
    #expect(loaded.status == 0, "\(loaded.error)")
    return program
  }

  private func exists(_ program: CommandProgram, _ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(program.folder.path)/\(path)")
  }

  @Test("pages are copied to the folder that is named, those of persons only where that is said")
  func folder() async throws {
    let program = try await program("publish: www\n")
    let report = ["report", "--config", "footfall.yaml"]
    let first = try await program.run(report)
    #expect(first.status == 0, "\(first.error)")
    #expect(exists(program, "www/larkspur/overview.html") && !exists(program, "www-persons"))
    let second = try await program.run(report + ["--publish-persons"])
    #expect(second.status == 0, "\(second.error)")
    #expect(exists(program, "www-persons/index.html"))
    let inside = try await program.run(report + ["--publish", "html/www"])
    #expect(inside.status == 2 && inside.error.contains("neither may lie in the other"))
  }

  @Test("a command finds the pages; persons' pages only where that is said; its failure is 1")
  func command() async throws {
    let line =
      #"run test -f "$FOOTFALL_PAGES/index.html" && echo "$FOOTFALL_PAGES|$FOOTFALL_PERSONS" >> told"#
    let program = try await program("publish: '\(line)'\n")
    let report = ["report", "--quiet", "--config", "footfall.yaml"]
    let first = try await program.run(report)
    #expect(first.status == 0 && first.output.isEmpty, "\(first.error)")
    let second = try await program.run(report, environment: ["FOOTFALL_PUBLISH_PERSONS": "true"])
    #expect(second.status == 0, "\(second.error)")
    let told = try String(contentsOfFile: program.folder.path + "/told", encoding: .utf8)
    let lines = told.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasSuffix("/html|") == true)
    #expect(lines.last?.hasSuffix("/html-persons") == true)
    for command in ["report", "nightly"] {
      let failed = try await program.run(
        [command, "--config", "footfall.yaml", "--publish", "run echo no route; exit 4"])
      #expect(failed.status == 1)
      #expect(failed.output.contains("Open "))
      #expect(failed.error.contains("ended with status 4: no route"), "\(failed.error)")
    }
    #expect(exists(program, "html/index.html"))
  }

  @Test("a PDF without Chromium is refused with a sentence, before anything is written")
  func noBrowser() async throws {
    let program = try await program("")
    let outcome = try await program.run(
      ["report", "--pdf", "--config", "footfall.yaml"], environment: ["PATH": "/nonexistent"])
    #expect(outcome.status == 2 && outcome.error.contains("apt-get install chromium"))
    #expect(!exists(program, "html/index.html"))
  }

  @Test("without a display the path is printed; without pages it is said how to have some")
  func open() async throws {
    let program = try await program("")
    let early = try await program.run(["open", "--config", "footfall.yaml"])
    #expect(early.status == 2 && early.error.contains("footfall report"))
    let report = try await program.run(["report", "--config", "footfall.yaml"])
    #expect(report.status == 0)
    let open = try await program.run(["open", "--config", "footfall.yaml"])
    #expect(open.status == 0 && open.output.hasSuffix("/html/index.html\n"))
    let page = try await program.run(
      ["open", "larkspur/overview", "--config", "footfall.yaml"])
    #expect(page.output.hasSuffix("/html/larkspur/overview.html\n"))
    let persons = try await program.run(["open", "--persons", "--config", "footfall.yaml"])
    #expect(persons.output.hasSuffix("/html-persons/index.html\n"))
    for name in ["larkspur/overveiw", "../footfall.yaml"] {
      let wrong = try await program.run(["open", name, "--config", "footfall.yaml"])
      #expect(wrong.status == 2 && wrong.error.contains("there is no page"))
    }
    try program.folder.write("#!/bin/sh\necho \"$1\" > \"$(dirname \"$0\")/opened\"\n", to: "look")
    let browser = "\(program.folder.path)/look"
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: browser)
    let shown = try await program.run(
      ["open", "--config", "footfall.yaml"], environment: ["DISPLAY": ":9", "BROWSER": browser])
    #expect(shown.status == 0 && shown.output.hasPrefix("Opened "))
  }
}
