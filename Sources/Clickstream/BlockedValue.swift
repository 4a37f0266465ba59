/// Values that programs and people write where they have none; they never become a node.
package enum BlockedValue {
  /// Whether a value of any kind but a mail address stands for nobody; blanks around it and case
  /// do not matter.
  ///
  /// For mail addresses, `MailAddress.isBlocked` knows.
  package static func contains(_ value: String) -> Bool {
    let isVisible = value.utf8.allSatisfy { $0 &- 33 < 94 }
    let text = isVisible ? value.lowercased() : value.lowercased().filter { !$0.isWhitespace }
    if text.isEmpty || words.contains(text) { return true }
    let bytes = text.utf8
    if bytes.allSatisfy({ $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "-") }) { return true }
    return bytes.count > 1 && bytes.allSatisfy { $0 == bytes.first }
  }

  private static let words: Set<String> = [
    "-1", "[objectobject]", "admin", "anonymous", "distinct_id", "distinctid", "email", "false",
    "guest", "id", "n/a", "na", "nan", "nil", "none", "not_authenticated", "null", "test", "true",
    "undefined", "unknown", "user",
  ]
}
