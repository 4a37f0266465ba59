/// Which PostgreSQL is used.
package enum DatabaseChoice: Equatable, Sendable {
  /// A private cluster in the data directory.
  case embedded
  /// A server of the operator's own; the URL may hold a password.
  case url(String)
}

extension DatabaseChoice: CustomStringConvertible, CustomDebugStringConvertible {
  /// The choice with the password struck out.
  package var description: String {
    switch self {
    case .embedded: "embedded"
    case .url(let url): Self.redacted(url)
    }
  }

  package var debugDescription: String { description }

  /// Whether it holds a password, wherever that stands.
  fileprivate var hasPassword: Bool {
    guard case .url(let url) = self else { return false }
    return Self.redacted(url) != url
  }

  /// A URL whose password, before the host or among the parameters, is `****`.
  private static func redacted(_ url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return "****" }
    let parts = url[scheme.upperBound...].split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].firstIndex(of: "/") ?? parts[0].endIndex
    var authority = String(parts[0][..<path])
    var rest = String(parts[0][path...])
    // A password may hold an unescaped '/' or '@': all up to the last '@' is one.
    if let at = parts[0].lastIndex(of: "@") {
      let user = parts[0][..<at].prefix { $0 != ":" }
      let hasPassword = user.endIndex < at
      authority = "\(user)\(hasPassword ? ":****" : "")"
      rest = String(parts[0][at...])
    }
    let parameters = parts.count < 2 ? "" : "?" + redactedParameters(parts[1])
    return "\(url[..<scheme.upperBound])\(authority)\(rest)\(parameters)"
  }

  private static func redactedParameters(_ text: Substring) -> String {
    text.split(separator: "&").map { parameter in
      let name = parameter.prefix { $0 != "=" }
      let word = name.lowercased()
      // A name with escapes in it may be any.
      let isSecret = (word.contains("pass") && word != "passfile") || word.contains("%")
      return isSecret ? "\(name)=****" : String(parameter)
    }.joined(separator: "&")
  }
}

extension Kind<DatabaseChoice> {
  static var database: Kind {
    .text(
      "'embedded' or a URL such as postgresql://footfall@localhost/footfall", isSecret: true,
      parse: { text, origin, _ throws(Mistake) in
        if text == "embedded" { return .embedded }
        guard text.hasPrefix("postgresql://") || text.hasPrefix("postgres://"),
          text.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { throw Mistake() }
        let choice = DatabaseChoice.url(text)
        if case .flag = origin, choice.hasPassword {
          throw Mistake(
            message: """
              must not hold a password: a command line can be read by every user of the system. \
              Leave it out and put it in a passfile (~/.pgpass, the variable PGPASSFILE, or \
              ?passfile=/path in the address), or give the address as the variable \
              FOOTFALL_DATABASE or in the configuration file
              """)
        }
        return choice
      },
      print: { YAMLText.scalar($0.description) })
  }
}
