/// A set of definitions that the numbers of a site follow: ours, or those of a tool that the business
/// had before.
///
/// Where it cuts sessions, what it takes for a bounce, how it measures and the rules in words stand
/// in `Sessions`.
package enum Profile: String, CaseIterable, Sendable {
  case footfall, matomo, ga4, plausible

  /// What people call it.
  package var title: String {
    switch self {
    case .footfall: "Footfall"
    case .matomo: "Matomo"
    case .ga4: "Google Analytics 4"
    case .plausible: "Plausible"
    }
  }
}
