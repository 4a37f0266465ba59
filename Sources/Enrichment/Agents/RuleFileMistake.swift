import Clickstream
import Yams

/// What is wrong with a file of rules before its rules are looked at.
enum RuleFileMistake {
  /// Says of a key that nothing asks for which it is, and which is meant perhaps.
  static func text(_ key: String, among known: [String]) -> String {
    let shown = PrintableText.string(from: String(key.prefix(60)))
    let near = known.nearest(to: key, atMost: 1).first.map { " Did you mean `\($0)`?" } ?? ""
    return "Unknown key `\(shown)`.\(near) Known are \(known.joined(separator: ", "))."
  }

  /// Where a text is no YAML, and why.
  static func place(of error: YamlError) -> (line: Int, text: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, "The file is not valid YAML: \(words(problem)).")
    case .duplicatedKeysInMapping(_, let context): (context.mark.line, "A key is there twice.")
    default: (0, "The file is not valid YAML.")
    }
  }

  private static func words(_ problem: String) -> String {
    guard problem.contains("escape") else { return PrintableText.string(from: problem) }
    return "in double quotes a \\ begins an escape; put the text into single quotes"
  }
}
