import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct ContactListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List forms and messages with what they are about and why, the newest first.",
    discussion: "ABOUT tells the topic, WHY the rule that decided it, or staff, learned or thread.")

  @Option(help: ArgumentHelp("Only those that are about it.", valueName: "topic"))
  var topic: String?

  @OptionGroup var person: PersonOptions
  @Option(help: ArgumentHelp("How many are listed; 0: all.", valueName: "count"))
  var limit = 40

  @OptionGroup var database: DatabaseOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit needs a count of 0 or more.") }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let topics = try setup.topics()
    let service = try setup.database()
    let rows = try await service.withWarehouse(
      .report, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      var name: String?
      if let topic { name = try await warehouse.topic(topic, of: topics) }
      return try await warehouse.messages(
        site: try await person.known(to: setup.configuration, warehouse), topic: name,
        limit: limit == 0 ? .max : limit)
    }
    guard !json else { return print(try JSON.text(rows)) }
    guard !rows.isEmpty else { return print("There are no such messages.") }
    let head = ["ID", "WHEN", "WHAT", "WHO", "ABOUT", "WHY", "SUBJECT"]
    print(Columns.text([head] + rows.map { $0.cells(setup.configuration.zone(ofSite: $0.site)) }))
    let place = try await Place(setup.configuration, service, setup.surroundings)
    print("\n" + place.text)
    if rows.count == limit { print("These are the newest \(limit); --limit 0 lists all.") }
  }
}

extension Warehouse.MessageRow {
  func cells(_ zone: Zone) -> [String] {
    let way = direction == "inbound" ? "from them" : "to them"
    return [
      "#\(id)", String(zone.civilText(of: at).prefix(16)),
      `class` == "human" ? "\(channel) \(way)" : "\(channel) \(way) (\(`class`))", address ?? "",
      topic.replacing("_", with: " "), topicRule, String((subject ?? "").prefix(60)),
    ]
  }
}
