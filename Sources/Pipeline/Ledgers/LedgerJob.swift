import Clickstream
import Intake

/// A list that was read, with the map that suits it.
struct LedgerJob: Sendable {
  let source: LedgerSource
  let map: LedgerMap
  let site: Site
  let reader: LedgerReader
  /// What people should hear of its columns.
  let remarks: [String]
  /// Fields, with the columns that they are taken from.
  let taken: [String]

  /// - Parameters:
  ///   - site: of rows whose map names none; nil: the only one.
  ///   - now: the clock.
  /// - Throws: `LedgerImportError` where it cannot be loaded.
  init(
    _ source: LedgerSource, maps: LedgerMaps, sites: [Site], site: String?, now: Instant
  ) throws {
    let path = source.path
    guard let table = LedgerTable(source.bytes, encoding: maps.encoding) else {
      throw LedgerImportError.noTable(path, encoding: maps.encoding?.name)
    }
    map = try maps.map(for: table, path: path)
    let strange = map.strange(table.header)
    guard strange.isEmpty else {
      throw LedgerImportError.strangeColumns(
        path, ledger: map.ledger.name,
        columns: strange.map {
          "“\($0.column)”" + ($0.near.map { " (did you mean `\($0)`?)" } ?? "")
        }, isNamed: maps.only != nil)
    }
    // Of several maps each may say another encoding, and the one is known by the columns.
    guard map.encoding == maps.encoding else {
      throw LedgerImportError.encodingOfSeveral(path, map: map.name)
    }
    self.source = source
    self.site = try Self.site(named: map.site ?? site, among: sites)
    do throws(LedgerReader.Problem) {
      reader = try LedgerReader(
        table, map: map, zone: self.site.zone, callingCode: self.site.callingCode, now: now)
    } catch {
      throw LedgerImportError.columns(path, map: map.name, problems: error.sentences)
    }
    taken = map.taken(from: table.header)
    remarks =
      map.remarks(table.header)
      + (table.isEncodingGuessed
        ? ["read as Windows-1252, for it is not UTF-8; --encoding names another"] : [])
  }

  private static func site(named name: String?, among sites: [Site]) throws -> Site {
    let names = sites.map(\.name)
    guard let name else {
      guard let only = sites.first, names.count == 1 else {
        throw LedgerImportError.siteNeeded(names)
      }
      return only
    }
    guard let site = sites.first(where: { $0.name == name }) else {
      throw LedgerImportError.unknownSite(name, names)
    }
    return site
  }
}
