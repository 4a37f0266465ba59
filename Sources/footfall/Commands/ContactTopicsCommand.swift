import ArgumentParser
import Clickstream
import Enrichment
import Pipeline
import Settings
import Warehouse

struct ContactTopicsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics",
    abstract: "Show what was learned from corrections, and whether it tells topics.",
    discussion: """
      F1 is the mean of precision and recall, over the topics that are learned: of the rules, and of \
      what was learned, each message being told by what was learned from others. Where that is not \
      sure, a message stays what the rules say; messages that nobody corrected count as well, where \
      the rules tell what they are about.
      """)

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let service = try setup.database()
    let found = try await service.withWarehouse(
      .ingest, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let asked = try await person.known(to: setup.configuration, warehouse)
      var found: [(site: String, learning: TopicLearning)] = []
      for site in asked.map({ [$0] }) ?? setup.configuration.sites.map(\.name) {
        if let ids = warehouse.ids {
          found.append(
            (site, try await warehouse.topicLearning(site: ids.id(.site, text: site))))
        }
      }
      return found
    }
    for (site, learning) in found { print(text(site, learning) + "\n") }
    print((try await Place(setup.configuration, service, setup.surroundings)).text)
  }

  private func text(_ site: String, _ learning: TopicLearning) -> String {
    guard !learning.counts.isEmpty else { return "\(site): nothing was corrected yet." }
    let counts = learning.counts.sorted { $0.key < $1.key }
      .map { [$0.key, "\($0.value) of \(TopicLearning.needed)"] }
    var parts = ["\(site):", Columns.text([["TOPIC", "CORRECTED"]] + counts)]
    if learning.learned.count < 2 {
      parts.append("Two topics with \(TopicLearning.needed) are needed; the rules tell topics.")
    } else {
      parts.append(
        "F1 of the rules \(share(learning.rulesF1)), of what was learned "
          + "\(share(learning.learnedF1)): "
          + (learning.isUsed ? "what was learned tells topics." : "the rules tell topics."))
      let head = ["IS \\ TOLD"] + learning.learned + ["not sure"]
      parts.append(
        Columns.text(
          [head]
            + learning.learned.map { topic in
              [topic]
                + (learning.learned + [""]).map { "\(learning.confusion[topic]?[$0] ?? 0)" }
            }))
      parts.append(
        "Of \(Quantity.counted(learning.reach.texts, "message")) that no rule matched and nobody "
          + "corrected it is sure of \(Quantity.grouped(Int64(learning.reach.told))).")
    }
    return parts.joined(separator: "\n")
  }

  private func share(_ value: Double) -> String {
    let thousandths = Int((value * 1_000).rounded())
    let digits = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
