import Clickstream
import Enrichment
import Intake
import Settings

/// A file of rows in memory, with the content id by which it is known.
struct LedgerSource: Sendable {
  /// Longer files are refused: export them in parts.
  static let sizeLimit = 1 << 30

  let path: String
  let bytes: [UInt8]
  /// When the file was written last; nil for standard input.
  let modified: Instant?

  /// A list that lies in memory.
  init(path: String, bytes: [UInt8], modified: Instant) {
    self.path = path
    self.bytes = bytes
    self.modified = modified
  }

  /// Reads a file or standard input (`-`) to its end, gzip undone.
  init(path: String) throws {
    try self.init(path == "-" ? try ByteSource.standardInput() : try ByteSource(path: path))
  }

  /// Reads what is open to its end.
  init(_ opened: consuming ByteSource) throws {
    var source = opened
    path = source.path
    modified = source.status.map { Instant(seconds: $0.modified) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try source.read(into: &piece, at: 0, count: piece.count)
      if count == 0 { break }
      bytes += piece[..<count]
      guard bytes.count <= Self.sizeLimit else {
        throw LedgerImportError.tooLong(path)
      }
    }
    self.bytes = bytes
  }

  func generation(_ ids: Ids) -> Int64 { unsafe ids.id(.ledger, bytes.span.bytes) }

  /// The files of inputs that are lists of ledgers by their first bytes, and whatever lies where the
  /// configuration says that lists are.
  static func lists(of inputs: [InputSource]) -> [String] {
    let told = inputs.filter(\.isOfLists).flatMap { FilePattern.matches(of: $0.path) }
    let others = inputs.filter { !$0.isOfLists }.flatMap { FilePattern.matches(of: $0.path) }
    // Of a folder what is no list of the ledger is passed by, which a file that is named is not.
    return told
      + InputPlan(arguments: others, takesLists: true).taken.filter { item in
        guard item.kind == .file, var source = try? ByteSource(path: item.path),
          let head = try? source.head(), case .ledger = InputKind.sniff(head, name: item.path)
        else { return false }
        return true
      }.map(\.path)
  }

  /// A file that may be one of a ledger by its first bytes; nil for others, which are not read.
  static func delimitedOrJSON(_ path: String) throws -> LedgerSource? {
    var source = try ByteSource(path: path)
    let head = try source.head(lines: 2)
    // Logs are long, and known otherwise.
    if case .accessLog = InputKind.sniff(head, name: path) { return nil }
    guard LedgerTable(head) != nil else { return nil }
    do {
      return try LedgerSource(path: path)
    } catch LedgerImportError.tooLong {
      return nil
    }
  }
}
