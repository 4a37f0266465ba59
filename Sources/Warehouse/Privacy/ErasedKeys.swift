import Clickstream
import Enrichment
import Identity
import PostgreSQL

/// The keyed hashes that are left of persons who were erased: what is loaded later must not bring
/// them back.
struct ErasedKeys: Sendable {
  private struct Key: Hashable {
    let site: Int64
    let node: Int64
  }

  private var keys: Set<Key> = []
  /// The same of any site, for records of which no site is known.
  private var nodes: Set<Int64> = []
  private(set) var sites: Set<Int64> = []

  var isEmpty: Bool { keys.isEmpty }
  /// How many there are; it only grows.
  var count: Int64 { Int64(keys.count) }

  mutating func insert(_ node: Int64, site: Int64) {
    keys.insert(Key(site: site, node: node))
    nodes.insert(node)
    sites.insert(site)
  }

  /// - Parameter site: nil for whichever.
  func contains(_ node: Int64, site: Int64?) -> Bool {
    guard let site else { return nodes.contains(node) }
    return !isEmpty && keys.contains(Key(site: site, node: node))
  }
}

extension Warehouse {
  /// What is left of persons who were erased.
  func erasedKeys() async throws -> ErasedKeys {
    var keys = ErasedKeys()
    for row in try await run("read_erased") {
      keys.insert(try row.get("node"), site: try row.get("site"))
    }
    return keys
  }

  /// How many there are: more where somebody was erased meanwhile.
  func erasedCount() async throws -> Int64 {
    try await run("count_erased").first?.get("erased") ?? 0
  }
}
