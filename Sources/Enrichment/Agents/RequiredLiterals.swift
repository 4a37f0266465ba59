/// Finds, in a regular expression, literals of which one stands in whatever it matches.
///
/// It reads the part of the syntax that can be read without doubt, in lower case throughout; of an
/// expression with anything else it says nothing.
struct RequiredLiterals {
  /// Alternatives of one piece, at most, and bytes of one literal.
  private static let countLimit = 64
  private static let lengthLimit = 32
  private static let depthLimit = 50
  /// Characters of a class that is spelled out, at most.
  private static let classLimit = 4

  /// What is known of a piece of an expression.
  private struct Piece {
    /// All that it can match; nil where that is too much.
    var exact: Set<[UInt8]>?
    /// Literals of which one stands in each match.
    var required: Set<[UInt8]>?

    static let empty = Piece(exact: [[]])
    static let anything = Piece()

    /// The better of what is required and what is exact.
    var best: Set<[UInt8]>? {
      guard let exact, !exact.contains([]) else { return required }
      return Rarity.better(exact, required)
    }
  }

  private struct Doubt: Error {}

  /// Alternatives in lower case; nil where none is known.
  static func of(_ pattern: [UInt8]) -> [[UInt8]]? {
    var reader = RequiredLiterals(bytes: pattern)
    guard let piece = try? reader.alternatives(), reader.next == pattern.count,
      let best = piece.best, best.allSatisfy({ $0.count >= 2 })
    else { return nil }
    return best.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private let bytes: [UInt8]
  private var next = 0
  private var depth = 0

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var current: UInt8? { next < bytes.count ? bytes[next] : nil }

  private func stands(_ text: String) -> Bool { bytes[next...].starts(with: text.utf8) }

  private mutating func alternatives() throws(Doubt) -> Piece {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw Doubt() }
    var result = try sequence()
    while current == UInt8(ascii: "|") {
      next += 1
      let other = try sequence()
      let required: Set<[UInt8]>? =
        if let one = result.best, let two = other.best { Self.limited(one.union(two)) } else { nil }
      let exact: Set<[UInt8]>? =
        if let one = result.exact, let two = other.exact {
          Self.limited(one.union(two))
        } else { nil }
      result = Piece(exact: exact, required: required)
    }
    return result
  }

  /// Pieces one behind the other, up to a `|`, a `)` or the end.
  private mutating func sequence() throws(Doubt) -> Piece {
    var result = Piece.empty
    // What is known exactly of the last pieces, ahead of which something unknown stands.
    var run: Set<[UInt8]> = [[]]
    var isWhole = true
    while let byte = current, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      let piece = try quantified()
      if let exact = piece.exact, let longer = Self.product(run, exact) {
        run = longer
        continue
      }
      result.required = Rarity.better(Self.requirement(run), result.required)
      result.required = Rarity.better(piece.best, result.required)
      isWhole = false
      run = piece.exact ?? [[]]
    }
    if isWhole { return Piece(exact: run) }
    result.required = Rarity.better(Self.requirement(run), result.required)
    result.exact = nil
    return result
  }

  private static func requirement(_ run: Set<[UInt8]>) -> Set<[UInt8]>? {
    run.contains([]) ? nil : run
  }

  private static func product(_ one: Set<[UInt8]>, _ two: Set<[UInt8]>) -> Set<[UInt8]>? {
    guard one.count * two.count <= countLimit else { return nil }
    var result: Set<[UInt8]> = []
    for head in one {
      for tail in two {
        guard head.count + tail.count <= lengthLimit else { return nil }
        result.insert(head + tail)
      }
    }
    return result
  }

  private static func limited(_ set: Set<[UInt8]>) -> Set<[UInt8]>? {
    set.count <= countLimit * 4 ? set : nil
  }

  /// One piece with what says how often it stands.
  private mutating func quantified() throws(Doubt) -> Piece {
    let piece = try atom()
    guard let byte = current else { return piece }
    var least = 1
    var most: Int? = 1
    switch byte {
    case UInt8(ascii: "?"): (least, next) = (0, next + 1)
    case UInt8(ascii: "*"): (least, most, next) = (0, nil, next + 1)
    case UInt8(ascii: "+"): (most, next) = (nil, next + 1)
    case UInt8(ascii: "{"): (least, most) = try repetition()
    default: return piece
    }
    // Lazy and possessive.
    if current == UInt8(ascii: "?") || current == UInt8(ascii: "+") { next += 1 }
    if let byte = current, "?*+{".utf8.contains(byte) { throw Doubt() }
    switch (least, most) {
    case (1, 1): return piece
    case (0, 1): return Piece(exact: piece.exact.map { $0.union([[]]) })
    case (0, _): return .anything
    default: return Piece(required: piece.best)
    }
  }

  private mutating func repetition() throws(Doubt) -> (Int, Int?) {
    guard let end = bytes[next...].firstIndex(of: UInt8(ascii: "}")) else { throw Doubt() }
    let parts = bytes[next + 1..<end].split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    next = end + 1
    guard let first = parts.first, let least = Self.number(first) else { throw Doubt() }
    if parts.count == 1 { return (least, least) }
    guard parts.count == 2 else { throw Doubt() }
    if parts[1].isEmpty { return (least, nil) }
    guard let most = Self.number(parts[1]), most >= least else { throw Doubt() }
    return (least, most)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...5).contains(digits.count), digits.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  private mutating func atom() throws(Doubt) -> Piece {
    guard let byte = current else { throw Doubt() }
    next += 1
    switch byte {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["): return try characters()
    case UInt8(ascii: "\\"): return try escape()
    case UInt8(ascii: "."): return .anything
    case UInt8(ascii: "^"), UInt8(ascii: "$"): return .empty
    case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{"): throw Doubt()
    default: return Piece(exact: [[Self.folded(byte)]])
    }
  }

  private mutating func group() throws(Doubt) -> Piece {
    if stands("*") { throw Doubt() }
    var isAssertion = false
    if stands("?:") {
      next += 2
    } else if stands("?=") || stands("?!") {
      (isAssertion, next) = (true, next + 2)
    } else if stands("?<=") || stands("?<!") {
      (isAssertion, next) = (true, next + 3)
    } else if stands("?i)") {
      // All is compared in lower case.
      next += 3
      return .empty
    } else if stands("?i:") {
      next += 3
    } else if stands("?") {
      throw Doubt()
    }
    let inner = try alternatives()
    guard current == UInt8(ascii: ")") else { throw Doubt() }
    next += 1
    return isAssertion ? .empty : inner
  }

  private mutating func escape() throws(Doubt) -> Piece {
    guard let byte = current else { throw Doubt() }
    next += 1
    switch byte {
    case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "w"), UInt8(ascii: "W"),
      UInt8(ascii: "s"), UInt8(ascii: "S"):
      return .anything
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"): return .empty
    case 48...57, 65...90, 97...122: throw Doubt()
    default: return Piece(exact: [[byte]])
    }
  }

  /// A class, spelled out where it holds a few characters.
  private mutating func characters() throws(Doubt) -> Piece {
    var members: Set<[UInt8]>? = []
    if current == UInt8(ascii: "^") { (members, next) = (nil, next + 1) }
    // A bracket here would be a member.
    if current == UInt8(ascii: "]") { throw Doubt() }
    while let byte = current, byte != UInt8(ascii: "]") {
      next += 1
      var member: UInt8? = byte
      if byte == UInt8(ascii: "[") {
        // Named classes, with brackets of their own.
        if let after = current, ":.=".utf8.contains(after) { throw Doubt() }
      } else if byte == UInt8(ascii: "\\") {
        guard let escaped = current else { throw Doubt() }
        next += 1
        switch escaped {
        case UInt8(ascii: "d"), UInt8(ascii: "w"), UInt8(ascii: "s"): member = nil
        case 48...57, 65...90, 97...122: throw Doubt()
        default: member = escaped
        }
      }
      // A range, or a hyphen of which one cannot be sure.
      if current == UInt8(ascii: "-"), next + 1 < bytes.count,
        bytes[next + 1] != UInt8(ascii: "]")
      {
        members = nil
        continue
      }
      if let member { members?.insert([Self.folded(member)]) } else { members = nil }
      if let known = members, known.count > Self.classLimit { members = nil }
    }
    guard current == UInt8(ascii: "]") else { throw Doubt() }
    next += 1
    return Piece(exact: members)
  }

  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}
