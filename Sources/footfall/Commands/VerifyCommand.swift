import ArgumentParser
import Clickstream
import Pipeline
import Warehouse

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Look whether the database holds every line once, and sessions are what they ought.",
    discussion: "It reads only. Ends with 0 where all is well, with 1 where something is not.")

  @Option(
    help: ArgumentHelp("Of how many visitors sessions are counted again.", valueName: "count"))
  var sample = 1_000

  @Flag(help: "Count the sessions of all visitors again.") var all = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var saying: SayingOptions

  private struct Output: Encodable {
    let database, configuration: String
    let isClean: Bool
    let checks: [Warehouse.Check]
  }

  func validate() throws {
    if sample < 1 { throw ValidationError("--sample needs a count of 1 or more.") }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let display = Terminal.progress(quiet: saying.quiet)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let kind: Warehouse.Sample =
      all ? .all : .some(sample, seed: Int64.random(in: Int64.min...Int64.max))
    let checks = try await Interruption.cancelling(display) {
      let warehouse = try await service.warehouse(statements) { display.say($0) }
      let checks = try await warehouse.verify(kind)
      await warehouse.close()
      return checks
    }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    let isClean = checks.allSatisfy(\.isClean)
    if saying.json {
      print(
        try JSON.text(
          Output(
            database: place.database, configuration: place.configuration, isClean: isClean,
            checks: checks)))
    } else {
      print(Columns.text(checks.map(\.columns), rightAligned: 2..<4))
      for check in checks {
        for detail in check.details { print("  " + PrintableText.string(from: detail)) }
        for note in check.notes { print("  Note: " + PrintableText.string(from: note)) }
      }
      print("\n" + place.text)
    }
    guard isClean else {
      throw IncompleteRun(
        description: "the database is not what it ought to be; see above. Keep a backup "
          + "(`footfall db backup`) before anything is put right")
    }
  }
}

extension Warehouse.Check {
  fileprivate var columns: [String] {
    [
      isClean ? "ok" : "WRONG", name, Quantity.counted(examined, unit),
      Quantity.grouped(findings) + " wrong",
    ]
  }
}
