import ArgumentParser
internal import Foundation
import Pipeline
import Warehouse

struct ContactCorrectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Say what a form or a message is about.",
    discussion: """
      It is kept who said so and when; the last word counts, and the answers in the conversation \
      follow it. From 20 corrections of each of two topics on, topics are learned from them, where \
      that tells them better than the rules: see `footfall contact topics`.
      """)

  @Argument(help: ArgumentHelp("The id that `footfall contact list` shows.", valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("A topic of topics.yaml, or other.", valueName: "topic"))
  var topic: String

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let correction = try TopicCorrection(of: id, topic: topic, topics: setup.topics())
    let service = try setup.database()
    let row = try await service.withWarehouse(
      .ingest, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      try await correction.store(in: warehouse, staff: NSUserName(), now: Setup.now)
    }
    let rules = row.topicRules.isEmpty ? "no rule matched" : "by \(row.topicRules)"
    print(
      "#\(row.id) is about \(row.topic) now; the rules say \(row.ruledTopic), \(rules).")
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }
}
