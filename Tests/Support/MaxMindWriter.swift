package import Clickstream

/// Writes a MaxMind DB of format 2; the same networks give the same bytes.
package struct MaxMindWriter: Sendable {
  /// A value of the data section.
  package indirect enum Value: Sendable {
    case text(String)
    case bytes([UInt8])
    case double(Double)
    case boolean(Bool)
    case unsigned16(UInt16)
    case unsigned32(UInt32)
    case unsigned64(UInt64)
    case array([Value])
    case map([(String, Value)])
  }

  package var type = "Test-City"
  /// 24, 28 or 32.
  package var recordBits = 24
  /// Whether the tree is one of IPv6, which holds IPv4 below `::/96`.
  package var hasV6 = true
  /// Seconds since 1970: 2026-05-01.
  package var built: UInt64 = 1_777_593_600
  /// Whether what was written once is pointed to.
  package var hasPointers = true
  /// Whether every pointer has four bytes and a head, which alone reach past 128 MiB.
  package var hasWidePointers = false
  /// Bytes before the first record: pointers past them are longer.
  package var padding = 0

  private enum Child {
    case nothing
    case node(Int)
    case record(Int)
  }
  private var nodes: [(Child, Child)] = [(.nothing, .nothing)]
  private var records: [Value] = []

  package init() {}

  /// Adds what a network holds; what lies in it must be added after it.
  package mutating func add(_ network: Network, _ value: Value) {
    let isV4 = IPAddress(high: network.high, low: network.low).isV4 && network.prefix >= 96
    guard isV4 || hasV6 else { return }
    records.append(value)
    let low = isV4 ? network.low & 0xffff_ffff : network.low
    let bits = (isV4 && !hasV6 ? 96 : 0)..<network.prefix
    var node = 0
    for bit in bits {
      let isSet = (bit < 64 ? network.high >> (63 - bit) : low >> (127 - bit)) & 1 == 1
      let child = isSet ? nodes[node].1 : nodes[node].0
      if bit == bits.upperBound - 1 {
        set(.record(records.count - 1), node, isSet)
      } else if case .node(let next) = child {
        node = next
      } else {
        // The whole keeps its record in both halves.
        nodes.append((child, child))
        set(.node(nodes.count - 1), node, isSet)
        node = nodes.count - 1
      }
    }
  }

  private mutating func set(_ child: Child, _ node: Int, _ isSet: Bool) {
    if isSet { nodes[node].1 = child } else { nodes[node].0 = child }
  }

  package func bytes() -> [UInt8] {
    var data = Section(hasPointers: hasPointers, hasWidePointers: hasWidePointers)
    data.write(.bytes([UInt8](repeating: 0, count: padding)))
    let offsets = records.map { record in
      let offset = data.bytes.count
      data.write(record, isTop: true)
      return offset
    }
    func entry(_ child: Child) -> UInt64 {
      switch child {
      case .nothing: UInt64(nodes.count)
      case .node(let node): UInt64(node)
      case .record(let record): UInt64(nodes.count + 16 + offsets[record])
      }
    }
    var file: [UInt8] = []
    for (left, right) in nodes {
      let (left, right) = (entry(left), entry(right))
      switch recordBits {
      case 28:
        file += Section.bigEndian(left & 0xff_ffff, 3)
        file.append(UInt8((left >> 24) << 4 | right >> 24))
        file += Section.bigEndian(right & 0xff_ffff, 3)
      case let bits:
        file += Section.bigEndian(left, bits / 8) + Section.bigEndian(right, bits / 8)
      }
    }
    var metadata = Section(hasPointers: hasPointers, hasWidePointers: hasWidePointers)
    metadata.write(
      .map([
        ("binary_format_major_version", .unsigned16(2)),
        ("binary_format_minor_version", .unsigned16(0)), ("build_epoch", .unsigned64(built)),
        ("database_type", .text(type)), ("description", .map([("en", .text(type))])),
        ("ip_version", .unsigned16(hasV6 ? 6 : 4)), ("languages", .array([.text("en")])),
        ("node_count", .unsigned32(UInt32(nodes.count))),
        ("record_size", .unsigned16(UInt16(recordBits))),
      ]))
    return file + [UInt8](repeating: 0, count: 16) + data.bytes + [0xab, 0xcd, 0xef]
      + "MaxMind.com".utf8 + metadata.bytes
  }
}

/// A data section that is being written.
private struct Section {
  let hasPointers: Bool
  let hasWidePointers: Bool
  private(set) var bytes: [UInt8] = []
  /// Where values that were written begin, by their bytes.
  private var known: [[UInt8]: Int] = [:]

  init(hasPointers: Bool, hasWidePointers: Bool) {
    self.hasPointers = hasPointers
    self.hasWidePointers = hasWidePointers
  }

  /// - Parameter isTop: a record, to which the tree points: it is no pointer itself.
  mutating func write(_ value: MaxMindWriter.Value, isTop: Bool = false) {
    if hasPointers {
      var plain = Section(hasPointers: false, hasWidePointers: false)
      plain.writePlain(value)
      if !isTop, plain.bytes.count > 5, let offset = known[plain.bytes] {
        writePointer(to: offset)
        return
      }
      known[plain.bytes] = bytes.count
    }
    writePlain(value)
  }

  private mutating func writePlain(_ value: MaxMindWriter.Value) {
    switch value {
    case .text(let text): writeHead(2, text.utf8.count, text.utf8)
    case .bytes(let content): writeHead(4, content.count, content)
    case .double(let number): writeHead(3, 8, Self.bigEndian(number.bitPattern, 8))
    case .boolean(let isTrue): writeHead(14, isTrue ? 1 : 0, [])
    case .unsigned16(let number): writeNumber(5, UInt64(number))
    case .unsigned32(let number): writeNumber(6, UInt64(number))
    case .unsigned64(let number): writeNumber(9, number)
    case .array(let values):
      writeHead(11, values.count, [])
      for value in values { write(value) }
    case .map(let members):
      writeHead(7, members.count, [])
      for (key, value) in members {
        write(.text(key))
        write(value)
      }
    }
  }

  private mutating func writeNumber(_ type: Int, _ number: UInt64) {
    let content = Array(Self.bigEndian(number, 8).drop { $0 == 0 })
    writeHead(type, content.count, content)
  }

  private mutating func writeHead(_ type: Int, _ count: Int, _ content: some Sequence<UInt8>) {
    let (short, more): (Int, [UInt8]) =
      switch count {
      case ..<29: (count, [])
      case ..<285: (29, Self.bigEndian(UInt64(count - 29), 1))
      case ..<65_821: (30, Self.bigEndian(UInt64(count - 285), 2))
      default: (31, Self.bigEndian(UInt64(count - 65_821), 3))
      }
    bytes.append(UInt8((type > 7 ? 0 : type << 5) | short))
    if type > 7 { bytes.append(UInt8(type - 7)) }
    bytes += more
    bytes += content
  }

  private mutating func writePointer(to offset: Int) {
    switch hasWidePointers ? .max : offset {
    case ..<2_048: bytes += Self.bigEndian(UInt64(0x2000 | offset), 2)
    case ..<526_336: bytes += Self.bigEndian(UInt64(0x28_0000 | (offset - 2_048)), 3)
    case ..<134_744_064: bytes += Self.bigEndian(UInt64(0x3000_0000 | (offset - 526_336)), 4)
    default: bytes += [0x38] + Self.bigEndian(UInt64(offset), 4)
    }
  }

  static func bigEndian(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
  }
}
