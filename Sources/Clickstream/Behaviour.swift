/// What hits show that is no way of people, whatever their user agent says.
///
/// The raw value is what the database keeps. Of several the first in this order is told.
package enum Behaviour: Int16, CaseIterable, Sendable {
  /// It asked for robots.txt.
  case robots = 1
  /// It probed for weaknesses: for files that only an attacker asks for, or for what is not there.
  case probing = 2
  /// It opened hundreds of pages in one session.
  case manyPages = 3
  /// It opened page after page and never a style sheet, a script or a picture.
  case noAssets = 4
  /// It sent form after form, as who tries passwords does, and never looked at a page.
  case hammering = 5

  /// The name in views, settings and pages.
  package var name: String {
    switch self {
    case .robots: "robots"
    case .probing: "probing"
    case .manyPages: "many_pages"
    case .noAssets: "no_assets"
    case .hammering: "hammering"
    }
  }

  package init?(name: some StringProtocol) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}
