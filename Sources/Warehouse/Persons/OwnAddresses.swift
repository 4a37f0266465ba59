import Clickstream
import PostgreSQL

/// Mail addresses of the business and of its staff, which name no person.
struct OwnAddresses {
  /// By site: addresses, and domains with `@` before them.
  private let names: [Int64: Set<String>]

  static func read(from warehouse: Warehouse) async throws -> OwnAddresses {
    var names: [Int64: Set<String>] = [:]
    for row in try await warehouse.run("read_own_addresses") {
      names[try row.get("site"), default: []].insert(try row.get("address"))
    }
    return OwnAddresses(names: names)
  }

  /// Whether an address is one of them, with or without a plus sign and what stands behind it.
  func contains(_ address: MailAddress, site: Int64) -> Bool {
    guard let names = names[site] else { return false }
    return names.contains(address.normalised) || names.contains("@\(address.domain)")
      || address.withoutDetail.map { contains($0, site: site) } ?? false
  }
}

extension Site {
  /// Addresses and domains that name no person: the business's, its dropboxes', its staff's.
  var addressesOfNobody: [String] { Set(ownAddresses + dropboxes + staffAddresses).sorted() }
}
