/// A JSON value whose members keep their order.
enum JSON {
  case number(Int)
  case text(String)
  case flag(Bool)
  case null
  case list([JSON])
  case object([(String, JSON)])

  /// Counts by name, in the order of the names given, then of the alphabet.
  static func counts(_ counts: [String: Int], first names: [String] = []) -> JSON {
    let rest = counts.keys.filter { !names.contains($0) }.sorted()
    return .object((names + rest).map { ($0, .number(counts[$0] ?? 0)) })
  }

  /// All on one line.
  var line: String {
    switch self {
    case .number(let number): String(number)
    case .text(let text): Self.quoted(text)
    case .flag(let flag): flag ? "true" : "false"
    case .null: "null"
    case .list(let values): "[" + values.map(\.line).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0)):\($1.line)" }.joined(separator: ",") + "}"
    }
  }

  /// A member a line; what holds only plain values stays on one line inside a list.
  func pretty(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .list(let values) where !values.isEmpty:
      return "[\n"
        + values.map { inner + $0.line }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members) where !members.isEmpty:
      return "{\n"
        + members.map { "\(inner)\(Self.quoted($0)): \($1.pretty(indent: inner))" }
        .joined(separator: ",\n") + "\n\(indent)}"
    default: return line
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
