package import Clickstream

/// One input of the business: files under one pattern, or a Maildir, and how they are read.
package struct InputSource: Equatable, Sendable {
  /// Where reading of a file begins that was not met before.
  package enum Start: String, CaseIterable, Sendable {
    case beginning
    /// Only what is written from now on.
    case end
  }

  /// What summaries, `footfall status` and alerts call it; empty: its path.
  package internal(set) var name = ""
  /// An absolute path, with `*`, `?` and `[…]` in it.
  package internal(set) var path = ""
  /// A preset name or a pasted format line; nil: found out from the first lines.
  package internal(set) var format: String?
  /// Name of the site of lines, forms and mail that name no host.
  package internal(set) var site: String?
  /// Zone of times that are written without one; nil: UTC.
  package internal(set) var zone: Zone?
  /// The mapping file of lists whose columns have names of their own.
  package internal(set) var map: String?
  /// Name of the ledger of lists whose columns are the fields of several.
  package internal(set) var ledger: String?
  package internal(set) var start = Start.beginning
  /// A followed Maildir's read messages go from `new` to `cur`.
  package internal(set) var move = true
  /// Silence after which an alarm is raised; nil: that of the configuration.
  package internal(set) var silentAfter: Span?

  package init(path: String = "") { self.path = path }

  /// Whether the configuration says that it holds lists.
  package var isOfLists: Bool { map != nil || ledger != nil }

  /// What people call it.
  package var title: String { name.isEmpty ? path : name }
}

/// A length of time in whole seconds, or none at all: `30s`, `5m`, `24h`, `7d`, `never`.
package struct Span: Equatable, Sendable, CustomStringConvertible {
  /// nil: never.
  package let seconds: Int?

  package init(seconds: Int?) { self.seconds = seconds }

  package static let never = Span(seconds: nil)

  private static let units: [(name: Character, seconds: Int)] = [
    ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
  ]

  /// nil for what is no length of time of at most ten years.
  package init?(_ text: String) {
    if text == "never" {
      seconds = nil
      return
    }
    guard let last = text.last, let unit = Self.units.first(where: { $0.name == last }),
      text.dropLast().utf8.allSatisfy({ (48...57).contains($0) }), text.utf8.count <= 10,
      let count = Int(text.dropLast()), count > 0, count * unit.seconds <= 3_660 * 86_400
    else { return nil }
    seconds = count * unit.seconds
  }

  package var description: String {
    guard let seconds else { return "never" }
    let unit = Self.units.first { seconds.isMultiple(of: $0.seconds) } ?? ("s", 1)
    return "\(seconds / unit.seconds)\(unit.name)"
  }
}
