/// The directives of Apache's `LogFormat`.
enum ApacheDirectives {
  private typealias Meaning = (LogField, UInt8, FormatField.Part)

  /// What a directive means, and its rank among those that say the same; nil for none.
  static func meaning(
    of letters: String, _ argument: String?, isFinal: Bool
  ) -> (field: LogField, rank: UInt8, part: FormatField.Part)? {
    if let argument { return meaning(of: letters, argument) }
    if letters == "s" { return (.status, isFinal ? 2 : 1, .whole) }
    guard let known = plain[letters] else { return nil }
    return (known.0, known.1, known.2)
  }

  /// For suggestions.
  static var letters: [String] { Array(plain.keys) + ["s"] }

  private static let plain: [String: Meaning] = [
    "a": (.address, 2, .whole), "h": (.address, 1, .whole), "A": (.ignored, 0, .whole),
    "l": (.ignored, 0, .whole), "u": (.user, 0, .whole), "t": (.clfTime, 0, .whole),
    "r": (.request, 2, .whole), "m": (.method, 0, .whole), "U": (.path, 1, .whole),
    "q": (.query, 1, .whole), "H": (.protocolVersion, 0, .whole), "b": (.bytes, 3, .whole),
    "B": (.bytes, 3, .whole), "O": (.bytes, 1, .whole), "I": (.ignored, 0, .whole),
    "S": (.ignored, 0, .whole), "v": (.host, 1, .whole), "V": (.host, 2, .whole),
    "p": (.ignored, 0, .port), "D": (.microseconds, 3, .whole), "T": (.seconds, 1, .whole),
    "f": (.ignored, 0, .whole), "k": (.ignored, 0, .whole), "L": (.ignored, 0, .whole),
    "P": (.ignored, 0, .whole), "R": (.ignored, 0, .whole), "X": (.ignored, 0, .whole),
  ]

  private static func meaning(of letters: String, _ argument: String) -> Meaning? {
    let name = argument.lowercased()
    switch letters {
    case "a": return (.address, 0, .whole)
    case "h": return (.address, 1, .whole)
    case "i": return (header(name), 0, .whole)
    case "C": return (name == "footfall" || name == "uid" ? .cookie : .ignored, 0, .whole)
    // What mod_usertrack says of its cookie.
    case "n": return (name == "cookie" ? .cookie : .ignored, 0, .whole)
    case "p": return (.ignored, 0, .port)
    case "T":
      switch name {
      case "s": return (.seconds, 1, .whole)
      case "ms": return (.milliseconds, 2, .whole)
      case "us": return (.microseconds, 3, .whole)
      default: return nil
      }
    case "e", "o", "x", "P", "^ti", "^to", "c": return (.ignored, 0, .whole)
    case "s": return (.status, 1, .whole)
    default: return nil
    }
  }

  private static func header(_ name: String) -> LogField {
    switch name {
    case "referer", "referrer": .referrer
    case "user-agent": .agent
    case "host": .host
    case "x-forwarded-for": .forwarded
    default: .ignored
    }
  }
}
