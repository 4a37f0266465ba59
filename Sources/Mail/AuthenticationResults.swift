package import Clickstream

/// What the business's own mail server found out about the sender of a message (RFC 8601).
package struct AuthenticationResults: Equatable, Sendable {
  /// One method with its result.
  package struct Result: Equatable, Sendable {
    /// Such as `dkim`, `spf` or `dmarc`.
    package var method: String
    /// Such as `pass`, `fail` or `none`.
    package var result: String
    /// Properties by type and name: `header.d`, `header.from`.
    package var properties: [String: String]
  }

  /// Name of the server that vouches.
  package var server: String
  package var results: [Result]

  /// Reads the value of a header as it was sent; nil where it is none.
  ///
  /// Comments are dropped and quotes honoured, for what a sender chose stands inside them.
  package init?(_ value: String) {
    let clauses = Self.clauses(value)
    guard let head = clauses.first, let server = head.split(separator: " ").first else {
      return nil
    }
    self.server = server.lowercased()
    results = clauses.dropFirst().compactMap(Self.result)
  }

  /// Whether the address of the one author is proved: DMARC passed for its domain, or a signature
  /// of that domain, or of one above it, is good.
  package func proves(_ address: MailAddress) -> Bool {
    results.contains { item in
      guard item.result == "pass" else { return false }
      switch item.method {
      case "dmarc":
        return item.properties["header.from"].map { Self.domain($0) == address.domain } ?? false
      case "dkim":
        guard let signer = item.properties["header.d"].map(Self.domain), signer.contains(".")
        else { return false }
        return address.domain == signer || address.domain.hasSuffix("." + signer)
      default: return false
      }
    }
  }

  /// Whether the address of the author is forged: DMARC failed for its domain, and so did a check on
  /// which it rests; or its own domain says who may send in its name, this server may not, and nothing
  /// else proves it.
  ///
  /// By itself DMARC fails as well where another firm sends for the business.
  package func disproves(_ address: MailAddress) -> Bool {
    let isRefused = results.contains { item in
      item.method == "spf" && item.result == "fail"
        && item.properties["smtp.mailfrom"].map { Self.domain($0) == address.domain } ?? false
    }
    if isRefused, !proves(address) { return true }
    let hasFailed = results.contains { item in
      item.method == "dmarc" && item.result == "fail"
        && (item.properties["header.from"].map { Self.domain($0) == address.domain } ?? true)
    }
    return hasFailed
      && results.contains { item in
        item.method == "spf" && ["fail", "softfail"].contains(item.result)
          || item.method == "dkim" && item.result == "fail"
      }
  }

  private static func domain(_ text: String) -> String {
    let host = text.utf8.lastIndex(of: UInt8(ascii: "@")).map {
      text[text.utf8.index(after: $0)...]
    }
    return DomainName.ascii(normalising: String(host ?? text[...])) ?? ""
  }

  /// What stands between semicolons, comments taken out, blanks made one.
  private static func clauses(_ value: String) -> [String] {
    var clauses: [String] = []
    var clause: [UInt8] = []
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    for byte in value.utf8 {
      if isEscaped {
        isEscaped = false
        if depth == 0 { clause.append(byte > 32 ? byte : UInt8(ascii: "_")) }
        continue
      }
      switch byte {
      case UInt8(ascii: "\\") where isQuoted || depth > 0: isEscaped = true
      case UInt8(ascii: "\"") where depth == 0: isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted: depth += 1
      case UInt8(ascii: ")") where !isQuoted && depth > 0: depth -= 1
      case _ where depth > 0: break
      // Blanks and marks inside quotes part nothing.
      case _ where isQuoted: clause.append(byte > 32 && byte != 61 ? byte : UInt8(ascii: "_"))
      case UInt8(ascii: ";"):
        clauses.append(String(decoding: clause, as: UTF8.self))
        clause.removeAll(keepingCapacity: true)
      case ...32: if clause.last != 32 { clause.append(32) }
      default: clause.append(byte)
      }
    }
    return clauses + [String(decoding: clause, as: UTF8.self)]
  }

  /// `dkim=pass header.d=larkspur.example`; nil for `none` and what is neither.
  private static func result(_ clause: String) -> Result? {
    var pairs: [(name: String, value: String)] = []
    let spaced = clause.replacing(" =", with: "=").replacing("= ", with: "=")
    for word in spaced.split(separator: " ") {
      guard let sign = word.firstIndex(of: "=") else { continue }
      pairs.append((word[..<sign].lowercased(), String(word[word.index(after: sign)...])))
    }
    guard let first = pairs.first else { return nil }
    let method = first.name.prefix { $0 != "/" }
    return Result(
      method: String(method), result: first.value.lowercased(),
      properties: Dictionary(
        pairs.dropFirst().map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }
}
