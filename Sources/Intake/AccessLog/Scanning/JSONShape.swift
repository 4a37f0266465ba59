import Clickstream

/// The shape of one line of JSON: what its values are, and the bytes between them.
///
/// Servers write the same keys in the same order, line after line. Where the bytes between two
/// values are those of a line that was read key by key before, nothing is left to find out but
/// where the values end.
struct JSONShape: Sendable {
  /// One value with the bytes before it, its opening quote among them.
  struct Slot: Sendable {
    let field: LogField
    let rank: UInt8
    /// In quotes.
    let isText: Bool
    fileprivate let lead: Bytes
  }

  /// Where bytes stand in `words`.
  fileprivate struct Bytes: Sendable {
    let word: Int
    let length: Int
  }

  /// Bounds of what a client's headers can take.
  private static let slotLimit = 128
  private static let byteLimit = 4_096
  /// Lines that are read without the shape after it did not fit, at most.
  private static let longestPause = 31

  private(set) var slots: ContiguousArray<Slot> = []
  private var words: ContiguousArray<UInt64> = []
  /// What stands after the last value.
  private var tail = Bytes(word: 0, length: 0)
  /// It was learned to the end of a line.
  private var isWhole = false
  /// The line is being read key by key, and its shape is kept.
  private(set) var isLearning = false
  private var lastEnd = 0
  /// Where lines differ in shape, trying costs more than it brings: it is tried ever more seldom.
  private var pause = 0
  private var nextPause = 0

  /// Whether the next line should be held against the shape.
  @inline(__always)
  mutating func isWorthATry() -> Bool {
    if pause > 0 {
      pause &-= 1
      return false
    }
    return isWhole
  }

  /// A line had the shape.
  @inline(__always)
  mutating func fitted() { nextPause = 0 }

  /// A line had another.
  mutating func failed() {
    pause = nextPause
    nextPause = min(nextPause * 2 + 1, Self.longestPause)
    isWhole = false
  }

  /// From here a line is read key by key; it is learned where no shape is known.
  @inline(__always)
  mutating func begin(at start: Int) {
    guard !isWhole else { return }
    isLearning = true
    lastEnd = start
    slots.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
  }

  /// Keeps what stands before a value, and what the value is.
  @inline(never)
  mutating func note(
    _ field: LogField, _ rank: UInt8, _ value: ByteRange, isText: Bool, _ bytes: RawSpan
  ) {
    guard slots.count < Self.slotLimit, let lead = keep(bytes, to: value.start) else {
      isLearning = false
      return
    }
    slots.append(Slot(field: field, rank: rank, isText: isText, lead: lead))
    lastEnd = value.end
  }

  /// The line came to its end; nothing is known of one that was refused.
  mutating func end(_ bytes: RawSpan, at end: Int, isTaken: Bool) {
    guard isLearning else { return }
    isLearning = false
    guard isTaken, let tail = keep(bytes, to: end) else { return }
    self.tail = tail
    isWhole = true
  }

  /// The bytes since the last value; nil where there are too many.
  private mutating func keep(_ bytes: RawSpan, to end: Int) -> Bytes? {
    let kept = Bytes(word: words.count, length: end - lastEnd)
    guard words.count * 8 + kept.length <= Self.byteLimit else { return nil }
    for start in stride(from: lastEnd, to: end, by: 8) {
      let left = UInt64(min(8, end - start)) * 8
      words.append(left < 64 ? bytes.word(at: start) & ((1 << left) - 1) : bytes.word(at: start))
    }
    return kept
  }

  /// Where the value of a slot begins, if what belongs before it stands at `start`.
  @inline(__always)
  func valueStart(_ slot: Slot, _ bytes: RawSpan, after start: Int, to end: Int) -> Int? {
    stands(slot.lead, bytes, at: start, to: end) ? start &+ slot.lead.length : nil
  }

  /// Whether from `start` to `end` stands what belongs after the last value.
  @inline(__always)
  func isTail(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
    end &- start == tail.length && stands(tail, bytes, at: start, to: end)
  }

  @inline(__always)
  private func stands(_ wanted: Bytes, _ bytes: RawSpan, at start: Int, to end: Int) -> Bool {
    guard end &- start >= wanted.length else { return false }
    var (start, left, word) = (start, wanted.length, wanted.word)
    while left > 8 {
      guard bytes.word(at: start) == words[word] else { return false }
      start &+= 8
      left &-= 8
      word &+= 1
    }
    return left == 0
      || (bytes.word(at: start) ^ words[word]) &<< UInt64((8 &- left) &* 8) == 0
  }
}
