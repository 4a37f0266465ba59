/// The one source of chance: SplitMix64 (Steele, Lea, Flood 2014), so that a seed gives one world.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z &>> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z &>> 31)
  }

  /// A whole number of the range, each as likely (up to a bias far below what a sample shows).
  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// True in `percent` of a hundred throws.
  mutating func chance(_ percent: Int) -> Bool { number(in: 1...100) <= percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(in: 0...(elements.count - 1))]
  }

  /// One element, as likely as its weight says.
  mutating func weighted<Element>(_ choices: [(Element, Int)]) -> Element {
    var left = number(in: 1...choices.reduce(0) { $0 + $1.1 })
    for (element, weight) in choices {
      left -= weight
      if left <= 0 { return element }
    }
    return choices[choices.count - 1].0
  }

  /// The numbers 0 ..< `count` in a random order (Fisher-Yates).
  mutating func permutation(of count: Int) -> [Int] {
    var result = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) {
      result.swapAt(i, number(in: 0...i))
    }
    return result
  }

  /// `digits` upper-case hexadecimal digits.
  mutating func hexadecimal(digits: Int) -> String {
    var text = ""
    for _ in 0..<digits { text += String(number(in: 0...15), radix: 16, uppercase: true) }
    return text
  }
}
