/// YAML as text: how a value is written on one line.
enum YAMLText {
  /// A text as it stands in a file, in quotes where it needs them.
  @Sendable static func scalar(_ text: String) -> String? {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 48...57, 65...90, 97...122: true
      default: "_./-+:*@%?=".utf8.contains(byte)
      }
    }
    let first = text.unicodeScalars.first.map {
      $0.properties.isAlphabetic || "/0123456789".unicodeScalars.contains($0)
    }
    let isWord = ["null", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
    if isPlain, first == true, !text.hasSuffix(":"), !isWord { return text }
    return "'\(text.replacing("'", with: "''"))'"
  }
}
