import Enrichment
import Foundation
import Support
import Testing

/// The two hundred most frequent user agents of two public logs, with what a reader said of each
/// before any rule was run.
@Suite("User agents that were labelled by hand")
struct LabelledAgentTests {
  private struct Label {
    let `class`, reason, browser, system, device, agent: String
  }

  private static func labels() throws -> [Label] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "agents.tsv")
    let text = try String(contentsOf: file, encoding: .utf8)
    return try text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t", maxSplits: 5, omittingEmptySubsequences: false)
      try #require(cells.count == 6)
      let texts = cells.map(String.init)
      return Label(
        class: texts[0], reason: texts[1], browser: texts[2], system: texts[3], device: texts[4],
        agent: texts[5])
    }
  }

  @Test("class and reason are those of the label")
  func classes() throws {
    let rules = try UserAgentCorpus.rules()
    let labels = try Self.labels()
    #expect(labels.count == 200)
    var wrong: [String] = []
    for label in labels {
      let profile = rules.profile(of: label.agent)
      if profile.class.name != label.class
        || profile.reason.lowercased() != label.reason.lowercased()
      {
        wrong.append(
          "\(label.class)/\(label.reason) is \(profile.class.name)/\(profile.reason): \(label.agent)"
        )
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test("devices of people are those of the label")
  func devices() throws {
    let rules = try UserAgentCorpus.rules()
    var wrong: [String] = []
    // Of the programs that Safari sends beside itself uap-core tells no device.
    for label in try Self.labels()
    where label.class == "person" && !label.agent.contains("CFNetwork/") {
      let profile = rules.profile(of: label.agent)
      if profile.device.name != label.device {
        wrong.append("\(label.device) is \(profile.device.name): \(label.agent)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }
}
