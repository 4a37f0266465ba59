/// The values of a section of a MaxMind DB; every position is checked before it is read.
struct MaxMindValues: Sendable {
  enum Kind: Sendable { case pointer, text, unsigned, map, array, other }

  /// A value's head: what it is, and where it is.
  struct Head: Sendable {
    let kind: Kind
    /// Bytes, members of a map or array, or what a pointer points to.
    let count: Int
    /// Where the bytes, or the members, begin.
    let body: Int
    /// After its bytes; for a map or array where its members begin.
    let next: Int
  }

  let bytes: [UInt8]
  let start: Int
  let end: Int

  /// The head at `position`; nil where there is none or it does not end in the section.
  func head(at position: Int) -> Head? {
    guard position >= start, position < end else { return nil }
    let control = Int(bytes[position])
    var body = position + 1
    var type = control >> 5
    if type == 1 { return pointer(control, at: body) }
    if type == 0 {
      guard body < end else { return nil }
      type = Int(bytes[body]) + 7
      guard type > 7 else { return nil }
      body += 1
    }
    var count = control & 31
    if count > 28 {
      let more = count - 28
      guard body + more <= end else { return nil }
      count =
        (more == 1 ? 29 : more == 2 ? 285 : 65_821)
        + Int(bytes.bigEndian(at: body, count: more))
      body += more
    }
    let kind: Kind
    switch type {
    case 2: kind = .text
    case 5, 6, 9, 10: kind = .unsigned
    case 7: kind = .map
    case 11: kind = .array
    // Its count is its value.
    case 14: return Head(kind: .other, count: 0, body: body, next: body)
    case 3, 4, 8, 15: kind = .other
    default: return nil
    }
    // A member has a byte at least.
    guard body + (kind == .map ? count * 2 : count) <= end else { return nil }
    let isNested = kind == .map || kind == .array
    return Head(kind: kind, count: count, body: body, next: isNested ? body : body + count)
  }

  private func pointer(_ control: Int, at body: Int) -> Head? {
    let size = (control >> 3 & 3) + 1
    guard body + size <= end else { return nil }
    var target = Int(bytes.bigEndian(at: body, count: size))
    switch size {
    case 1: target += (control & 7) << 8
    case 2: target += (control & 7) << 16 + 2_048
    case 3: target += (control & 7) << 24 + 526_336
    default: break
    }
    return Head(kind: .pointer, count: start + target, body: body, next: body + size)
  }
}

/// A key of a map, which is compared with names where it lies.
struct MaxMindKey {
  let bytes: ArraySlice<UInt8>

  static func ~= (name: StaticString, key: MaxMindKey) -> Bool {
    guard name.utf8CodeUnitCount == key.bytes.count else { return false }
    return name.withUTF8Buffer { unsafe key.bytes.elementsEqual($0) }
  }
}

/// Walks over values, in bounded time: a hostile file gets no more than `budget` heads.
struct MaxMindReader {
  /// The members of a map that are still to come.
  struct Members {
    fileprivate var left: Int
    /// Before the next key, or at the value before it, which is to be passed over.
    fileprivate var position: Int
    fileprivate var isAtValue = false
  }

  let values: MaxMindValues
  private var budget = 2_048

  init(_ values: MaxMindValues) { self.values = values }

  /// The value at `position`, or the one that a pointer there points to.
  mutating func head(at position: Int) -> MaxMindValues.Head? {
    guard let head = oneHead(at: position) else { return nil }
    guard head.kind == .pointer else { return head }
    // No pointer points to a pointer.
    guard let target = oneHead(at: head.count), target.kind != .pointer else { return nil }
    return target
  }

  mutating func members(at position: Int) -> Members? {
    guard let head = head(at: position), head.kind == .map else { return nil }
    return Members(left: head.count, position: head.body)
  }

  /// The next key and the position of its value; nil after the last, and where the map is damaged.
  mutating func next(_ members: inout Members) -> (key: MaxMindKey, value: Int)? {
    guard members.left > 0 else { return nil }
    if members.isAtValue {
      guard let after = end(of: members.position) else { return nil }
      members.position = after
    }
    members.left -= 1
    guard let own = oneHead(at: members.position),
      let key = own.kind == .pointer ? oneHead(at: own.count) : own, key.kind == .text
    else { return nil }
    members.position = own.next
    members.isAtValue = true
    return (MaxMindKey(bytes: values.bytes[key.body..<(key.body + key.count)]), own.next)
  }

  mutating func text(at position: Int) -> ArraySlice<UInt8>? {
    guard let head = head(at: position), head.kind == .text else { return nil }
    return values.bytes[head.body..<(head.body + head.count)]
  }

  mutating func number(at position: Int) -> UInt64? {
    guard let head = head(at: position), head.kind == .unsigned, head.count <= 8 else {
      return nil
    }
    return values.bytes.bigEndian(at: head.body, count: head.count)
  }

  /// The position after a value and all that is nested in it; no recursion, however deep it is.
  private mutating func end(of position: Int) -> Int? {
    var (position, left) = (position, 1)
    while left > 0 {
      guard let head = oneHead(at: position) else { return nil }
      position = head.next
      left -= 1
      if head.kind == .map { left += head.count * 2 }
      if head.kind == .array { left += head.count }
    }
    return position
  }

  private mutating func oneHead(at position: Int) -> MaxMindValues.Head? {
    guard budget > 0 else { return nil }
    budget -= 1
    return values.head(at: position)
  }
}
