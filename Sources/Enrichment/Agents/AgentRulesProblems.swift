/// All that is wrong with the files of rules about user agents.
package struct AgentRulesProblems: Error, Equatable, Sendable, CustomStringConvertible {
  package enum File: Equatable, Sendable {
    /// The `agents.yaml` of the house.
    case own
    /// The `regexes.yaml` of uap-core.
    case browsers
  }

  package struct Problem: Equatable, Sendable {
    package var file: File
    /// Line of the file, from 1; 0 where none can be told.
    package var line: Int
    package var text: String
  }

  package var problems: [Problem]

  package var description: String {
    problems.map { "line \($0.line): \($0.text)" }.joined(separator: "\n")
  }
}
