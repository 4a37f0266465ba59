package import Intake
internal import Foundation

package import Clickstream

/// The maps of a run, and which of them suits a file.
package struct LedgerMaps: Sendable {
  private let given: [LedgerMap]
  private let candidates: [LedgerMap]
  private let shipped: ShippedMaps?

  /// - Parameters:
  ///   - files: mapping files, the only ones that are used where there are any.
  ///   - ledger: without mapping files, files are read as this ledger.
  ///   - encoding: name of what the files are written in, in place of what the maps say.
  ///   - shipped: maps that are named where none suits.
  /// - Throws: `UsageError` with all mistakes of the files.
  package init(
    files: [String], ledger: String? = nil, encoding: String? = nil, shipped: ShippedMaps? = nil
  ) throws {
    self.shipped = shipped
    var mistakes: [String] = []
    given = files.compactMap { file in
      do {
        return try Self.read(file)
      } catch {
        mistakes.append("\(error)")
        return nil
      }
    }
    guard mistakes.isEmpty else { throw UsageError(mistakes.joined(separator: "\n")) }
    var candidates: [LedgerMap]
    if let ledger {
      candidates = [LedgerMap(plain: try Self.ledger(named: ledger))]
    } else {
      candidates = given.isEmpty ? Ledger.all.map(LedgerMap.init(plain:)) : given
    }
    if let encoding = try encoding.map(Self.encoding(named:)) {
      for index in candidates.indices { candidates[index].encoding = encoding }
    }
    self.candidates = candidates
  }

  static func encoding(named name: String) throws -> LedgerEncoding {
    guard let encoding = LedgerEncoding(name) else {
      throw UsageError(
        "the system knows no encoding \(PrintableText.string(from: name)); `iconv --list` shows them"
      )
    }
    return encoding
  }

  /// What files are written in, where their bytes do not tell and the maps say so alike.
  var encoding: LedgerEncoding? {
    let encodings = candidates.map(\.encoding)
    return encodings.allSatisfy { $0 == encodings.first } ? encodings.first ?? nil : nil
  }

  /// The map, where there is only one.
  var only: LedgerMap? { candidates.count == 1 ? candidates[0] : nil }

  /// The map of a ledger whose columns are named as its fields.
  package init(of ledger: Ledger) {
    given = []
    shipped = nil
    candidates = [LedgerMap(plain: ledger)]
  }

  static func ledger(named name: String) throws -> Ledger {
    let names = Ledger.all.map(\.name)
    guard let ledger = Ledger.named(name) else {
      throw UsageError("there is no ledger", name, among: names)
    }
    return ledger
  }

  static func read(_ file: String) throws -> LedgerMap {
    let bytes: [UInt8]
    do {
      bytes = try SmallFile.bytes(at: file, limit: 1 << 18)
    } catch {
      throw UsageError("\(file): the mapping file cannot be read: \(error)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("\(file): the mapping file is not valid UTF-8; save it as UTF-8")
    }
    do {
      return try LedgerMap.load(yaml: text, name: file)
    } catch {
      let lines = error.problems.map { problem in
        problem.line > 0
          ? "\(file):\(problem.line): \(problem.text)" : "\(file): \(problem.text)"
      }
      throw UsageError(lines.joined(separator: "\n"))
    }
  }

  /// The map that finds most of its fields in a header.
  ///
  /// - Throws: `LedgerImportError` where none suits; with a single one, why it does not.
  package func map(for table: LedgerTable, path: String) throws -> LedgerMap {
    let fits = candidates.compactMap { map in map.fit(table.header).map { (map: map, fields: $0) } }
    // Of columns that are named as fields by chance, some will be; most must be.
    let named = table.header.count { !$0.isEmpty }
    let able = fits.filter { !given.isEmpty || $0.fields * 2 > named }
    let most = able.map(\.fields).max() ?? 0
    let best = able.filter { $0.fields == most }.map(\.map)
    if let only = best.first, best.count == 1 { return only }
    if !best.isEmpty {
      guard given.isEmpty else {
        throw LedgerImportError.severalMaps(path, maps: best.map(\.name))
      }
      let ledgers = best.map(\.ledger)
      guard let ledger = Ledger.choice(of: ledgers, for: path),
        let map = best.first(where: { $0.ledger.name == ledger.name })
      else { throw LedgerImportError.severalLedgers(path, ledgers: ledgers.map(\.name)) }
      return map
    }
    if let only = candidates.first, candidates.count == 1 {
      let problems = only.shortcomings(table.header)
      throw LedgerImportError.columns(
        path, map: only.name, problems: problems.isEmpty ? [only.strangeness] : problems)
    }
    throw LedgerImportError.noMap(path, columns: table.header, hint: hint(table.header))
  }

  /// What may help where no map suits: a map that is shipped, or what the likeliest ledger lacks.
  private func hint(_ header: [String]) -> String? {
    guard given.isEmpty else { return nil }
    if let advice = shipped?.advice(for: header) { return advice }
    let columns = Set(header.map(LedgerMap.folded))
    let near = candidates.map { map in
      (map: map, fields: map.sources.keys.count { columns.contains(LedgerMap.folded($0)) })
    }.max { $0.fields < $1.fields }
    guard let near, near.fields > 1, near.fields * 2 > header.count(where: { !$0.isEmpty }) else {
      return nil
    }
    let problems = near.map.shortcomings(header)
    guard !problems.isEmpty else { return nil }
    return "it is most like `\(near.map.ledger.name)`: \(problems.joined(separator: "; "))"
  }
}
