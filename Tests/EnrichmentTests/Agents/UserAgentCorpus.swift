import Enrichment
import Foundation
import Testing
import Yams

/// The agents of uap-core's own tests, with what they are to tell.
enum UserAgentCorpus {
  struct Case: Sendable {
    var agent: String
    /// By the names of the tests; a missing value is nil.
    var fields: [String: String]
  }

  static let folder = "/usr/share/uap-core"

  static func regexes() throws -> String {
    try String(contentsOfFile: "\(folder)/regexes.yaml", encoding: .utf8)
  }

  /// The built-in rules with uap-core, read once.
  static func rules() throws -> AgentRules { try read.get() }

  private static let read = Result { try AgentRules(own: nil, browsers: regexes()) }

  static func cases(_ file: String) throws -> [Case] {
    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    let root = try #require(try Yams.compose(yaml: text)?.mapping)
    let list = try #require(root["test_cases"]?.sequence)
    return try list.map { node in
      var fields: [String: String] = [:]
      for (key, value) in try #require(node.mapping) {
        let text = value.scalar?.string ?? ""
        if !text.isEmpty, text != "null", text != "~" { fields[key.string ?? ""] = text }
      }
      let agent = fields.removeValue(forKey: "user_agent_string") ?? ""
      return Case(agent: agent, fields: fields)
    }
  }

  /// All agents of the tests of browsers, systems and devices, once.
  static func agents() throws -> [String] {
    var agents: Set<String> = []
    for file in ["test_ua", "test_os", "test_device"] {
      agents.formUnion(try cases("tests/\(file).yaml").map(\.agent))
    }
    return agents.sorted()
  }
}
