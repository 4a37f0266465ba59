import Foundation
import Support
import Testing

@Suite("Persons looked for by name", .database(from: LoadingDatabase.template))
struct PersonSearchTests {
  private let program: CommandProgram

  init() throws {
    program = try CommandProgram()
    try program.folder.write(
      """
      number,email,name,since
      1,jose@a.example,José Łukasz-Meier,2020-01-01
      2,vera@quist.example,Vera Quist,2020-01-01
      3,vera@b.example,Vera  O'Hara,2020-01-01
      4,otto@w.example,Otto Weiß-Müller,2020-01-01

      """, to: "customers.csv")
  }

  private func run(_ arguments: String...) async throws -> BuiltProgram.Outcome {
    try await program.run(arguments + ["--config", "footfall.yaml"])
  }

  @Test("the only one whose name has the words is shown, whatever their case and accents")
  func only() async throws {
    #expect(try await run("import", "customers.csv").status == 0)
    for name in ["José Łukasz-Meier", "jose lukasz", "MEIER", "jose\u{301}", "Meier, José"] {
      let shown = try await run("person", "show", name)
      #expect(shown.status == 0 && shown.output.contains("jose@a.example"), "\(name)")
    }
    let number = try await run("person", "show", "2")
    #expect(number.output.contains("Vera Quist"))
  }

  @Test(
    "a name is found however its umlauts and its ß are written",
    arguments: [
      "weiss", "Weiß", "WEISS", "müller", "Mueller", "MULLER", "Weiss Mueller", "weiß muller",
      "Mu\u{308}ll",
    ])
  func umlauts(name: String) async throws {
    #expect(try await run("import", "customers.csv").status == 0)
    let shown = try await run("person", "show", name)
    #expect(shown.status == 0 && shown.output.contains("otto@w.example"), "\(shown.error)")
  }

  @Test("of several it is said what to type, and that shows the person")
  func several() async throws {
    #expect(try await run("import", "customers.csv").status == 0)
    let list = try await run("person", "show", "vera")
    #expect(list.status == 0 && list.output.contains("2 persons are called vera."))
    #expect(list.output.contains("Vera Quist") && list.output.contains("O'Hara"))
    let typed = try #require(list.output.firstMatch(of: /Quist .*person show '(#-?[0-9]+)'/))
    #expect(try await run("person", "show", String(typed.1)).output.contains("vera@quist.example"))
    let json = try await run("person", "show", "vera", "--json")
    #expect(json.status == 1 && json.error.contains("say which by its id"), "\(json.error)")
  }

  @Test("a telephone that several persons have leads to each, and alone to nobody")
  func shared() async throws {
    try program.folder.write(
      """
      number,email,name,phone
      4,ann@c.example,Ann Cho,+43 1 1234567
      5,tom@c.example,Tom Cho,+43 1 1234567
      6,max@d.example,Max Dee,+43 1 7654321

      """, to: "customers-more.csv")
    #expect(try await run("import", "customers-more.csv").status == 0)
    let list = try await run("person", "show", "+43 1 1234567")
    #expect(list.status == 0 && list.output.contains("with 2 persons."), "\(list)")
    #expect(list.output.contains("Ann Cho") && list.output.contains("Tom Cho"))
    #expect(!list.output.contains("Max Dee"))
    let typed = try #require(list.output.firstMatch(of: /Tom Cho .*person show '(#-?[0-9]+)'/))
    #expect(try await run("person", "show", String(typed.1)).output.contains("tom@c.example"))
    let erased = try await run("person", "erase", "+43 1 1234567", "--yes")
    #expect(erased.status == 1 && erased.error.contains("names nobody alone"), "\(erased.error)")
    #expect(try await run("person", "show", "+43 1 7654321").output.contains("max@d.example"))
  }

  @Test(
    "that nobody is called so is said, of whoever was erased too",
    arguments: ["Vera Quist", "??", "Vera Z"])
  func nobody(name: String) async throws {
    #expect(try await run("import", "customers.csv").status == 0)
    #expect(try await run("person", "erase", "vera@quist.example", "--yes").status == 0)
    let none = try await run("person", "show", name)
    #expect(none.status == 1 && none.error.contains("nobody has such a name"), "\(none.error)")
    let other = try await run("person", "export", name)
    #expect(other.status == 1 && other.error.contains("`footfall person show` finds"))
  }
}
