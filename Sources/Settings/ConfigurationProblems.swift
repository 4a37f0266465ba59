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

  /// Mistakes from two sides as one list, those of files by their lines.
  package static func + (left: Self, right: [ConfigurationProblem]) -> Self {
    Self(problems: (left.problems + right).sorted { $0.origin.line < $1.origin.line })
  }

  /// One line a mistake.
  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

extension Origin {
  /// The line of a file; what stands in none comes last.
  fileprivate var line: Int {
    if case .file(_, let line, _) = self { line } else { .max }
  }
}
