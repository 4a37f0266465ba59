import Clickstream
import Enrichment

/// Rows of a file on their way into the database: their ids, and what becomes of each.
struct LedgerRows {
  private struct Version: Hashable {
    var id: Int64
    var asOf: Int64
  }

  /// What the file tells of a row first; of most it tells nothing more.
  private struct First {
    var asOf: Int64
    var content: Int64
  }

  /// What a version adds to those that the file has told already.
  private enum News {
    case row, version, nothing
    /// The same version says something else.
    case contradiction
  }

  private let file: Warehouse.LedgerFile
  private let columns: LedgerColumns
  private let ids: Ids
  private let erased: ErasedKeys
  private let secrets: SecretBox?
  /// Places of the key's fields among the values of a row, group by group.
  private let key: [[Int]]
  /// Rows that the file has told already.
  private var told: [Int64: First] = [:]
  /// Further versions that the file has told of them, and what they said.
  private var further: [Version: Int64] = [:]
  /// How often the file has held a row that is told by all it says.
  private var copies: [Int64: UInt64] = [:]
  /// Numbers of orders whose buyers were erased.
  private(set) var nameless: [String] = []
  private var batch = LedgerBatch()

  init(_ file: Warehouse.LedgerFile, ids: Ids, erased: ErasedKeys) {
    self.file = file
    self.ids = ids
    self.erased = erased
    columns = LedgerColumns(of: file)
    secrets = file.secrets
    key = file.ledger.key.map { group in group.compactMap(file.ledger.index(of:)) }
  }

  /// Makes the rows of a chunk ready to be stored; nil for none.
  ///
  /// - Throws: `SecretBox.Failure` where a value must be encrypted and cannot be.
  mutating func batch(of chunk: Warehouse.LedgerChunk?) throws -> LedgerBatch? {
    guard let chunk else { return nil }
    batch = LedgerBatch()
    batch.rejects = chunk.rejects
    batch.outcome.read =
      Int64(chunk.records.count + chunk.rejects.count) + chunk.leftOut
    batch.outcome.leftOut = chunk.leftOut
    for record in chunk.records { try add(record, chunk.bytes) }
    // In the order of the index, whose pages are then looked up once each.
    batch.fresh.sort { $0.id < $1.id }
    batch.rejects = batch.rejects.map { erased.blanked($0, ids: ids) }
    batch.copy = columns.binary(batch.fresh)
    return batch
  }

  private mutating func add(
    _ record: LedgerRecord, _ bytes: (Int64) -> (raw: [UInt8], length: Int64)
  ) throws {
    let content = content(of: record)
    let asOf = record.updated ?? file.asOf
    let id = id(of: record, content: content)
    let news = note(id, asOf: asOf.microseconds, content)
    switch news {
    case .nothing:
      batch.outcome.unchanged += 1
      return
    case .contradiction:
      var lost = bytes(record.position)
      if erased.remainder(of: record, in: file.ledger, site: file.site, ids: ids).isTheirs {
        lost.raw = []
      }
      batch.rejects.append(.contradicting(record, lost, generation: file.generation))
      return
    case .row, .version: break
    }
    let rest = erased.remainder(of: record, in: file.ledger, site: file.site, ids: ids)
    guard let kept = rest.isTheirs ? nameless(rest.record) : rest.record else {
      batch.outcome.erased += 1
      return
    }
    batch.outcome.note(record, of: file.ledger)
    let row = LedgerRow(id: id, asOf: asOf, content: content, record: try sealed(kept))
    if news == .row { batch.fresh.append(row) } else { batch.further.append(row) }
  }

  private mutating func note(_ id: Int64, asOf: Int64, _ content: Int64) -> News {
    guard let first = told.updateValue(First(asOf: asOf, content: content), forKey: id) else {
      return .row
    }
    told[id] = first
    var before: Int64? = first.content
    if first.asOf != asOf {
      let version = Version(id: id, asOf: asOf)
      before = further[version]
      if before == nil { further[version] = content }
    }
    guard let before else { return .version }
    return before == content ? .nothing : .contradiction
  }

  /// What stays of a row about somebody who was erased; nil for nothing.
  private mutating func nameless(_ record: LedgerRecord) -> LedgerRecord? {
    if file.ledger.isAboutPersons { return nil }
    if file.ledger.name == "order", let place = file.ledger.index(of: "number"),
      case .text(let number)? = record.values[place]
    {
      nameless.append(number)
    }
    // What was sold stays, without whom it was sold to.
    var anonymous = record
    for (place, field) in file.ledger.fields.enumerated() where field.isPersonal {
      anonymous.values[place] = nil
    }
    return anonymous
  }

  private func sealed(_ record: LedgerRecord) throws -> LedgerRecord {
    guard file.ledger.hasSecrets else { return record }
    var sealed = record
    for (place, field) in file.ledger.fields.enumerated() where field.isSecret {
      guard case .text(let text)? = record.values[place] else { continue }
      guard let secrets else {
        throw SecretBox.Failure(description: "there is no key for what is secret in the list")
      }
      sealed.values[place] = .text(try secrets.seal(text))
    }
    return sealed
  }

  private func hasher() -> SipHash {
    var hasher = ids.hasher(.ledger)
    hasher.combine(UInt64(bitPattern: file.site))
    hasher.combine(text: file.ledger.name)
    return hasher
  }

  private func content(of record: LedgerRecord) -> Int64 {
    var hasher = hasher()
    for (field, value) in zip(file.ledger.fields, record.values) {
      if field.isSecret, let secrets, case .text(let text)? = value {
        // Whoever has the key of the ids must not be able to try texts out.
        hasher.combine(6)
        hasher.combine(secrets.fingerprint(of: text))
      } else {
        Self.combine(value, into: &hasher)
      }
    }
    return Ids.id(hasher)
  }

  private mutating func id(of record: LedgerRecord, content: Int64) -> Int64 {
    let isComplete = key.allSatisfy { group in group.contains { record.values[$0] != nil } }
    var hasher = hasher()
    if isComplete {
      hasher.combine(1)
      for place in key.joined() { Self.combine(record.values[place], into: &hasher) }
    } else {
      hasher.combine(2)
      hasher.combine(UInt64(bitPattern: content))
      hasher.combine(copies[content, default: 0])
      copies[content, default: 0] += 1
    }
    return Ids.id(hasher)
  }

  private static func combine(_ value: LedgerValue?, into hasher: inout SipHash) {
    switch value {
    case nil: hasher.combine(0)
    case .text(let text), .decimal(let text):
      hasher.combine(1)
      hasher.combine(text: text)
    case .day(let day):
      hasher.combine(2)
      hasher.combine(UInt64(bitPattern: Int64(day.number)))
    case .instant(let instant):
      hasher.combine(3)
      hasher.combine(UInt64(bitPattern: instant.microseconds))
    case .flag(let flag): hasher.combine(flag ? 5 : 4)
    }
  }
}

/// Rows of a file that go into the database together.
struct LedgerBatch: Sendable {
  /// The first versions of their rows that the file tells.
  var fresh: [LedgerRow] = []
  /// `fresh` as a binary COPY.
  var copy: [UInt8] = []
  /// Further versions of rows.
  var further: [LedgerRow] = []
  var rejects: [RejectedRecord] = []
  /// What is known before they are stored.
  var outcome = Warehouse.LedgerOutcome()
}

extension RejectedRecord {
  /// A row that says something else than one above it.
  fileprivate static func contradicting(
    _ record: LedgerRecord, _ bytes: (raw: [UInt8], length: Int64), generation: Int64
  ) -> RejectedRecord {
    RejectedRecord(
      generation: generation, position: record.position, reason: .field,
      detail: "A row above has the same key and says something else; is the key right?",
      raw: bytes.raw,
      length: bytes.length)
  }
}
