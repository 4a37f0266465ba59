import Clickstream

/// The SQL of a panel with each `:name` turned into a numbered parameter of a stated type.
///
/// Strings, quoted names, comments and `::` casts are left as they are; line breaks keep their
/// places, so that the line of a mistake is the line in the file.
struct BoundStatement: Sendable {
  private(set) var text = ""
  /// The parameters in the order of their numbers.
  private(set) var parameters: [PanelParameter] = []
  /// What the statement names wrongly, with lines from 1.
  private(set) var mistakes: [(line: Int, message: String)] = []

  init(_ sql: String) {
    var scanner = SQLScanner(sql)
    while let piece = scanner.next() {
      switch piece {
      case .other(let text): self.text += text
      case .number(let text):
        mistakes.append((scanner.line, "'\(text)' has no meaning here; bind a value by its :name"))
        self.text += text
      case .parameter(let name):
        guard let parameter = PanelParameter(rawValue: name) else {
          mistakes.append((scanner.line, Self.unknown(name)))
          text += "NULL"
          continue
        }
        if !parameters.contains(parameter) { parameters.append(parameter) }
        let number = (parameters.firstIndex(of: parameter) ?? 0) + 1
        text += "$\(number)::\(parameter.type)"
      }
    }
  }

  /// The line that holds the character at `position`, both from 1.
  func line(at position: Int) -> Int {
    1 + text.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" }
  }

  private static func unknown(_ name: String) -> String {
    let names = PanelParameter.allCases.map(\.rawValue)
    let hint =
      names.nearest(to: name, atMost: 1).first.map { "did you mean ':\($0)'?" }
      ?? "there are \(names.map { ":" + $0 }.joined(separator: " "))"
    return "unknown parameter ':\(name)'; \(hint)"
  }
}
