package import Enrichment
package import Settings

import Clickstream

/// The rules by which what is read is told: what a message is about, who a visitor is, where a visit
/// came from, where an address lies.
package struct RuleBook: Sendable {
  package let topics: Topics
  package let visitors: VisitorRules

  package init(topics: Topics, visitors: VisitorRules) {
    self.topics = topics
    self.visitors = visitors
  }

  /// Reads the files that the configuration names, else those that come with the program.
  ///
  /// - Throws: `UsageError` with all mistakes of the first file that has any.
  package static func load(
    _ configuration: Configuration, _ resources: ResourceFolders
  ) throws -> RuleBook {
    RuleBook(
      topics: try Topics.load(file: configuration.topics ?? resources.topics),
      visitors: try VisitorRules.load(configuration))
  }

  /// What is wrong with any of the files; nothing is kept of them.
  package static func mistakes(
    in configuration: Configuration, _ resources: ResourceFolders
  ) -> [String] {
    var found: [String] = []
    func look(_ body: () throws -> Void) {
      do { try body() } catch { found.append("\(error)") }
    }
    look { _ = try Topics.load(file: configuration.topics ?? resources.topics) }
    return found + VisitorRules.mistakes(in: configuration)
  }
}

extension VisitorRules {
  /// Debian's package uap-core.
  package static let browsersFile = "/usr/share/uap-core/regexes.yaml"
  private static let sizeLimit = 8 << 20

  package static func load(_ configuration: Configuration) throws -> VisitorRules {
    VisitorRules(
      agents: try agents(configuration), channels: try channels(configuration),
      places: try places(configuration))
  }

  /// The rules as they are for whoever asks of no address: databases of places may be large.
  package static func withoutPlaces(_ configuration: Configuration) throws -> VisitorRules {
    VisitorRules(
      agents: try agents(configuration), channels: try channels(configuration),
      places: Places(databases: []))
  }

  fileprivate static func mistakes(in configuration: Configuration) -> [String] {
    var found: [String] = []
    func look(_ body: () throws -> Void) {
      do { try body() } catch { found.append("\(error)") }
    }
    look { _ = try agents(configuration) }
    look { _ = try channels(configuration) }
    for path in configuration.places { look { _ = try PlaceDatabase(path: path) } }
    return found
  }

  /// uap-core is not needed: without it no browser, system or device is known.
  private static func agents(_ configuration: Configuration) throws -> AgentRules {
    let own = try configuration.agents.map { try text(of: $0, "the rules for user agents") }
    let file = configuration.browsers ?? browsersFile
    let isThere = configuration.browsers != nil || SmallFile.exists(at: file)
    let browsers = isThere ? try text(of: file, "the patterns of browsers") : nil
    do {
      return try AgentRules(own: own, browsers: browsers)
    } catch {
      let lines = error.problems.map { problem in
        let name = problem.file == .own ? configuration.agents ?? "the built-in rules" : file
        return sentence(name, problem.line, problem.text)
      }
      throw UsageError(lines.joined(separator: "\n"))
    }
  }

  private static func channels(_ configuration: Configuration) throws -> ChannelRules {
    let own = try configuration.sources.map { try text(of: $0, "the lists of sources") }
    do {
      return try ChannelRules(own: own)
    } catch {
      let name = configuration.sources ?? "the built-in lists"
      let lines = error.problems.map { sentence(name, $0.line, $0.text) }
      throw UsageError(lines.joined(separator: "\n"))
    }
  }

  private static func places(_ configuration: Configuration) throws -> Places {
    do {
      return try Places(paths: configuration.places)
    } catch {
      throw UsageError("\(error)")
    }
  }

  private static func sentence(_ file: String, _ line: Int, _ text: String) -> String {
    line > 0 ? "\(file):\(line): \(text)" : "\(file): \(text)"
  }

  private static func text(of file: String, _ what: String) throws -> String {
    let bytes: [UInt8]
    do {
      bytes = try SmallFile.bytes(at: file, limit: sizeLimit)
    } catch {
      throw UsageError("\(file): \(what) cannot be read: \(error)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("\(file): \(what) are not valid UTF-8; save them as UTF-8")
    }
    return text
  }
}
