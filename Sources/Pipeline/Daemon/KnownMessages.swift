/// Hashes of the messages of a Maildir that are stored, as far as there is room for them.
///
/// What there is no room for is read again whenever its folder changes, and the database knows it:
/// slower, and neither lost nor doubled. Eight bytes and a bit are taken for each message.
struct KnownMessages {
  /// In order; with each whether it was met since the last listing began.
  private var sorted: ContiguousArray<Int> = []
  private var isMet: ContiguousArray<UInt64> = []
  /// Those that came since.
  private var fresh: Set<Int> = []

  var count: Int { sorted.count + fresh.count }

  func contains(_ hash: Int) -> Bool { fresh.contains(hash) || index(of: hash) != nil }

  mutating func insert(_ hash: Int) { fresh.insert(hash) }

  /// From now on `meet` marks what is still there.
  mutating func beginListing() {
    if !fresh.isEmpty {
      sorted.append(contentsOf: fresh)
      sorted.sort()
      fresh = []
    }
    isMet = ContiguousArray(repeating: 0, count: (sorted.count + 63) / 64)
  }

  /// Whether it is known; and notes that it is still there.
  mutating func meet(_ hash: Int) -> Bool {
    guard let index = index(of: hash) else { return fresh.contains(hash) }
    isMet[index / 64] |= 1 << UInt64(index % 64)
    return true
  }

  /// Forgets what was not met since the listing began.
  mutating func forgetUnmet() {
    var kept = 0
    for index in sorted.indices where isMet[index / 64] >> UInt64(index % 64) & 1 == 1 {
      sorted[kept] = sorted[index]
      kept += 1
    }
    sorted.removeLast(sorted.count - kept)
    isMet = []
  }

  private func index(of hash: Int) -> Int? {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == hash ? low : nil
  }
}

/// What following Maildirs may take of memory, over all of them.
package struct MailRoom: Sendable {
  /// Messages that are remembered as stored: 32 MB of them.
  package var known: Int
  /// Messages that are found at one listing, and that may fail before all rests.
  package var found: Int

  package init(known: Int, found: Int) {
    self.known = known
    self.found = found
  }

  package static let standard = MailRoom(known: 4_000_000, found: 10_000)
}
