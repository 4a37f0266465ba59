import Clickstream

/// A MaxMind DB of format 2: a tree over the bits of addresses, records, and metadata at the end.
///
/// https://maxmind.github.io/MaxMind-DB/
final class MaxMindFile: PlaceFile {
  /// Zeros between the tree and the records.
  private static let gap = 16
  private static let mark = Array([0xab, 0xcd, 0xef] + "MaxMind.com".utf8)
  /// The metadata lie within the last 128 KiB.
  private static let metadataLimit = 128 << 10

  let name: String
  let builtAt: Instant?
  private let bytes: [UInt8]
  private let records: MaxMindValues
  private let nodeCount: Int
  private let recordBits: Int
  private let hasV6: Bool
  /// Where the tree of IPv4 begins: a node, or a record that holds for all of it.
  private let v4Start: Int

  /// Where the metadata begin, after the last mark.
  static func metadataStart(in bytes: [UInt8]) -> Int? {
    var position = bytes.count - mark.count
    let first = max(0, bytes.count - metadataLimit)
    while position >= first {
      if bytes[position] == mark[0], bytes[position...].starts(with: mark) {
        return position + mark.count
      }
      position -= 1
    }
    return nil
  }

  init(_ bytes: [UInt8], metadata start: Int) throws(PlaceDatabaseError.Problem) {
    var reader = MaxMindReader(MaxMindValues(bytes: bytes, start: start, end: bytes.count))
    guard let metadata = reader.metadata(at: start) else {
      throw .corrupt(part: "its metadata cannot be read")
    }
    guard metadata.format == 2 else { throw .unsupported(part: "its format is another") }
    guard [4, 6].contains(metadata.addresses) else {
      throw .unsupported(part: "its addresses are of another kind")
    }
    guard [24, 28, 32].contains(metadata.recordBits) else {
      throw .unsupported(part: "its records have another size")
    }
    let end = start - Self.mark.count
    nodeCount = Int(metadata.nodes)
    recordBits = Int(metadata.recordBits)
    let first = nodeCount * (recordBits / 4) + Self.gap
    guard nodeCount > 0, first < end else {
      throw .corrupt(part: "its tree is longer than the file")
    }
    self.bytes = bytes
    records = MaxMindValues(bytes: bytes, start: first, end: end)
    hasV6 = metadata.addresses == 6
    name = metadata.type ?? "MaxMind DB"
    builtAt = Self.instant(ofSeconds: metadata.built)
    var node = 0
    if hasV6 {
      var bits = 96
      while bits > 0, node < nodeCount {
        node = Self.entry(bytes, recordBits, node: node, bit: 0)
        bits -= 1
      }
    }
    v4Start = node
  }

  func record(of address: IPAddress) -> Int? {
    var entry = 0
    if address.isV4 {
      entry = walk(from: v4Start, along: address.low << 32, bits: 32)
    } else if hasV6 {
      entry = walk(from: 0, along: address.high, bits: 64)
      entry = walk(from: entry, along: address.low, bits: 64)
    }
    return position(of: entry)
  }

  func place(at record: Int) -> Place {
    var reader = MaxMindReader(records)
    return reader.place(at: record)
  }

  func sampledFacts() -> PlaceFacts {
    facts(sampling: nodeCount * 2) { index in
      position(of: Self.entry(bytes, recordBits, node: index / 2, bit: UInt64(index) & 1))
    }
  }

  /// Follows the highest `bits` bits as far as there are nodes.
  private func walk(from start: Int, along path: UInt64, bits: Int) -> Int {
    var (entry, path, left) = (start, path, bits)
    while left > 0, entry < nodeCount {
      entry = Self.entry(bytes, recordBits, node: entry, bit: path >> 63)
      path <<= 1
      left -= 1
    }
    return entry
  }

  /// The place of the record that an entry of the tree points to.
  private func position(of entry: Int) -> Int? {
    entry < nodeCount + Self.gap ? nil : entry - nodeCount - Self.gap + records.start
  }

  /// The left (0) or right (1) entry of a node, of which there are as many as were checked.
  @inline(__always)
  private static func entry(_ bytes: [UInt8], _ recordBits: Int, node: Int, bit: UInt64) -> Int {
    let right = Int(bit)
    switch recordBits {
    case 24: return Int(bytes.bigEndian(at: node * 6 + right * 3, count: 3))
    case 28:
      // The byte in the middle has the highest four bits of both.
      let middle = Int(bytes[node * 7 + 3])
      let high = right == 0 ? middle >> 4 : middle & 15
      return high << 24 | Int(bytes.bigEndian(at: node * 7 + right * 4, count: 3))
    default: return Int(bytes.bigEndian(at: node * 8 + right * 4, count: 4))
    }
  }
}
