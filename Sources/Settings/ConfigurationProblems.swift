import Clickstream

/// One mistake in the configuration.
package struct ConfigurationProblem: Equatable, Sendable, CustomStringConvertible {
  package let origin: Origin
  /// A sentence for people that holds no secret: which setting, what was expected and found.
  package let message: String

  package init(origin: Origin, message: String) {
    self.origin = origin
    self.message = message
  }

  /// `footfall.yaml:12:5: message`.
  package var description: String {
    if case .file(let path, let line, let column) = origin {
      return "\(PrintableText.string(from: path)):\(line):\(column): \(message)"
    }
    return "\(origin): \(message)"
  }
}

/// All mistakes of a configuration, in the order in which they stand.
package struct ConfigurationProblems: Error, Equatable, CustomStringConvertible {
  package let problems: [ConfigurationProblem]

  package init(problems: [ConfigurationProblem]) { self.problems = problems }

  /// One line a mistake.
  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
