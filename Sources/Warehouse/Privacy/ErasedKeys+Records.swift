import Clickstream
import Enrichment
import Identity

extension ErasedKeys {
  /// What is left of a row of a ledger.
  struct Remainder {
    /// Without the fields that name somebody who was erased.
    var record: LedgerRecord
    /// Whether the row is about such a person: the strongest value in it names one.
    var isTheirs: Bool
  }

  /// A row without what names persons who were erased.
  func remainder(
    of record: LedgerRecord, in ledger: Ledger, site: Int64, ids: Ids
  ) -> Remainder {
    var rest = Remainder(record: record, isTheirs: false)
    guard !isEmpty else { return rest }
    var strongest: (kind: IdentityKind, isErased: Bool)?
    var isNamed = false
    for (place, field) in ledger.fields.enumerated() {
      guard case .text(let text)? = record.values[place] else { continue }
      if let kind = Self.kind(of: field, in: ledger) {
        let isErased = contains(ids.identity(kind, text, site: site), site: site)
        if kind == .orderNumber {
          rest.isTheirs = rest.isTheirs || isErased
          continue
        }
        if isErased { rest.record.values[place] = nil }
        isNamed = isNamed || isErased
        if kind.joins, !BlockedValue.contains(text),
          kind.rawValue < strongest?.kind.rawValue ?? .max
        {
          strongest = (kind, isErased)
        }
      } else if field.isFree,
        Self.names.contains(field.name)
          ? isName(text, site: site, ids: ids) : self.isNamed(in: text, site: site, ids: ids)
      {
        rest.record.values[place] = nil
      }
    }
    rest.isTheirs = rest.isTheirs || strongest?.isErased ?? false
    if isNamed || strongest == nil { takeOutNames(&rest.record, of: ledger, site: site, ids: ids) }
    return rest
  }

  /// Fields that are the name of somebody: a longer one is somebody else's.
  private static let names: Set = ["name", "contact_name"]

  /// Others may have the name as well: it goes where there is more, or nothing else.
  private func takeOutNames(
    _ record: inout LedgerRecord, of ledger: Ledger, site: Int64, ids: Ids
  ) {
    guard ledger.name == "customer" else { return }
    let places = ["name", "given_name", "family_name"].compactMap(ledger.index(of:))
    let names = places.compactMap { place -> String? in
      guard case .text(let text)? = record.values[place] else { return nil }
      return text
    }
    guard isNamed(in: names.joined(separator: " "), site: site, ids: ids) else { return }
    for place in places { record.values[place] = nil }
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
    case "phone": .phone
    default: nil
    }
  }

  /// A reject without its bytes, where they name somebody who was erased.
  func blanked(_ reject: RejectedRecord, ids: Ids) -> RejectedRecord {
    guard !isEmpty else { return reject }
    var blank = reject
    if isNamed(in: String(decoding: reject.raw, as: UTF8.self), site: nil, ids: ids) {
      blank.raw = []
    }
    if blank.raw != reject.raw || isNamed(in: reject.detail, site: nil, ids: ids) {
      blank.detail = ""
    }
    return blank
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
    for index in contacts.indices {
      contacts[index].takeOut(erased, site: contactSite, ids: ids)
    }
    content.rejects = content.rejects.map { erased.blanked($0, ids: ids) }
  }
}

extension Contact {
  /// Whether its address was erased.
  func isOf(_ erased: ErasedKeys, site: Int64, ids: Ids) -> Bool {
    guard !erased.isEmpty, let address else { return false }
    return erased.contains(ids.person(address), site: site)
  }

  /// Blanks what names persons who were erased.
  mutating func takeOut(_ erased: ErasedKeys, site: Int64, ids: Ids) {
    guard !erased.isEmpty else { return }
    // Whoever gives an address of his own may have the name as well.
    if address == nil, erased.isNamed(in: personName, site: site, ids: ids) { personName = "" }
    if erased.isNamed(in: subject, site: site, ids: ids) { subject = "" }
    if erased.isNamed(in: excerpt, site: site, ids: ids) { excerpt = "" }
    declared = declared.filter { !erased.isNamed(in: $0.value, site: site, ids: ids) }
  }
}

extension Warehouse.Message {
  /// Whether all of those were erased whom it was with.
  func isOf(_ erased: ErasedKeys, site: Int64, ids: Ids) -> Bool {
    guard let contact, contact.isOf(erased, site: site, ids: ids) else { return false }
    return facts?.recipients.allSatisfy {
      erased.contains(ids.person($0.address), site: site)
    } ?? true
  }

  /// Takes out recipients who were erased; the first of the others is the one that it is with.
  private mutating func takeOutRecipients(_ erased: ErasedKeys, site: Int64, ids: Ids) {
    guard var recipients = facts?.recipients, !recipients.isEmpty else { return }
    recipients.removeAll { erased.contains(ids.person($0.address), site: site) }
    for index in recipients.indices
    where erased.isName(recipients[index].name, site: site, ids: ids) {
      recipients[index].name = ""
    }
    facts?.recipients = recipients
    guard contact?.isOf(erased, site: site, ids: ids) ?? false, let next = recipients.first
    else { return }
    contact?.address = next.address
    contact?.personName = next.name
  }

  /// Blanks what names persons who were erased.
  mutating func takeOut(_ erased: ErasedKeys, site: Int64, ids: Ids) {
    guard !erased.isEmpty else { return }
    takeOutRecipients(erased, site: site, ids: ids)
    contact?.takeOut(erased, site: site, ids: ids)
    guard var facts else { return }
    for index in facts.reports.indices {
      let report = facts.reports[index]
      if let address = report.recipient, erased.contains(ids.person(address), site: site) {
        facts.reports[index].recipient = nil
      }
      if erased.isNamed(in: report.diagnostic, site: site, ids: ids) {
        facts.reports[index].diagnostic = ""
      }
    }
    for index in facts.attachments.indices
    where erased.isNamed(in: facts.attachments[index].name, site: site, ids: ids) {
      facts.attachments[index].name = ""
    }
    self.facts = facts
  }
}
