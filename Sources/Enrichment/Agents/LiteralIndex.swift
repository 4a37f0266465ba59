/// Finds which of many literals stand in a text, in one pass (Aho and Corasick, 1975).
struct LiteralIndex: Sendable {
  /// Bytes in no literal are all of class 0.
  private var classes = [UInt8](repeating: 0, count: 256)
  private var classCount = 1
  /// The state that follows, by state and class.
  private var following: [Int32] = []
  /// Where the numbers that a state tells begin in `told`, and one more.
  private var ends: [Int32] = [0]
  private var told: [Int32] = []

  /// - Parameter literals: Bytes in lower case with the numbers that they tell; an empty literal
  ///   tells nothing.
  init(_ literals: [(bytes: [UInt8], number: Int)]) {
    // Without capitals there are fewer classes than a byte can tell apart.
    let literals = literals.map { (bytes: AgentText.folded($0.bytes), number: $0.number) }
    for (bytes, _) in literals {
      for byte in bytes where classes[Int(byte)] == 0 {
        classes[Int(byte)] = UInt8(classCount)
        classCount += 1
      }
    }
    var children = [Int32](repeating: -1, count: classCount)
    var own: [[Int32]] = [[]]
    for (bytes, number) in literals where !bytes.isEmpty {
      var state = 0
      for byte in bytes {
        let slot = state * classCount + Int(classes[Int(byte)])
        if children[slot] < 0 {
          children[slot] = Int32(own.count)
          own.append([])
          children.append(contentsOf: repeatElement(-1, count: classCount))
        }
        state = Int(children[slot])
      }
      own[state].append(Int32(number))
    }
    following = children
    complete(&own)
    for numbers in own {
      told.append(contentsOf: Set(numbers).sorted())
      ends.append(Int32(told.count))
    }
  }

  /// Puts the ways of the longest proper suffix where a state has none, breadth first.
  private mutating func complete(_ own: inout [[Int32]]) {
    var suffixes = [Int](repeating: 0, count: own.count)
    var queue: [Int] = [0]
    var place = 0
    while place < queue.count {
      let state = queue[place]
      place += 1
      for byte in 0..<classCount {
        let slot = state * classCount + byte
        let suffix =
          state == 0 ? 0 : Int(following[suffixes[state] * classCount + byte])
        guard following[slot] >= 0 else {
          following[slot] = Int32(suffix)
          continue
        }
        let child = Int(following[slot])
        suffixes[child] = suffix
        own[child] += own[suffix]
        queue.append(child)
      }
    }
  }

  /// Calls `body` with the numbers of each literal at each place where it ends in `text`.
  func find(in text: [UInt8], _ body: (Int) -> Void) {
    var state = 0
    for byte in text {
      state = Int(following[state * classCount + Int(classes[Int(byte)])])
      for place in Int(ends[state])..<Int(ends[state + 1]) { body(Int(told[place])) }
    }
  }
}
