/// Looks for a postal address: by those of its parts that hold a number.
enum AddressMention {
  /// Parts of one address stand within so many bytes.
  private static let reach = 200

  static func verdicts(of address: String, in text: SpokenText) -> [FactCheck.Verdict] {
    let parts = address.split(separator: ",").map { SpokenText(String($0)) }
      .filter { $0.words.contains { $0 &- 48 < 10 } }
    guard !parts.isEmpty else { return [] }
    let places = parts.map { text.places(of: $0) }
    var verdicts: [FactCheck.Verdict] = []
    for (index, found) in places.enumerated() {
      for place in found {
        let missing = parts.indices.first { other in
          other != index && !places[other].contains { isNear($0, place) }
        }
        guard missing != nil else {
          verdicts.append(.right)
          continue
        }
        verdicts.append(.wrong(text.piece(words(around: place, in: text))))
      }
    }
    // What stands beside another number of the house was told with it.
    let others = parts.flatMap { otherNumbers($0, text) }
    return others.isEmpty ? verdicts : verdicts.filter { $0 == .right } + others
  }

  /// A place with whole words beside it.
  private static func words(around place: Range<Int>, in text: SpokenText) -> Range<Int> {
    var start = max(0, place.lowerBound - 40)
    while start > 0, start < place.lowerBound, text.words[start - 1] != 32 { start += 1 }
    var end = min(text.words.count, place.upperBound + 40)
    while end < text.words.count, end > place.upperBound, text.words[end] != 32 { end -= 1 }
    return start..<end
  }

  private static func isNear(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    one.lowerBound < other.upperBound + reach && other.lowerBound < one.upperBound + reach
  }

  /// The street with another number of the house.
  private static func otherNumbers(_ part: SpokenText, _ text: SpokenText) -> [FactCheck.Verdict] {
    let words = part.words.split(separator: 32).map(Array.init)
    let isNumber = { (word: [UInt8]) in word.first.map { $0 &- 48 < 10 } == true }
    let street = words.filter { !isNumber($0) }
    guard words.count - street.count == 1, street.joined().count >= 5,
      let number = words.first(where: isNumber),
      isNumber(words[0]) || words.last.map(isNumber) == true
    else { return [] }
    let phrase = SpokenText(String(decoding: Array(street.joined(separator: [32])), as: UTF8.self))
    return text.places(of: phrase).compactMap { place in
      let beside: [UInt8]? =
        isNumber(words[0])
        ? text.words[..<place.lowerBound].suffix(12).split(separator: 32).last.map(Array.init)
        : text.words[place.upperBound...].prefix(12).split(separator: 32).first.map(Array.init)
      guard let beside, isNumber(beside), beside.count <= 5, beside != number else { return nil }
      let range =
        isNumber(words[0])
        ? place.lowerBound - beside.count - 1..<place.upperBound
        : place.lowerBound..<place.upperBound + beside.count + 1
      return .wrong(text.piece(range))
    }
  }
}
