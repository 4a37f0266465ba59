/// The values that a panel's SQL may bind, by the name behind the colon.
package enum PanelParameter: String, CaseIterable, Sendable {
  /// Name of the site.
  case site
  /// Time zone of the site.
  case zone
  /// First instant of the period, and the first after it.
  case from, until
  /// The same bounds of the compared period.
  case previousFrom = "previous_from"
  case previousUntil = "previous_until"
  /// What came later is not looked at.
  case asOf = "as_of"
  /// The same, where a past day is asked for; null for the present: then all that is known counts.
  case toldUntil = "told_until"
  /// The segment of visits; null: all of them.
  case segment

  /// The type that each mention is cast to, so that the server never guesses.
  var type: String {
    switch self {
    case .site, .zone, .segment: "text"
    case .from, .until, .previousFrom, .previousUntil, .asOf, .toldUntil: "timestamptz"
    }
  }
}
