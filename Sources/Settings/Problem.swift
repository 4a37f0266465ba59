import Clickstream

/// One mistake in a dashboard, with the file and the line where it stands.
package struct Problem: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// From 1; nil where the mistake is about the file as a whole.
  package let line: Int?
  package let message: String

  package init(file: String, line: Int? = nil, message: String) {
    self.file = file
    self.line = line
    // It may quote the file, and a terminal obeys control characters.
    self.message = PrintableText.string(from: message)
  }

  package var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(message)"
  }
}

/// All mistakes of the dashboards, reported at once.
package struct ProblemList: Error, Sendable, CustomStringConvertible {
  package let problems: [Problem]

  package init(_ problems: [Problem]) {
    self.problems = problems.sorted {
      ($0.file, $0.line ?? 0, $0.message) < ($1.file, $1.line ?? 0, $1.message)
    }
  }

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
