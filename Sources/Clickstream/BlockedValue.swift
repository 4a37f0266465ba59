/// Values that programs and people write where they have none; they never become a node.
package enum BlockedValue {
  /// Whether a value of any kind but a mail address stands for nobody; blanks around it and case
  /// do not matter.
  ///
  /// For mail addresses, `MailAddress.isBlocked` knows.
  package static func contains(_ value: String) -> Bool {
    let text = value.lowercased().filter { !$0.isWhitespace }
    if text.isEmpty || words.contains(text) { return true }
    let bytes = text.utf8
    if bytes.allSatisfy({ $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "-") }) { return true }
    return bytes.count > 1 && Set(bytes).count == 1
  }

  private static let words: Set<String> = [
    "-1", "[objectobject]", "admin", "anonymous", "distinct_id", "distinctid", "email", "false",
    "guest", "id", "n/a", "na", "nan", "nil", "none", "not_authenticated", "null", "test", "true",
    "undefined", "unknown", "user",
  ]
}
