package import Clickstream

/// Writes a database of libloc, version 1; the same networks give the same bytes.
package struct LocationWriter: Sendable {
  /// Seconds since 1970: 2026-05-01.
  package var built: UInt64 = 1_777_593_600

  private var nodes: [(zero: Int, one: Int, network: Int)] = [(0, 0, 0xffff_ffff)]
  private var networks: [(country: String, number: UInt32)] = []
  private var systems: [UInt32: String] = [:]

  package init() {}

  /// Adds what is said of a network; the smallest that holds an address counts.
  package mutating func add(_ network: Network, country: String, number: UInt32) {
    var node = 0
    for bit in 0..<network.prefix {
      let half = bit < 64 ? network.high >> (63 - bit) : network.low >> (127 - bit)
      var next = half & 1 == 1 ? nodes[node].one : nodes[node].zero
      if next == 0 {
        next = nodes.count
        nodes.append((0, 0, 0xffff_ffff))
        if half & 1 == 1 { nodes[node].one = next } else { nodes[node].zero = next }
      }
      node = next
    }
    nodes[node].network = networks.count
    networks.append((country, number))
  }

  package mutating func name(_ number: UInt32, _ name: String) { systems[number] = name }

  package func bytes() -> [UInt8] {
    var texts: [UInt8] = [0]
    var systemTable: [UInt8] = []
    for (number, name) in systems.sorted(by: { $0.key < $1.key }) {
      systemTable += Self.bigEndian(Int(number), 4) + Self.bigEndian(texts.count, 4)
      texts += name.utf8 + [0]
    }
    var networkTable: [UInt8] = []
    for (country, number) in networks {
      // Two bytes that align the number, the number, flags, and two to spare.
      networkTable += Array(country.utf8.prefix(2)) + [0, 0]
      networkTable += Self.bigEndian(Int(number), 4) + [0, 0, 0, 0]
    }
    var nodeTable: [UInt8] = []
    for node in nodes {
      nodeTable += Self.bigEndian(node.zero, 4) + Self.bigEndian(node.one, 4)
      nodeTable += Self.bigEndian(node.network, 4)
    }
    var header = Array("LOCDBXX".utf8) + [1] + Self.bigEndian(Int(built), 8)
    // Vendor, description and licence: the empty text.
    header += [UInt8](repeating: 0, count: 12)
    var start = 4_200
    for table: [UInt8] in [systemTable, networkTable, nodeTable, [], texts] {
      header += Self.bigEndian(start, 4) + Self.bigEndian(table.count, 4)
      start += table.count
    }
    // Two signatures of no length.
    header += [UInt8](repeating: 0, count: 4_200 - header.count)
    return header + systemTable + networkTable + nodeTable + texts
  }

  private static func bigEndian(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
  }
}
