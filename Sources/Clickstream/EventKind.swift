/// What a hit was, told from its request and answer alone.
///
/// The raw value is what the database keeps.
package enum EventKind: Int16, CaseIterable, Sendable {
  /// A successful GET of a document (2xx or 304).
  case page = 1
  /// A successful GET of a file that people save: PDF, archive, office document, media …
  case download = 2
  /// Style sheet, script, picture, font: part of a page.
  case asset = 3
  /// 3xx but 304.
  case redirect = 4
  /// 4xx or 5xx.
  case error = 5
  /// A line of a log whose request is no request: TLS hello, empty, junk.
  case malformed = 6
  /// A POST, PUT, PATCH or DELETE that succeeded.
  case submission = 7
  /// Feeds, sitemaps, well-known files, health checks; pages of WordPress at which its staff and its
  /// programs log in.
  case machine = 8
  /// HEAD, OPTIONS, made-up methods, statuses outside 200 to 599.
  case other = 9
  /// robots.txt, which robots ask for, whatever the answer.
  case robots = 10
  /// What only an attacker asks for: answered 4xx, or a secret whatever the answer.
  case probe = 11

  /// The name in views, settings and pages.
  package var name: String { String(describing: self) }
}

/// Whom a hit is from.
///
/// The raw value is what the database keeps.
package enum Audience: Int16, CaseIterable, Sendable {
  case person = 0
  case bot = 1
  /// From one of the site's own networks.
  case staff = 2

  package var name: String { String(describing: self) }
}
