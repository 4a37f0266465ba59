/// Finds the words and phrases of all rules in one pass over a text.
struct PhraseIndex: Equatable {
  struct Match: Equatable {
    var rule: Int
    /// Whether the phrase forbids the rule instead of feeding it.
    var isExclusion: Bool
  }

  private struct Entry: Equatable {
    var words: [Int]
    var match: Match
  }

  /// Words of one phrase, at most.
  static let phraseLimit = 8

  private var numbers: [String: Int] = [:]
  /// The phrases by the number of their first word.
  private var entries: [[Entry]] = []

  /// Adds a phrase, split into words as texts are; false when that gives none, or over eight.
  mutating func add(_ phrase: String, _ match: Match) -> Bool {
    var words: [Int] = []
    Words.forEach(in: phrase) { word in
      if let number = numbers[word] {
        words.append(number)
      } else {
        numbers[word] = entries.count
        words.append(entries.count)
        entries.append([])
      }
    }
    guard let first = words.first, words.count <= Self.phraseLimit else { return false }
    entries[first].append(Entry(words: words, match: match))
    return true
  }

  /// Calls `body` for each phrase at each place where it stands in `text`, with the number of its
  /// first word.
  func match(_ text: String, _ body: (Match, Int) -> Void) {
    var words: [Int] = []
    Words.forEach(in: text) { word in words.append(numbers[word] ?? -1) }
    for (place, word) in words.enumerated() where word >= 0 {
      for entry in entries[word] {
        let end = place + entry.words.count
        if end <= words.count, words[place..<end].elementsEqual(entry.words) {
          body(entry.match, place)
        }
      }
    }
  }
}
