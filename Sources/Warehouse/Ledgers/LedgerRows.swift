import Clickstream
import Enrichment

/// Rows of a ledger on their way into the database: their ids, and their text as JSON.
struct LedgerRows {
  private struct Version: Hashable {
    var id: Int64
    var asOf: Int64
  }

  private let file: Warehouse.LedgerFile
  private let ids: Ids
  private let erased: ErasedKeys
  private let secrets: SecretBox?
  /// Places of the key's fields among the values of a row, group by group.
  private let key: [[Int]]
  /// Versions that the file has told already, and what they said.
  private var told: [Version: Int64] = [:]
  /// How often the file has held a row that is told by all it says.
  private var copies: [Int64: UInt64] = [:]
  /// Numbers of orders whose buyers were erased.
  private(set) var nameless: [String] = []
  private var json: [UInt8] = []
  private(set) var count = 0

  init(_ file: Warehouse.LedgerFile, ids: Ids, erased: ErasedKeys) {
    self.file = file
    self.ids = ids
    self.erased = erased
    secrets = file.secrets
    key = file.ledger.key.map { group in group.compactMap(file.ledger.index(of:)) }
  }

  /// What became of a row.
  enum Outcome {
    case taken
    /// The file says the same above.
    case repeated
    /// The file says something else above, of the same key and time.
    case contradicting
    /// It is about somebody who was erased.
    case erased
  }

  /// Adds a row.
  ///
  /// - Throws: `SecretBox.Failure` where a value must be encrypted and cannot be.
  mutating func add(_ record: LedgerRecord) throws -> Outcome {
    let content = content(of: record)
    let asOf = record.updated ?? file.asOf
    let version = Version(id: id(of: record, content: content), asOf: asOf.microseconds)
    if let before = told[version] { return before == content ? .repeated : .contradicting }
    told[version] = content
    let rest = erased.remainder(of: record, in: file.ledger, site: file.site, ids: ids)
    guard rest.isTheirs else {
      try append(rest.record, version, content: content)
      return .taken
    }
    if file.ledger.isAboutPersons { return .erased }
    if file.ledger.name == "order", let place = file.ledger.index(of: "number"),
      case .text(let number)? = record.values[place]
    {
      nameless.append(number)
    }
    // What was sold stays, without whom it was sold to.
    var anonymous = rest.record
    for (place, field) in file.ledger.fields.enumerated() where field.isPersonal {
      anonymous.values[place] = nil
    }
    try append(anonymous, version, content: content)
    return .taken
  }

  private func sealed(_ text: String) throws -> String {
    guard let secrets else {
      throw SecretBox.Failure(description: "there is no key for what is secret in the list")
    }
    return try secrets.seal(text)
  }

  /// The rows added since the last call, as a JSON array.
  mutating func take() -> String {
    defer {
      json.removeAll(keepingCapacity: true)
      count = 0
    }
    return String(decoding: json + [UInt8(ascii: "]")], as: UTF8.self)
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

  private mutating func append(
    _ record: LedgerRecord, _ version: Version, content: Int64
  ) throws {
    json.append(UInt8(ascii: count == 0 ? "[" : ","))
    count += 1
    json += Array("{\"id\":\(version.id),\"site\":\(file.site),\"as_of\":".utf8)
    let asOf = Instant(microseconds: version.asOf).rfc3339
    json.appendQuoted(asOf)
    json += Array(",\"confirmed_at\":".utf8)
    json.appendQuoted(asOf)
    json += Array(
      ",\"content\":\(content),\"generation\":\(file.generation),\"position\":\(record.position)"
        .utf8)
    for (field, value) in zip(file.ledger.fields, record.values) {
      guard let value else { continue }
      json += Array(",\"\(field.name)\":".utf8)
      switch value {
      case .text(let text) where field.isSecret: json.appendQuoted(try sealed(text))
      case .text(let text): json.appendQuoted(text)
      case .decimal(let digits): json += Array(digits.utf8)
      case .day(let day): json.appendQuoted(day.description)
      case .instant(let instant): json.appendQuoted(instant.rfc3339)
      case .flag(let flag): json += Array((flag ? "true" : "false").utf8)
      }
    }
    json.append(UInt8(ascii: "}"))
  }
}
