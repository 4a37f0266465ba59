import Clickstream

/// The database of libloc, version 1, which Debian has as `libloc-database`.
///
/// Magic and header, then tables by offset and length: systems (AS), networks, the nodes of a tree
/// over the bits of addresses, and texts that end with zero. All numbers are big-endian.
final class LocationFile: PlaceFile {
  private static let magic = Array("LOCDBXX".utf8)
  private static let headerSize = 4_200
  private static let nodeSize = 12
  private static let networkSize = 12
  private static let systemSize = 8
  /// A node without a network.
  private static let none = 0xffff_ffff

  let name = "libloc"
  let builtAt: Instant?
  private let bytes: [UInt8]
  private let systems: Range<Int>
  private let networks: Range<Int>
  private let nodes: Range<Int>
  private let texts: Range<Int>
  private let nodeCount: Int
  private let networkCount: Int
  /// What the 96 bits before every IPv4 address lead to.
  private let v4Start: Walk

  /// A way through the tree: the node it has come to, and the last network on it.
  private struct Walk {
    var node: Int?
    var network: Int?
  }

  static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  init(_ bytes: [UInt8]) throws(PlaceDatabaseError.Problem) {
    guard bytes.count >= Self.headerSize else { throw .corrupt(part: "its header is cut") }
    guard bytes[7] == 1 else { throw .unsupported(part: "its version is another") }
    /// The table whose offset and length stand at `position`.
    func table(_ position: Int, _ name: String) throws(PlaceDatabaseError.Problem) -> Range<Int> {
      let start = Int(bytes.bigEndian(at: position, count: 4))
      let length = Int(bytes.bigEndian(at: position + 4, count: 4))
      guard start + length <= bytes.count else {
        throw .corrupt(part: "its table of \(name) is longer than the file")
      }
      return start..<(start + length)
    }
    self.bytes = bytes
    builtAt = Self.instant(ofSeconds: bytes.bigEndian(at: 8, count: 8))
    systems = try table(28, "systems")
    networks = try table(36, "networks")
    nodes = try table(44, "nodes")
    texts = try table(60, "texts")
    nodeCount = nodes.count / Self.nodeSize
    networkCount = networks.count / Self.networkSize
    guard nodeCount > 0 else { throw .corrupt(part: "it has no tree") }
    let tree = (bytes, nodes.lowerBound, nodeCount, networkCount)
    var walk = Walk(node: 0)
    Self.follow(0, bits: 64, in: tree, &walk)
    Self.follow(0xffff << 32, bits: 32, in: tree, &walk)
    v4Start = walk
  }

  func record(of address: IPAddress) -> Int? {
    let tree = (bytes, nodes.lowerBound, nodeCount, networkCount)
    var walk = address.isV4 ? v4Start : Walk(node: 0)
    if !address.isV4 { Self.follow(address.high, bits: 64, in: tree, &walk) }
    Self.follow(
      address.isV4 ? address.low << 32 : address.low, bits: address.isV4 ? 32 : 64, in: tree,
      &walk)
    // The node at the end of the way is the only one that is not looked at yet.
    return walk.node.flatMap { Self.network(of: $0, in: tree) } ?? walk.network
  }

  func place(at record: Int) -> Place {
    let position = networks.lowerBound + record * Self.networkSize
    let number = UInt32(bytes.bigEndian(at: position + 4, count: 4))
    return Place(
      country: PlaceText.country(bytes[position..<(position + 2)]),
      network: number == 0 ? nil : number,
      networkName: number == 0 ? nil : name(ofSystem: number))
  }

  func sampledFacts() -> PlaceFacts { facts(sampling: networkCount) { $0 } }

  private typealias Tree = (bytes: [UInt8], start: Int, nodes: Int, networks: Int)

  /// Follows the highest `bits` bits, keeping the last network before each step.
  private static func follow(_ path: UInt64, bits: Int, in tree: Tree, _ walk: inout Walk) {
    guard var node = walk.node else { return }
    var path = path
    for _ in 0..<bits {
      if let network = network(of: node, in: tree) { walk.network = network }
      let position = tree.start + node * nodeSize + Int(path >> 63) * 4
      let child = Int(tree.bytes.bigEndian(at: position, count: 4))
      // The root is nobody's child: 0 stands for none.
      guard child > 0, child < tree.nodes else {
        walk.node = nil
        return
      }
      node = child
      path <<= 1
    }
    walk.node = node
  }

  private static func network(of node: Int, in tree: Tree) -> Int? {
    let number = Int(tree.bytes.bigEndian(at: tree.start + node * nodeSize + 8, count: 4))
    return number != none && number < tree.networks ? number : nil
  }

  /// The name of an AS, found by halves in the table, which is in order.
  private func name(ofSystem number: UInt32) -> String? {
    var (low, high) = (0, systems.count / Self.systemSize)
    while low < high {
      let middle = (low + high) / 2
      let position = systems.lowerBound + middle * Self.systemSize
      let found = UInt32(bytes.bigEndian(at: position, count: 4))
      if found == number {
        return text(at: Int(bytes.bigEndian(at: position + 4, count: 4)))
      }
      if found < number { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  private func text(at offset: Int) -> String? {
    guard offset < texts.count else { return nil }
    // No more is kept than four bytes for each character.
    let rest = bytes[(texts.lowerBound + offset)..<texts.upperBound].prefix(Place.textLimit * 4)
    return PlaceText.line(rest.prefix { $0 != 0 })
  }
}
