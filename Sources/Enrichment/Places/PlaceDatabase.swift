package import Clickstream

/// A database of places, whole in memory: a MaxMind DB (`.mmdb`) or the database of libloc.
///
/// It is read once, so that a file that is replaced, cut or written to does nothing to a lookup;
/// it costs as much memory as the file is long, and twice that while a newer one is read beside
/// it. Lookups change nothing: any thread may look up, beside others.
package struct PlaceDatabase: Sendable {
  /// The longest file that is read: 1 GiB.
  package static let sizeLimit = 1 << 30

  package let path: String
  /// What it tells, by a look at some thousand of its records.
  package let facts: PlaceFacts
  /// When its maker built it, where it says so.
  package var builtAt: Instant? { file.builtAt }

  private let file: any PlaceFile

  /// Reads a file; its bytes tell its kind, its name does not matter.
  package init(path: String) throws(PlaceDatabaseError) {
    do {
      try self.init(bytes: WholeFile.bytes(at: path, limit: Self.sizeLimit), path: path)
    } catch {
      throw PlaceDatabaseError(path: path, problem: error)
    }
  }

  /// Takes the bytes of a file that was read.
  package init(bytes: [UInt8], path: String = "") throws(PlaceDatabaseError.Problem) {
    self.path = path
    if LocationFile.isOne(bytes) {
      file = try LocationFile(bytes)
    } else if let metadata = MaxMindFile.metadataStart(in: bytes) {
      file = try MaxMindFile(bytes, metadata: metadata)
    } else {
      throw Self.isPacked(bytes) ? .packed : .unknownKind
    }
    facts = file.sampledFacts()
    guard !facts.isEmpty else { throw .tellsNothing(type: file.name) }
  }

  /// Where an address is; the whole address, before it is cut.
  package func place(of address: IPAddress) -> Place {
    file.record(of: address).map { file.place(at: $0) } ?? .unknown
  }

  /// The same, by way of what was read before.
  func place(of address: IPAddress, by memo: inout PlaceMemo) -> Place {
    file.record(of: address).map { memo.place(at: $0, of: file) } ?? .unknown
  }

  /// The first bytes of gzip, xz, zip, bzip2 and zstd.
  private static func isPacked(_ bytes: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [
      [0x1f, 0x8b], [0xfd, 0x37, 0x7a, 0x58, 0x5a], [0x50, 0x4b, 0x03, 0x04], [0x42, 0x5a, 0x68],
      [0x28, 0xb5, 0x2f, 0xfd],
    ]
    return marks.contains { bytes.starts(with: $0) }
  }
}

extension PlaceDatabase: CustomStringConvertible {
  /// Kind, day and what it tells: `GeoLite2-City of 2026-05-01: countries, regions, cities`.
  package var description: String {
    let day = builtAt.map { " of \(Day(number: Int32($0.seconds / 86_400)))" } ?? ""
    return "\(file.name)\(day): \(facts)"
  }
}

/// A file whose addresses lead to records, many to one.
protocol PlaceFile: Sendable {
  var name: String { get }
  var builtAt: Instant? { get }
  /// The record of the smallest network that holds an address.
  func record(of address: IPAddress) -> Int?
  /// What a record says; nothing where it is damaged.
  func place(at record: Int) -> Place
  /// What records from all over the file tell.
  func sampledFacts() -> PlaceFacts
}

extension PlaceFile {
  /// A day from 1990 to 9999; nil for all else.
  static func instant(ofSeconds seconds: UInt64) -> Instant? {
    guard seconds < 253_402_300_800 else { return nil }
    let instant = Instant(seconds: Int64(seconds))
    return instant < .earliest ? nil : instant
  }

  /// The facts of at most `limit` records, evenly from 0 up to `count`.
  func facts(sampling count: Int, limit: Int = 8_192, record: (Int) -> Int?) -> PlaceFacts {
    var facts: PlaceFacts = []
    for index in stride(from: 0, to: count, by: max(1, count / limit)) where facts != .all {
      if let record = record(index) { facts.formUnion(PlaceFacts(of: place(at: record))) }
    }
    return facts
  }
}
