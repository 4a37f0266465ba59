/// Why the private cluster cannot do what was asked, and what to do about it.
package struct LocalPostgresError: Error, CustomStringConvertible, Sendable {
  /// What failed.
  package let problem: String
  /// What to do next.
  package let advice: String
  /// The last lines of the program's or the server's words, if they help.
  package let details: [String]

  init(_ problem: String, advice: String, details: [String] = []) {
    self.problem = problem
    self.advice = advice
    self.details = details
  }

  package var description: String {
    (["\(problem): \(advice)"] + details.map { "  \($0)" }).joined(separator: "\n")
  }
}
