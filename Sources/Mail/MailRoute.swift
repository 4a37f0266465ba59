import Clickstream

/// The way that a message came, by its `Received` headers.
struct MailRoute {
  /// Values of the headers as they were sent, in any order.
  let hops: [String]
  /// Names of the business's own mail servers, lower case.
  let servers: Set<String>

  /// Whether only machines of the business had it in hands.
  ///
  /// A sender can forge headers, but not take away the one in which the business's server writes
  /// down from where it got the message: so none may tell of another host.
  var isWithin: Bool { hops.allSatisfy(isWithin) }

  /// Whether a server wrote down that it had the message in hands; of a business that names none of its
  /// servers nobody knows whether they do.
  var isTraced: Bool { !hops.isEmpty || servers.isEmpty }

  private func isWithin(_ hop: String) -> Bool {
    let text = hop.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // Written on this very machine.
    guard text.hasPrefix("from ") else { return true }
    let (source, rest) = Self.parted(text[...], at: " by ")
    if Self.isHandedOver(rest) { return true }
    let addresses = source.split { " ()[]".contains($0) }.compactMap(Self.address)
    // By its greeting alone anybody is localhost.
    guard !addresses.isEmpty else { return false }
    return addresses.allSatisfy(\.isPrivate)
      || addresses.count == 1 && !source.contains("may be forged")
        && isFromOwnServer(source, addresses[0])
  }

  /// Whether a program took it over inside: from a user of the machine, from the server before it,
  /// or out of a mailbox.
  private static func isHandedOver(_ rest: Substring) -> Bool {
    let how = parted(rest, at: " with ").after
    return ["local", "lmtp", "lmtps", "lmtpa", "lmtpsa"].contains(
      how.prefix { $0 != " " && $0 != ";" })
      || ["imap (fetchmail-", "pop3 (fetchmail-"].contains { how.hasPrefix($0) }
  }

  /// What stands before a word and after it, where the word is in no comment: in those stands what
  /// the sender chose as well.
  private static func parted(
    _ text: Substring, at word: String
  ) -> (before: Substring, after: Substring) {
    var depth = 0
    var isEscaped = false
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth = max(0, depth - 1)
      } else if depth == 0, text.utf8[index...].starts(with: word.utf8) {
        return (text[..<index], text[text.utf8.index(index, offsetBy: word.utf8.count)...])
      }
    }
    return (text, "")
  }

  /// Whether the name that the receiving server found for an address is that of one of our servers:
  /// as Postfix and Sendmail write it, `from hello (name [address])`.
  private func isFromOwnServer(_ source: Substring, _ address: IPAddress) -> Bool {
    // In the greeting, which the sender chose, there is no blank.
    source.split(separator: "(").dropFirst().contains { group in
      guard let mark = group.firstRange(of: " [") else { return false }
      let name = group[..<mark.lowerBound]
      let host = name.hasSuffix(".") ? name.dropLast() : name
      return Self.address(group[mark.upperBound...].prefix { $0 != "]" }) == address
        // Below the name of a provider stand the machines by which everybody's mail goes out.
        && servers.contains(String(host))
    }
  }

  private static func address(_ word: Substring) -> IPAddress? {
    IPAddress(String(word.hasPrefix("ipv6:") ? word.dropFirst(5) : word))
  }
}
