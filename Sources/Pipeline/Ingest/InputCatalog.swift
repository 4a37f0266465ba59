import Clickstream
import Enrichment
internal import Foundation
import Intake
import Settings
import Warehouse

/// The inputs of the configuration, and which of them a path belongs to.
struct InputCatalog {
  private let configuration: Configuration
  private let ids: Ids
  private let hostlessSite: String?

  /// - Parameter hostlessSite: the site of lines without a host where the input names none.
  init(_ configuration: Configuration, ids: Ids, hostlessSite: String?) {
    self.configuration = configuration
    self.ids = ids
    self.hostlessSite = hostlessSite
  }

  /// A catalog for those who look at inputs and store nothing: a key of the moment serves them.
  static func unstored(_ configuration: Configuration) -> InputCatalog {
    let key = SipHash.Key(.random(in: 0...(.max)), .random(in: 0...(.max)))
    return InputCatalog(configuration, ids: Ids(key: key), hostlessSite: nil)
  }

  /// The input that a path belongs to, the first that fits; else one of no settings.
  func input(at path: String) -> CatalogInput {
    let whole = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    let found = configuration.inputs.first {
      FilePattern.matches(path, $0.path) || FilePattern.matches(whole, $0.path)
    }
    let folder = configuration.inputs.first { input in
      input.isOfLists && whole.hasPrefix(input.path.hasSuffix("/") ? input.path : input.path + "/")
    }
    return input(found ?? folder ?? InputSource(path: path), isDeclared: found != nil)
  }

  /// The input of this id; one of no settings where the configuration does not know it.
  func input(withID id: Int64?) -> CatalogInput {
    configuration.inputs.lazy.map { input($0) }.first { $0.id == id }
      ?? input(InputSource(path: ""), isDeclared: false)
  }

  func input(_ source: InputSource, isDeclared: Bool = true) -> CatalogInput {
    CatalogInput(
      source: source,
      id: isDeclared ? ids.id(.source, text: "\(Host.name) \(source.path)") : nil,
      directory: SiteDirectory(
        configuration.sites, ids: ids, hostless: source.site ?? hostlessSite),
      trustedProxies: configuration.trustedProxies)
  }

  /// Makes events of the lines of all inputs, one after the other.
  func enricher(_ visitors: VisitorRules) -> Enricher {
    Enricher(
      ids: ids, sites: SiteDirectory(configuration.sites, ids: ids, hostless: hostlessSite),
      rules: Enricher.Rules(
        allowedQuery: configuration.queryAllow, countsAssets: configuration.assets == .count),
      visitors: visitors)
  }
}

/// An input with all that reading it needs.
struct CatalogInput: Sendable {
  let source: InputSource
  /// Its id in the database; nil where the configuration does not know it.
  let id: Int64?
  let directory: SiteDirectory
  /// Networks whose word about the client is taken.
  let trustedProxies: [Network]

  /// The site of lines without a host.
  var hostlessEntry: SiteDirectory.Entry {
    get throws {
      guard let entry = directory.hostlessEntry else {
        throw IngestError.siteNeeded(directory.entries.map(\.site.name))
      }
      return entry
    }
  }

  func origin(
    of path: String, _ lines: RecognisedLines, lease: SourceLease? = nil
  ) -> LineStream.Origin {
    LineStream.Origin(
      path: path, kind: lines.kind, format: lines.format, site: directory.hostlessEntry?.id,
      source: id, lease: lease)
  }

  /// What a file is, by its first bytes and by what the configuration says of the input.
  ///
  /// - Throws: `IngestError.siteNeeded`.
  func recognise(
    _ head: [UInt8], path: String, topics: Topics, now: Instant
  ) throws -> RecognisedInput {
    if source.isOfLists { return list(head, path: path) }
    let named: AccessLogFormat?
    do throws(FormatProblem) {
      named = try source.format.map { text throws(FormatProblem) in
        try AccessLogFormat.compile(text)
      }
    } catch {
      return .unknown("its format in the configuration is wrong: \(error)", sample: "")
    }
    switch InputKind.explain(head, name: path, format: named).kind {
    case .accessLog(let format):
      if !format.namesHost { _ = try hostlessEntry }
      let parser = AccessLogParser(
        format: format, now: now, zone: source.zone, trustedProxies: trustedProxies)
      return .lines(
        RecognisedLines(
          kind: .accessLog, format: format.text, title: "access log (\(format.name))",
          reader: .accessLog(parser)))
    case .forms:
      let site = try hostlessEntry
      return .lines(
        RecognisedLines(
          kind: .form, format: "ndjson", title: "forms",
          reader: .forms(FormReader(now: now, of: site.site), site: site, topics: topics)))
    case .ledger(let name):
      guard let ledger = Ledger.named(name) else { return .unknown("no ledger", sample: "") }
      return .ledger(RecognisedList(ledger: name, maps: LedgerMaps(of: ledger)))
    case .mbox, .message: return .mail
    case .empty: return .empty
    case .unknown(let diagnosis): return .unknown(diagnosis.summary, sample: diagnosis.sample)
    }
  }
}

extension CatalogInput {
  /// What a file of an input is whose lists are read by a map of the configuration.
  private func list(_ head: [UInt8], path: String) -> RecognisedInput {
    if InputKind.sniff(head, name: path) == .empty { return .empty }
    do {
      let maps = try source.maps
      guard let table = LedgerTable(head, encoding: maps.encoding) else {
        throw LedgerImportError.noTable(path, encoding: maps.encoding?.name)
      }
      // Columns of JSON lines may be named further down.
      let ledger =
        table.shape == .json ? maps.only?.ledger : try maps.map(for: table, path: path).ledger
      guard let ledger else { throw LedgerImportError.noMap(path, columns: table.header) }
      return .ledger(RecognisedList(ledger: ledger.name, maps: maps))
    } catch let error as LedgerImportError {
      switch error {
      // A list without titles has a person for its first row, who belongs in no log.
      case .noMap, .columns:
        return .unknown(
          "its columns do not suit the map of its input; `footfall check` shows them",
          sample: error.reason(of: path))
      default: return .unknown(error.reason(of: path), sample: "")
      }
    } catch {
      return .unknown("its map in the configuration is wrong: \(error)", sample: "")
    }
  }
}

extension InputSource {
  /// What its lists are read by, where the configuration says so.
  ///
  /// - Throws: `UsageError` with what is wrong with the mapping file.
  var maps: LedgerMaps {
    get throws { try LedgerMaps(files: map.map { [$0] } ?? [], ledger: ledger) }
  }
}

/// A list of a known ledger, and what it is read by.
struct RecognisedList {
  let ledger: String
  let maps: LedgerMaps
}

/// What a file turned out to hold.
enum RecognisedInput {
  case lines(RecognisedLines)
  case mail
  /// A list: read whole, not line by line.
  case ledger(RecognisedList)
  case empty
  /// Why it fits nothing, and the line that shows it: for those who read the file, not for logs.
  case unknown(String, sample: String)
}

/// Lines of a known kind, and their reader.
struct RecognisedLines {
  let kind: StreamRow.Kind
  let format: String
  /// For people: `access log (combined)`.
  let title: String
  let reader: RecordReader.Kind
}
