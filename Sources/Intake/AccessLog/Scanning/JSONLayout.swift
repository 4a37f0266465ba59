import Clickstream

/// Which keys of an object are which fields; nested objects have entries of their own.
struct JSONLayout: Equatable, Sendable {
  enum Meaning: Equatable, Sendable {
    /// A key that nobody asks for.
    case ignored
    case field(LogField)
    /// Index of a nested object's entries.
    case object(Int)
  }

  struct Entry: Equatable, Sendable {
    let key: [UInt8]
    let meaning: Meaning
    /// Of two fields that say the same the higher counts, wherever it stands.
    let rank: UInt8
  }

  /// Entries by object; the first is the line itself.
  var objects: [[Entry]] = [[]]
  var customTime: TimePattern?

  /// Adds a key; false where it is there already.
  mutating func add(_ key: [UInt8], _ meaning: Meaning, rank: UInt8 = 0, to object: Int) -> Bool {
    guard !objects[object].contains(where: { $0.key == key }) else { return false }
    objects[object].append(Entry(key: key, meaning: meaning, rank: rank))
    return true
  }
}

/// A quick hash of a key's bytes; equal hashes are followed by a comparison.
enum KeyHash {
  static func of(_ key: [UInt8]) -> UInt64 {
    let padded = key + [UInt8](repeating: 0, count: 8)
    return unsafe of(padded.span.bytes, from: 0, to: key.count)
  }

  /// May look eight bytes past the end.
  @inline(__always)
  static func of(_ bytes: RawSpan, from start: Int, to end: Int) -> UInt64 {
    let length = end &- start
    if length <= 8 {
      return mix(length == 8 ? bytes.word(at: start) : bytes.word(at: start) & mask(length), length)
    }
    var hash = mix(bytes.word(at: end &- 8), length)
    var index = start
    while index &+ 8 < end {
      hash = mix(hash ^ bytes.word(at: index), length)
      index &+= 8
    }
    return hash
  }

  @inline(__always)
  private static func mask(_ length: Int) -> UInt64 { (1 &<< UInt64(length &* 8)) &- 1 }

  @inline(__always)
  private static func mix(_ word: UInt64, _ length: Int) -> UInt64 {
    let product = (word ^ UInt64(truncatingIfNeeded: length)) &* 0x9e37_79b9_7f4a_7c15
    return product ^ product &>> 32
  }
}
