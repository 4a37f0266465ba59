import ArgumentParser
import Pipeline
import Reports
import Settings
import Warehouse

struct VendorShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what is known of a vendor.",
    discussion: """
      Bank account and tax number are stored encrypted and shown with --reveal alone; who looked, and \
      when, is kept (footfall.vendor_reveal).
      """)

  @Argument(help: "Number, name or mail address of the vendor.") var name: String

  @Flag(help: "Show what is secret, too. It is written down that you did.") var reveal = false

  @OptionGroup var secrets: SecretOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(secrets.flags) { $1 })
    let service = try setup.database()
    let statements = try StatementLibrary()
    let found = try await service.withWarehouse(
      .report, statements, announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      try await warehouse.vendors(
        site: try await person.known(to: setup.configuration, warehouse), named: name)
    }
    guard let vendor = found.first else {
      throw NothingFound("no vendor is called \(name); see `footfall vendor list`")
    }
    guard found.count == 1 else {
      let numbers = found.map { "\($0.number ?? $0.name) at \($0.site)" }.joined(separator: ", ")
      throw NothingFound("\(name) may be one of several vendors: \(numbers)")
    }
    var rows = VendorFacts(vendor).facts.map { [$0.title, $0.text] }
    if reveal {
      let box: SecretBox
      do {
        box = try SecretBox(file: service.secretKey(setup.configuration), making: false)
      } catch let error as SecretBox.Failure {
        throw UsageError(error.description)
      }
      let staff = try setup.staff().author
      rows += try await service.withWarehouse(
        .ingest, statements, announce: { Terminal.complain("\($0)\n") }
      ) { warehouse in
        try await warehouse.reveal(vendor: vendor.id, with: box, staff: staff, now: Setup.now)
      }.map { [$0.field.replacing("_", with: " ").capitalisedFirst, $0.text] }
    }
    print(Columns.text([[vendor.name]] + rows))
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }
}

extension String {
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
