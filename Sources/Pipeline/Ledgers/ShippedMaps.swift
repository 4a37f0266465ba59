internal import Foundation
import Intake

/// The maps of exports that come with the program.
package struct ShippedMaps: Sendable {
  /// How many columns at least a map must know of a file for which it is named.
  private static let fewest = 4

  private let maps: [(path: String, map: LedgerMap)]

  /// Reads those of a folder; what cannot be read is passed by.
  ///
  /// - Parameter shownAs: how the folder is written where it is named.
  package init(folder: String, shownAs: String? = nil) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    maps = names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      guard let map = try? LedgerMaps.read("\(folder)/\(name)") else { return nil }
      return ("\(shownAs ?? folder)/\(name)", map)
    }
  }

  /// The maps that find in a header most of what they look for, where that is two fifths at least.
  package func likely(for header: [String]) -> [String] {
    let columns = Set(header.filter { !$0.isEmpty }.map(LedgerMap.folded))
    let found = maps.compactMap { path, map -> (path: String, share: Double)? in
      let wanted = map.sources.values.count { !$0.columns.isEmpty }
      let named = Set(map.sources.values.flatMap(\.columns).map(LedgerMap.folded))
      guard let fit = map.fit(header), wanted > 0, fit * 5 >= wanted * 2,
        named.intersection(columns).count >= Self.fewest
      else { return nil }
      return (path, Double(fit) / Double(wanted))
    }
    let most = found.map(\.share).max()
    return found.filter { $0.share == most }.map(\.path)
  }

  /// Says which map to use; nil where none is likely.
  package func advice(for header: [String]) -> String? {
    let paths = likely(for: header)
    guard !paths.isEmpty else { return nil }
    let names = paths.map { path in
      path.split(separator: "/").last.map(String.init)?.replacing(".yaml", with: "")
        .replacing("-", with: " ") ?? path
    }
    return "this looks like an export of \(names.joined(separator: " or ")): use --map "
      + paths.joined(separator: " or ")
  }
}
