package import Clickstream

/// How the columns of a file become the fields of a ledger.
package struct LedgerMap: Sendable {
  /// Where the value of a field comes from.
  package enum Source: Equatable, Sendable {
    /// Of these columns, in each row the first that holds something.
    case column([String])
    /// The values of these columns, a blank between them.
    case joined([String])
    /// The same for each row.
    case constant(String)

    /// Columns that it names.
    package var columns: [String] {
      switch self {
      case .column(let names), .joined(let names): names
      case .constant: []
      }
    }
  }

  /// Which rows a file's map takes: those in which a column holds one of some words.
  package struct Choice: Equatable, Sendable {
    /// The first of these columns that the file has.
    package var columns: [String]
    /// In lower case.
    package var words: Set<String>

    package init(columns: [String], words: Set<String>) {
      self.columns = columns
      self.words = words
    }
  }

  /// What the file's own word for a flag says when it says nothing.
  static let unknown = "unknown"

  /// For people: the name of the file that it was read from, or what it is.
  package var name: String
  package var ledger: Ledger
  /// Site of the rows; nil where the file or the command says it.
  package var site: String?
  /// By the name of the field; `updated` besides, since when a row says so.
  package var sources: [String: Source]
  /// The file's own words for the words of a field: field, then lower-case word.
  package var words: [String: [String: String]]
  /// Rows are taken that satisfy all of these; the others are left out.
  package var only: [Choice] = []
  package var decimal: LedgerConventions.DecimalMark?
  package var dates: LedgerConventions.DateOrder?
  /// Name of the zone of times that name none.
  package var zone: String?
  /// What the file is written in, where its bytes do not tell.
  package var encoding: LedgerEncoding?

  package init(
    name: String, ledger: Ledger, sources: [String: Source], words: [String: [String: String]] = [:]
  ) {
    self.name = name
    self.ledger = ledger
    self.sources = sources
    self.words = words
  }

  /// The field that tells since when a row says so; it belongs to every ledger.
  package static let updated = "updated"

  /// Whether its columns are named as the fields are, and nobody wrote it.
  package private(set) var isPlain = false

  /// What people should hear of a header: columns that stand there twice, or that are missing, where
  /// that is most of them.
  ///
  /// A written map leaves columns out on purpose, and names some that not every file has.
  package func remarks(_ header: [String]) -> [String] {
    var remarks: [String] = []
    let there = Dictionary(grouping: header, by: Self.folded)
    let used = Set(sources.values.flatMap(\.columns).map(Self.folded))
    for (name, names) in there.sorted(by: { $0.key < $1.key })
    where names.count > 1 && used.contains(name) {
      remarks.append("\(names.count) columns are called \(names[0]); the first counts")
    }
    guard isPlain else {
      let named = sources.values.filter { !$0.columns.isEmpty }
      let missing = named.filter { source in
        source.columns.allSatisfy { there[Self.folded($0)] == nil }
      }.map { $0.columns[0] }.sorted()
      if missing.count * 2 > named.count {
        remarks.append("most columns of the map are missing: \(missing.joined(separator: ", "))")
      }
      return remarks
    }
    return remarks
  }

  /// Columns that no field takes, where nobody wrote the map; each with the field that it may mean.
  ///
  /// A written map leaves columns out on purpose. What has no name cannot be told, and goes with the
  /// separators at the ends of rows.
  package func strange(_ header: [String]) -> [(column: String, near: String?)] {
    guard isPlain else { return [] }
    let fields = ledger.fields.map(\.name) + [Self.updated]
    let taken = Set(fields.map(Self.folded))
    let there = Set(header.map(Self.folded))
    let free = fields.filter { !there.contains(Self.folded($0)) }
    return header.filter { !$0.isEmpty && !taken.contains(Self.folded($0)) }.map { column in
      let folded = Self.folded(column)
      let near = free.map(Self.folded).nearest(to: folded, atMost: 1).first
      return (column, free.first { Self.folded($0) == near })
    }
  }

  /// Fields of which one tells rows apart, by the map's own word, and of which the file has none.
  ///
  /// A later file of the same rows would add them once more.
  private func missingKeys(_ columns: Set<String>) -> [(field: String, columns: [String])] {
    guard !isPlain else { return [] }
    return ledger.key.compactMap { group in
      let said = group.compactMap { name in sources[name].map { (field: name, source: $0) } }
      let isThere = said.contains { field in
        field.source.columns.isEmpty
          || field.source.columns.contains { columns.contains(Self.folded($0)) }
      }
      guard !isThere, let first = said.first else { return nil }
      return (first.field, first.source.columns)
    }
  }

  /// The map of a file whose columns are named as the fields are.
  package init(plain ledger: Ledger) {
    let names = ledger.fields.map(\.name) + [Self.updated]
    self.init(
      name: "columns named as the fields of `\(ledger.name)`", ledger: ledger,
      sources: Dictionary(uniqueKeysWithValues: names.map { ($0, .column([$0])) }))
    isPlain = true
  }

  /// Names of columns are compared without case, blanks, and signs.
  package static func folded(_ column: String) -> String {
    var letters = ""
    for scalar in column.lowercased().unicodeScalars
    where scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "#" {
      letters.unicodeScalars.append(scalar)
    }
    return letters
  }

  /// How well it suits a header: how many of its fields have a column there; nil where a required
  /// one has none.
  package func fit(_ header: [String]) -> Int? {
    let columns = Set(header.map(Self.folded))
    func isThere(_ source: Source) -> Bool {
      switch source {
      case .constant: true
      case .column(let names): names.contains { columns.contains(Self.folded($0)) }
      case .joined(let names): names.allSatisfy { columns.contains(Self.folded($0)) }
      }
    }
    for field in ledger.fields where field.isRequired {
      guard let source = sources[field.name], isThere(source) else { return nil }
    }
    guard only.allSatisfy({ isThere(.column($0.columns)) }), missingKeys(columns).isEmpty else {
      return nil
    }
    return sources.values.count { !$0.columns.isEmpty && isThere($0) }
  }

  /// The fields that a header has something for, each with its columns where they are named otherwise.
  package func taken(from header: [String]) -> [String] {
    let there = Dictionary(
      header.map { (Self.folded($0), $0) }, uniquingKeysWith: { first, _ in first })
    return (ledger.fields.map(\.name) + [Self.updated]).compactMap { field in
      guard let source = sources[field] else { return nil }
      let columns = source.columns.compactMap { there[Self.folded($0)] }
      switch source {
      case .constant(let text): return "\(field) is always “\(text)”"
      case .column where columns.isEmpty, .joined where columns.isEmpty: return nil
      case .column where columns.allSatisfy { Self.folded($0) == Self.folded(field) }: return field
      case .column: return "\(field) from " + columns.map { "“\($0)”" }.joined(separator: " or ")
      case .joined: return "\(field) from " + columns.map { "“\($0)”" }.joined(separator: " and ")
      }
    }
  }

  /// What a header lacks: sentences for people, with the columns that are there.
  package func shortcomings(_ header: [String]) -> [String] {
    let columns = Dictionary(
      header.map { (Self.folded($0), $0) }, uniquingKeysWith: { first, _ in first })
    var result: [String] = []
    for (field, source) in sources.sorted(by: { $0.key < $1.key }) {
      let missing = source.columns.filter { columns[Self.folded($0)] == nil }
      let isOptional = ledger.fields.first { $0.name == field }.map { !$0.isRequired } ?? true
      switch source {
      case .column(let names) where missing.count == names.count:
        guard !isOptional else { continue }
        result.append(Self.missing(names.joined(separator: " or "), field, names[0], header))
      case .joined(let names) where !missing.isEmpty && !isOptional:
        result.append(Self.missing(names.joined(separator: " and "), field, missing[0], header))
      default: break
      }
    }
    for key in missingKeys(Set(columns.keys))
    where ledger.fields.contains(where: { $0.name == key.field && !$0.isRequired }) {
      result.append(
        Self.missing(
          key.columns.joined(separator: " or "), key.field, key.columns[0], header,
          ", which tells rows apart")
          + "; where there is none, leave `\(key.field)` out of the map")
    }
    for choice in only
    where choice.columns.allSatisfy({ columns[Self.folded($0)] == nil }) {
      result.append(
        Self.missing(choice.columns.joined(separator: " or "), "only", choice.columns[0], header))
    }
    for field in ledger.fields where field.isRequired && sources[field.name] == nil {
      result.append("the field `\(field.name)` is needed and has no column: \(field.meaning)")
    }
    return result
  }

  /// What is wrong with a header that holds no field of it, and needs none.
  package var strangeness: String {
    let names = ledger.fields.flatMap { sources[$0.name]?.columns ?? [] }
    return
      "too few of its columns are those of `\(ledger.name)`: \(names.joined(separator: ", ")); "
      + "`footfall import --guess` proposes a map"
  }

  private static func missing(
    _ columns: String, _ field: String, _ name: String, _ header: [String], _ clause: String = ""
  ) -> String {
    let near = header.nearest(to: name, atMost: 1).first.map { "; there is “\($0)”" } ?? ""
    return "there is no column “\(columns)” for `\(field)`\(clause)\(near)"
  }
}
