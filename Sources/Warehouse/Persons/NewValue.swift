import Clickstream
import Enrichment
import Identity

/// What becomes of a value that records name for the first time.
enum NewValue {
  /// It stands for nobody, or is the business's own.
  case nobody
  /// It names somebody who was erased.
  case erased(Int64)
  case node(Int64, isRole: Bool)
}

/// Tells what becomes of values that records name for the first time.
struct NewValues {
  private let ids: Ids
  private let erased: ErasedKeys
  private let own: OwnAddresses

  static func read(_ ids: Ids, from warehouse: Warehouse) async throws -> NewValues {
    NewValues(
      ids: ids, erased: try await warehouse.erasedKeys(),
      own: try await OwnAddresses.read(from: warehouse))
  }

  func id(_ kind: IdentityKind, _ value: String, site: Int64) -> Int64 {
    ids.identity(kind, value, site: site)
  }

  func judge(_ kind: IdentityKind, _ value: String, site: Int64) -> NewValue {
    judge(kind, value, id: id(kind, value, site: site), site: site)
  }

  func judge(_ kind: IdentityKind, _ value: String, id: Int64, site: Int64) -> NewValue {
    var isRole = false
    if kind == .email {
      let address = MailAddress(alreadyNormalised: value)
      if address.isBlocked || own.contains(address, site: site) { return .nobody }
      isRole = address.isRole
    } else if BlockedValue.contains(value) {
      return .nobody
    }
    return erased.contains(id, site: site) ? .erased(id) : .node(id, isRole: isRole)
  }
}
