extension MailAddress {
  /// Whether it is the address of an office, such as `info@` or `sales@`, and not of one person.
  ///
  /// Such addresses never merge persons; what comes from them belongs to an organisation.
  package var isRole: Bool {
    let name = localPart.utf8.prefix { $0 != UInt8(ascii: "+") }
    return Self.roles.contains(String(decoding: name, as: UTF8.self))
  }

  /// Whether it stands for nobody: reserved domains, and names that forms and programs fill in.
  ///
  /// Such an address makes no person.
  package var isBlocked: Bool {
    let labels = domain.split(separator: ".")
    if let last = labels.last, ["test", "invalid", "localhost"].contains(last) { return true }
    if labels.count >= 2, labels[labels.count - 2] == "example",
      ["com", "net", "org"].contains(labels[labels.count - 1])
    {
      return true
    }
    let local = localPart
    return Self.placeholders.contains(local)
      || local.utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "-") }
      || local.utf8.count >= 3 && Set(local.utf8).count == 1
  }

  private static let roles: Set<String> = [
    "abuse", "admin", "contact", "hostmaster", "info", "mailer-daemon", "no-reply", "noreply",
    "office", "orders", "postmaster", "sales", "support", "webmaster",
  ]

  /// Blocked values that may stand before the `@`.
  ///
  /// Those that are roles or given names are left out.
  private static let placeholders: Set<String> = [
    "anonymous", "distinct_id", "distinctid", "guest", "none", "not_authenticated", "null", "test",
    "undefined", "unknown",
  ]
}
