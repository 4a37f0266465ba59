import Foundation
import Support
import Testing

@Suite("Erasure and export of a person by command", .database(from: LoadingDatabase.template))
struct ErasureCommandTests {
  private let program: CommandProgram

  init() throws {
    program = try CommandProgram()
    let form =
      #"{"time":"2026-11-12T08:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"email":"vera@quist.example","name":"Vera Quist","message":"Hello."}}"#
    try program.folder.write(form + "\n", to: "forms.ndjson")
    try program.folder.write(CommandProgram.lines(20), to: "access.log")
  }

  private func run(_ arguments: String...) async throws -> BuiltProgram.Outcome {
    try await program.run(arguments + ["--config", "footfall.yaml"])
  }

  /// All pages that lie in the folder of the test.
  private func pages() throws -> String {
    let folder = program.folder.path
    return try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("html") && $0.hasSuffix(".html") }
      .map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }.joined()
  }

  @Test("erase says what would go, asks, and writes the pages anew without the person")
  func erase() async throws {
    let name = "vera@quist.example"
    #expect(try await run("ingest", "access.log", "forms.ndjson").status == 0)
    #expect(try await run("report").status == 0)
    #expect(try pages().contains("Vera Quist"))
    let dry = try await run("person", "erase", name, "--dry-run")
    #expect(dry.status == 0 && dry.output.contains(/contacts +1 +go/), "\(dry.output)")
    let unasked = try await run("person", "erase", name)
    #expect(unasked.status == 2 && unasked.error.contains("--yes"), "\(unasked.error)")
    #expect(try pages().contains("Vera Quist"))
    let erased = try await run("person", "erase", name, "--yes")
    #expect(erased.status == 0, "\(erased.error)")
    #expect(erased.output.contains("written anew"), "\(erased.output)")
    #expect(try !pages().contains("Vera Quist"))
    #expect(try !pages().contains(name))
    #expect(try await run("person", "show", name).status != 0)
  }

  @Test("what is written down of consent is shown, and all that is known is exported, once")
  func export() async throws {
    let name = "vera@quist.example"
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let consent = try await run(
      "person", "consent", name, "news", "--given", "--proof", "call of 3 May")
    #expect(consent.output.contains(/news +given +call of 3 May/), "\(consent.error)")
    let slip = try await run(
      "person", "consent", name, "nws", "--withdrawn", "--proof", "call of 4 May")
    #expect(slip.status != 0 && slip.error.contains("did you mean news?"), "\(slip.error)")
    let show = try await run("person", "show", name)
    #expect(show.output.contains(/Allows news +yes: given/), "\(show.output)")
    #expect(try await run("person", "export", name, "--to", "vera.json").status == 0)
    let file = "\(program.folder.path)/vera.json"
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file)))
        as? [String: [[String: Any]]])
    #expect(json["contacts"]?.count == 1 && json["consents"]?.count == 1)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let again = try await run("person", "export", name, "--to", "vera.json")
    #expect(again.status == 2 && again.error.contains("is there already"), "\(again.error)")
  }
}
