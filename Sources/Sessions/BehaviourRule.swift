package import Clickstream

/// By which numbers of a session its visitor is no person, though its user agent is a browser's.
///
/// The numbers stand in `footfall.behaviour` as well, and a test holds both together.
package struct BehaviourRule: Equatable, Sendable {
  /// Requests for what only an attacker asks for, from which on a session probes.
  package static let probes: Int32 = 2
  /// Errors, from which on a session probes that has less than a page for four of them.
  package static let errors: Int32 = 30
  /// Page views, from which on they are too many for a person.
  package static let pages: Int32 = 200
  /// Page views without an asset, from which on nobody looked at them.
  package static let pagesWithoutAssets: Int32 = 10
  /// Forms that were sent without a page, a download or an asset, from which on nobody filled them in.
  package static let submissions: Int32 = 5

  /// Signs that count for the site.
  package let signs: Set<Behaviour>

  package init(_ signs: some Sequence<Behaviour>) { self.signs = Set(signs) }

  /// The first sign that a session shows; nil for the ways of people.
  package func sign(of session: Session) -> Behaviour? {
    Behaviour.allCases.first { signs.contains($0) && Self.shows($0, session) }
  }

  private static func shows(_ sign: Behaviour, _ session: Session) -> Bool {
    switch sign {
    case .robots: session.robots > 0
    case .probing:
      session.probes >= probes
        || session.errors >= errors && session.errors > 4 * (session.pages + session.downloads)
    case .manyPages: session.pages >= pages
    case .noAssets: session.pages >= pagesWithoutAssets && session.assets == 0
    case .hammering:
      session.submissions >= submissions
        && session.pages + session.downloads + session.assets == 0
    }
  }
}
