import Clickstream
import Foundation
import Settings

/// Which pages of months and years that are over need not be written anew: those of which a digest of
/// what they tell is as it was, made by the same program and the same dashboards.
struct KeptPeriods: Sendable {
  struct Entry: Hashable, Sendable {
    let site: String
    /// The folder of the period below that of the site.
    let folder: String
    let digest: String
  }

  /// The file in the folder of pages that remembers them.
  static let file = ".footfall-periods"

  private let key: String
  private let entries: Set<Entry>

  /// Reads what a run before wrote; another key means that nothing is kept.
  init(_ text: String?, key: String) {
    let lines = (text ?? "").split(separator: "\n")
    self.key = key
    guard let first = lines.first, first == key else {
      entries = []
      return
    }
    entries = Set(
      lines.dropFirst().compactMap { line in
        let parts = line.split(separator: " ").map(String.init)
        guard parts.count == 3 else { return nil }
        return Entry(site: parts[0], folder: parts[1], digest: parts[2])
      })
  }

  private init(key: String, entries: Set<Entry>) {
    self.key = key
    self.entries = entries
  }

  func has(_ site: String, _ period: PeriodName, digest: String) -> Bool {
    period.folder.map { entries.contains(Entry(site: site, folder: $0, digest: digest)) } ?? false
  }

  func entries(ofSite site: String) -> [Entry] { entries.filter { $0.site == site } }

  /// The same key with other pages.
  func with(_ entries: [Entry]) -> KeptPeriods { KeptPeriods(key: key, entries: Set(entries)) }

  var text: String {
    let lines = entries.map { "\($0.site) \($0.folder) \($0.digest)" }.sorted()
    return ([key] + lines).map { $0 + "\n" }.joined()
  }

  /// What, besides the database, pages are made of: program, panels and what the configuration says of
  /// the sites.
  ///
  /// Goals, funnels and segments stand in the database.
  static func key(
    _ library: DashboardLibrary, _ sites: [Site], _ periods: [PagePeriod]
  ) -> String {
    let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = try? path.map(FileManager.default.attributesOfItem)
    var parts = [
      library.digest, periods.map(\.rawValue).joined(), "\(program?[.modificationDate] ?? "")",
      "\(program?[.size] ?? "")",
    ]
    for site in sites {
      parts += [
        site.name, site.title, "\(site.hosts)", site.currency, site.language, "\(site.profile)",
        "\(site.ownNetworks.count) \(site.saltPeriod) \(site.linkBrowsing)", site.zone.name,
        site.pageGroups.map { "\($0.name) \($0.pages)" }.joined(separator: " "),
        "\(site.annotations)",
      ]
    }
    return TextDigest.of(parts.joined(separator: "\u{0}"))
  }
}
