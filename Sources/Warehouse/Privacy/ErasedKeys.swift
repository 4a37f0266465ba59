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

  var isEmpty: Bool { keys.isEmpty }
  /// How many there are; it only grows.
  var count: Int64 { Int64(keys.count) }

  mutating func insert(_ node: Int64, site: Int64) {
    keys.insert(Key(site: site, node: node))
    nodes.insert(node)
  }

  func contains(_ node: Int64, site: Int64) -> Bool {
    !isEmpty && keys.contains(Key(site: site, node: node))
  }

  /// Whether a row of a ledger names somebody who was erased.
  func holds(_ record: LedgerRecord, of ledger: Ledger, site: Int64, ids: Ids) -> Bool {
    guard !isEmpty else { return false }
    return zip(ledger.fields, record.values).contains { field, value in
      guard case .text(let text)? = value, let kind = Self.kind(of: field, in: ledger) else {
        return false
      }
      return contains(ids.identity(kind, text, site: site), site: site)
    }
  }

  private static func kind(of field: Ledger.Field, in ledger: Ledger) -> IdentityKind? {
    switch field.name {
    case "customer_number": .customerNumber
    case "number":
      switch ledger.name {
      case "customer": .customerNumber
      case "order": .orderNumber
      default: nil
      }
    case "order_number": .orderNumber
    case "login": .login
    case "email": .email
    default: nil
    }
  }

  /// A reject without its bytes, where they hold an address that was erased.
  func blanked(_ reject: RejectedRecord, ids: Ids) -> RejectedRecord {
    guard !isEmpty, !reject.raw.isEmpty else { return reject }
    let text = String(decoding: reject.raw, as: UTF8.self)
      .replacing("%40", with: "@").replacing("\\u0040", with: "@")
    let words = text.split { !Self.belongs($0) }
    let holds = words.contains { word in
      guard word.contains("@"), let address = MailAddress(String(word)) else { return false }
      return nodes.contains(ids.person(address))
    }
    guard holds else { return reject }
    var blank = reject
    blank.raw = []
    return blank
  }

  /// Whether a character may stand in an address as people write it.
  private static func belongs(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "@.!#$*+-/^_`{|}~%".contains(character)
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

extension StreamBatch {
  /// Takes out what names persons who were erased; what is left of them is a count.
  mutating func takeOut(_ erased: ErasedKeys, ids: Ids) {
    guard !erased.isEmpty else { return }
    let gone = Set(
      rows.events.indices.filter {
        rows.events[$0].login != 0
          && erased.contains(rows.events[$0].login, site: rows.events[$0].site)
      })
    if gone.contains(where: { rows.events[$0].position >= end.position }) { openLine?.event = nil }
    if !gone.isEmpty { rows = rows.leavingOut(gone) }
    let named = contacts.count
    contacts.removeAll { $0.isOf(erased, site: contactSite, ids: ids) }
    self.erased += Int64(gone.count + named - contacts.count)
    content.rejects = content.rejects.map { erased.blanked($0, ids: ids) }
  }
}

extension Contact {
  /// Whether its address was erased.
  func isOf(_ erased: ErasedKeys, site: Int64, ids: Ids) -> Bool {
    guard !erased.isEmpty, let address else { return false }
    return erased.contains(ids.person(address), site: site)
  }
}
