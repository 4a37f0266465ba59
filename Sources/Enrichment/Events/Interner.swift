/// Remembers which ids were stored already, in bounded memory.
///
/// A set of 64-bit ids but zero, which stands for none. When full it forgets everything: a miss
/// only stores the row again, which changes nothing.
package struct Interner: Sendable {
  private var slots: [UInt64]
  private var count = 0
  private let mask: Int

  /// - Parameter bytes: the most memory it takes; a power of two of eight-byte slots fits in it.
  package init(bytes: Int) {
    var capacity = 1_024
    while capacity * 2 * 8 <= bytes { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    mask = capacity - 1
  }

  /// Adds an id that is not zero; returns whether it was new.
  @inline(__always)
  package mutating func insert(_ id: Int64) -> Bool {
    let key = UInt64(bitPattern: id)
    var index = Int(truncatingIfNeeded: key &>> 20) & mask
    while slots[index] != 0 {
      if slots[index] == key { return false }
      index = (index &+ 1) & mask
    }
    if count &* 4 > slots.count &* 3 {
      forget()
      return insert(id)
    }
    slots[index] = key
    count &+= 1
    return true
  }

  package func contains(_ id: Int64) -> Bool {
    let key = UInt64(bitPattern: id)
    var index = Int(truncatingIfNeeded: key &>> 20) & mask
    while slots[index] != 0 {
      if slots[index] == key { return true }
      index = (index &+ 1) & mask
    }
    return false
  }

  /// One more insertion may make it forget.
  package var isNearlyFull: Bool { (count + 1) * 4 > slots.count * 3 }

  package mutating func forget() {
    for index in slots.indices { slots[index] = 0 }
    count = 0
  }
}
