import Clickstream

extension LedgerGuess {
  /// The proposal as a mapping file, with what it leaves open as comments.
  package var yaml: String {
    var lines = ["ledger: \(map.ledger.name)"]
    if let encoding = map.encoding { lines.append("encoding: \(encoding.name)") }
    lines.append("columns:")
    for field in map.ledger.fields.map(\.name) + [LedgerMap.updated] {
      guard case .column(let names)? = map.sources[field], let column = names.first else {
        continue
      }
      lines.append("  \(field): \(Self.quoted(column))")
    }
    let persons = ["customer_number", "number", "email", "login"].filter { name in
      map.ledger.fields.contains { $0.name == name }
        && (name != "number" || map.ledger.name == "customer")
    }
    if !persons.isEmpty, persons.allSatisfy({ map.sources[$0] == nil }) {
      lines.append(
        "  # no column says whose a row is; one of these does: \(persons.joined(separator: ", "))")
    }
    for field in missing {
      let meaning = map.ledger.fields.first { $0.name == field }?.meaning ?? ""
      lines.append("  # needed, and no column was found for it: \(meaning)")
      lines.append("  # \(field): ")
    }
    if !unused.isEmpty {
      lines.append(
        "# Columns that were found no place for: \(unused.map(Self.quoted).joined(separator: ", "))"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Text in double quotes, as YAML and JSON have it.
  ///
  /// What a terminal might take for a command is a blank: columns are found again by their letters.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case let scalar where !PrintableText.isPrintable(scalar): result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
