import Clickstream

/// The keys that objects of one format are known to hold.
///
/// Servers write the same keys in the same order, line after line. So the key that came next the
/// last time is compared with what stands here; keys are searched only where another stands.
struct KnownKeys: Sendable {
  /// Keys that are kept beside those of the layout, and how long they may be: bounds of what a
  /// client's headers can take.
  private static let learnedLimit = 64
  private static let lengthLimit = 64

  struct Key: Sendable {
    let meaning: JSONLayout.Meaning
    let rank: UInt8
    /// Bytes of `"key":`.
    let length: Int
    /// Where these bytes begin in `words`.
    fileprivate let text: Int
    fileprivate let hash: UInt64
    /// The key that came after this one the last time.
    fileprivate(set) var next = 0
    /// Another key of the same object, 0 after the last.
    fileprivate var sibling = 0
    /// The object, counted over all lines, in which it was met last.
    fileprivate var met = 0
  }

  /// First a head for each object of the layout, which stands before its first key and is none.
  private(set) var keys: ContiguousArray<Key> = []
  /// `"key":` of every key in words of eight bytes.
  private var words: ContiguousArray<UInt64> = []
  private var room = Self.learnedLimit
  private var opened = 0

  init(_ layout: JSONLayout) {
    for _ in layout.objects {
      // Too long to stand anywhere.
      keys.append(Key(meaning: .ignored, rank: 0, length: 1 << 32, text: 0, hash: 0))
    }
    for (object, entries) in layout.objects.enumerated() {
      var previous = object
      for entry in entries {
        let key = add(entry.key, entry.meaning, entry.rank, to: object)
        keys[previous].next = key
        previous = key
      }
    }
  }

  @inline(__always)
  subscript(_ key: Int) -> Key { keys[key] }

  /// An object is looked into; returns its number among all.
  @inline(__always)
  mutating func open() -> Int {
    opened &+= 1
    return opened
  }

  /// Notes that an object holds a key; false where it was there before.
  @inline(__always)
  mutating func meet(_ key: Int, in object: Int) -> Bool {
    guard keys[key].met != object else { return false }
    keys[key].met = object
    return true
  }

  /// Notes which key came after which.
  @inline(__always)
  mutating func link(_ key: Int, after previous: Int) { keys[previous].next = key }

  /// Whether `"key":` stands at `start`.
  @inline(__always)
  func stands(_ key: Int, _ bytes: RawSpan, at start: Int, to end: Int) -> Bool {
    let length = keys[key].length
    return start &+ length <= end && matches(key, bytes, at: start, count: length)
  }

  /// The key of an object whose text stands in `range`, without its quotes.
  ///
  /// One that is new is kept while there is room; nil for others.
  @inline(never)
  mutating func find(_ range: ByteRange, _ bytes: RawSpan, in object: Int) -> Int? {
    let hash = KeyHash.of(bytes, from: range.start, to: range.end)
    let length = Int(range.length) &+ 3
    var key = keys[object].sibling
    while key != 0 {
      if keys[key].hash == hash, keys[key].length == length,
        matches(key, bytes, at: range.start &- 1, count: length &- 1)
      {
        return key
      }
      key = keys[key].sibling
    }
    guard room > 0, range.length <= Self.lengthLimit else { return nil }
    room -= 1
    return add(range.range.map { bytes.byte(at: $0) }, .ignored, 0, to: object)
  }

  private mutating func add(
    _ key: [UInt8], _ meaning: JSONLayout.Meaning, _ rank: UInt8, to object: Int
  ) -> Int {
    var added = Key(
      meaning: meaning, rank: rank, length: key.count + 3, text: words.count,
      hash: KeyHash.of(key))
    added.sibling = keys[object].sibling
    keys[object].sibling = keys.count
    keys.append(added)
    let text = [Ascii.quote] + key + [Ascii.quote, Ascii.colon]
    for start in stride(from: 0, to: text.count, by: 8) {
      words.append(text[start...].prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) })
    }
    return keys.count - 1
  }

  /// Whether the first `count` bytes of `"key":` stand at `start`.
  @inline(__always)
  private func matches(_ key: Int, _ bytes: RawSpan, at start: Int, count: Int) -> Bool {
    var (start, left, word) = (start, count, keys[key].text)
    while left > 8 {
      guard bytes.word(at: start) == words[word] else { return false }
      start &+= 8
      left &-= 8
      word &+= 1
    }
    return (bytes.word(at: start) ^ words[word]) &<< UInt64((8 &- left) &* 8) == 0
  }
}
