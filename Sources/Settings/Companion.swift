import Glibc

/// A file that may lie beside the configuration, where no setting names it.
package enum Companion: String, Sendable {
  case staff, strategy, facts

  /// Its path; nil where there is none.
  package func file(of configuration: Configuration) -> String? {
    let named =
      switch self {
      case .staff: configuration.staff
      case .strategy: configuration.strategy
      case .facts: configuration.facts
      }
    if let named { return named }
    guard let file = configuration.file else { return nil }
    let beside = Path.join(Path.folder(of: file), "\(rawValue).yaml")
    return unsafe access(beside, F_OK) == 0 ? beside : nil
  }
}
