/// A book that a business keeps beside its website: orders, subscriptions, costs.
///
/// Its declaration is the one place that says which columns a row has; the mapping files, the table
/// in the database and the analysts' view follow it.
package struct Ledger: Sendable {
  /// What a value is.
  package enum Kind: String, Sendable {
    case text
    case email
    case phone
    /// A decimal number of any sign, kept digit by digit.
    case decimal
    case day
    case instant
    case flag
    /// Three letters of ISO 4217.
    case currency
    /// One of the words that the field lists.
    case word
  }

  package struct Field: Sendable {
    /// Name in mapping files and of the column: lower case, words joined by `_`.
    package let name: String
    package let kind: Kind
    /// A row without it is a reject.
    package let isRequired: Bool
    /// The words that a field of kind `word` may hold.
    package let words: [String]
    /// Whether it goes when the person is erased and the row stays.
    package let isPersonal: Bool
    /// Whether people write into it what they like: it may name anybody.
    package let isFree: Bool
    /// Whether it is kept encrypted, and shown only to whoever asks for it by name.
    package let isSecret: Bool
    /// Whether a day or time of it may lie far ahead: it is planned, and did not happen.
    package let isPlan: Bool
    /// One sentence for people: what it holds.
    package let meaning: String

    init(
      _ name: String, _ kind: Kind, required: Bool = false, words: [String] = [],
      personal: Bool = false, free: Bool = false, secret: Bool = false, plan: Bool = false,
      _ meaning: String
    ) {
      self.name = name
      self.kind = kind
      isRequired = required
      self.words = words
      isPersonal = personal
      isFree = free
      isSecret = secret
      isPlan = plan
      self.meaning = meaning
    }
  }

  /// Singular: `order`.
  package let name: String
  /// Table of its rows.
  package let table: String
  package let fields: [Field]
  /// What tells one row from another: of each group, the fields that have a value.
  ///
  /// A row without a
  /// value of a group is told by all it holds, and by its place among equal rows, for two equal rows
  /// are two purchases.
  package let key: [[String]]
  /// The field that tells when it happened; nil where a row has no such time.
  package let time: String?
  /// Whether a row is about a person and nothing else: it goes whole when the person is erased.
  package let isAboutPersons: Bool
  /// One sentence for people: what it is a list of.
  package let meaning: String

  init(
    _ name: String, table: String? = nil, key: [[String]], time: String?,
    aboutPersons: Bool = false,
    _ meaning: String, _ fields: [Field]
  ) {
    self.name = name
    self.table = table ?? name
    self.key = key
    self.time = time
    isAboutPersons = aboutPersons
    self.meaning = meaning
    self.fields = fields
  }

  /// Whether values of it are kept encrypted.
  package var hasSecrets: Bool { fields.contains(where: \.isSecret) }

  /// Of some ledgers the only one, or the one that a file is named after: `costs.csv`; nil where
  /// neither tells.
  package static func choice(of ledgers: [Ledger], for path: String) -> Ledger? {
    guard ledgers.count > 1 else { return ledgers.first }
    let file = path.lowercased().split(separator: "/").last ?? ""
    // `order_lines.csv` is named after `order` too.
    return ledgers.filter { file.hasPrefix($0.name) }.max { $0.name.count < $1.name.count }
  }

  /// The place of a field among the values of a row; nil where it has none of this name.
  package func index(of field: String) -> Int? { fields.firstIndex { $0.name == field } }
}
