/// Decimal digits as a `numeric` holds them: words of base 10,000 with the weight of the first.
struct NumericBytes {
  private(set) var words: [Int16] = []
  private(set) var weight: Int16 = 0
  /// Digits behind the point, as they were written.
  private(set) var scale: Int16 = 0
  let isNegative: Bool

  /// - Parameter text: digits with at most one point, and a minus before them or none.
  init(_ text: String) {
    let sign = text.utf8.first == UInt8(ascii: "-")
    let digits = Array(text.utf8.dropFirst(sign ? 1 : 0))
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.count
    scale = Int16(max(0, digits.count - point - 1))
    // Words are counted from the point, so the first may be short, and the last.
    var word: Int16 = 0
    var filled = (4 - point % 4) % 4
    for digit in digits where digit != UInt8(ascii: ".") {
      word = word * 10 + Int16(digit - 48)
      filled += 1
      if filled == 4 {
        words.append(word)
        (word, filled) = (0, 0)
      }
    }
    if filled > 0 {
      while filled < 4 { (word, filled) = (word * 10, filled + 1) }
      words.append(word)
    }
    weight = Int16((point + 3) / 4 - 1)
    while words.last == 0 { words.removeLast() }
    let zeros = words.prefix { $0 == 0 }.count
    words.removeFirst(zeros)
    weight = words.isEmpty ? 0 : weight - Int16(zeros)
    isNegative = sign && !words.isEmpty
  }
}
