/// Sets without common members, by union and path halving (Tarjan, van Leeuwen 1984).
///
/// Iterative: a chain of any length costs no stack. The members of a set hang together in a ring.
struct DisjointSets {
  private var parent: [Int32]
  private var next: [Int32]
  private(set) var size: [Int32]

  init(count: Int) {
    parent = (0..<Int32(count)).map { $0 }
    next = parent
    size = Array(repeating: 1, count: count)
  }

  /// The representative of the set that holds `member`.
  mutating func root(of member: Int32) -> Int32 {
    var node = member
    while parent[Int(node)] != node {
      let grandparent = parent[Int(parent[Int(node)])]
      parent[Int(node)] = grandparent
      node = grandparent
    }
    return node
  }

  /// Joins the sets of two representatives and returns the one that stays.
  mutating func join(_ a: Int32, _ b: Int32) -> Int32 {
    let (large, small) = size[Int(a)] >= size[Int(b)] ? (a, b) : (b, a)
    parent[Int(small)] = large
    size[Int(large)] += size[Int(small)]
    next.swapAt(Int(large), Int(small))
    return large
  }

  /// Calls `visit` with each member of the set that holds `member`.
  func forEachMember(ofSetWith member: Int32, _ visit: (Int32) -> Void) {
    var node = member
    repeat {
      visit(node)
      node = next[Int(node)]
    } while node != member
  }
}
