import Clickstream

extension LedgerGuess {
  /// The proposal as a mapping file, with what it leaves open as comments.
  package var yaml: String {
    var lines = ["ledger: \(map.ledger.name)"]
    if let encoding = map.encoding { lines.append("encoding: \(encoding.name)") }
    if let decimal = map.decimal { lines.append("decimal: \(decimal.rawValue)") }
    if let dates = map.dates { lines.append("dates: \(dates.rawValue)") }
    lines += remarks.map { "# \($0)" }
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
    let keyless = map.ledger.key.filter { group in group.allSatisfy { map.sources[$0] == nil } }
    if let group = keyless.first {
      lines.append(
        "  # no column tells the rows apart: one that changes would be there twice; look for one for "
          + "\(group.joined(separator: " or "))")
    }
    for field in missing {
      let meaning = map.ledger.fields.first { $0.name == field }?.meaning ?? ""
      lines.append("  # needed, and no column was found for it: \(meaning)")
      lines.append("  # \(field): ")
    }
    lines += constantLines + valueLines
    if !unused.isEmpty {
      lines.append(
        "# Columns that were found no place for: \(unused.map(Self.quoted).joined(separator: ", "))"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is the same for each row; what is needed and may be the same, as a comment.
  private var constantLines: [String] {
    let constants = map.ledger.fields.compactMap { field -> String? in
      guard case .constant(let text)? = map.sources[field.name] else { return nil }
      return "  \(field.name): \(Self.quoted(text))"
    }
    let needed = map.ledger.fields.filter { missing.contains($0.name) && $0.kind == .word }
    let open = needed.map {
      "\($0.name): \($0.words[0])   # where it is the same for each row: one of "
        + $0.words.joined(separator: ", ")
    }
    guard !constants.isEmpty else {
      return open.isEmpty ? [] : ["# constants:"] + open.map { "#   \($0)" }
    }
    return ["constants:"] + constants + open.map { "  # \($0)" }
  }

  /// Words that the ledger does not know, each with what it may mean; a comment where nobody can tell.
  private var valueLines: [String] {
    let isTold = vocabularies.contains { $0.words.contains { $0.meant != nil } }
    var lines = vocabularies.isEmpty ? [] : [isTold ? "values:" : "# values:"]
    for vocabulary in vocabularies {
      let known =
        vocabulary.field.kind == .flag ? ["yes", "no", LedgerMap.unknown] : vocabulary.field.words
      let hasMeaning = vocabulary.words.contains { $0.meant != nil }
      lines.append(
        "\(hasMeaning ? "" : "# ")  \(vocabulary.field.name):   # the file's words, each with one of "
          + known.joined(separator: ", "))
      for word in vocabulary.words {
        lines.append(
          word.meant.map { "    \(Self.quoted(word.own)): \($0)" }
            ?? "#     \(Self.quoted(word.own)): ")
      }
      if vocabulary.isCut { lines.append("#     … and more: is it the right column?") }
    }
    if !states.isEmpty {
      lines.append(
        "# States of orders in it: \(states.map(Self.quoted).joined(separator: ", ")). Those by which "
          + "an order is no purchase stand in the setting `cancelled`.")
    }
    return lines
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
