/// Why a time zone cannot be used.
package enum ZoneError: Error, Equatable, CustomStringConvertible {
  /// No name of a zone at all: `../etc/passwd`, an absolute path, blanks.
  case malformed(name: String)
  /// The system's zoneinfo has no such zone; `nearest` are names like it.
  case unknown(name: String, nearest: [String])
  /// The file is damaged, too old, or counts leap seconds.
  case unreadable(name: String)

  package var description: String {
    switch self {
    case .malformed(let name):
      "'\(PrintableText.string(from: name))' is no name of a time zone;"
        + " write one such as Europe/Vienna"
    case .unknown(let name, let nearest) where nearest.isEmpty:
      "no time zone '\(name)' in the zoneinfo of this system; write one such as Europe/Vienna"
    case .unknown(let name, let nearest):
      "no time zone '\(name)'; near are \(nearest.joined(separator: ", "))"
    case .unreadable(let name):
      "the file of the time zone '\(name)' cannot be used: damaged, too old, or with leap seconds"
    }
  }
}
