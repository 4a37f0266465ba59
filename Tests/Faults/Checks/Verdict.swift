/// What was found after faults.
struct Verdict: Sendable {
  var rounds = 0
  /// Keys of the manifest that are nowhere.
  var lost = 0
  /// Keys that are there more than once, surplus ones counted.
  var duplicate = 0
  /// Comparisons with the oracle that came out unequal.
  var unequal = 0
  /// What else was not as it must be, in words.
  var problems: [String] = []

  var isGood: Bool { lost == 0 && duplicate == 0 && unequal == 0 && problems.isEmpty }

  mutating func note(_ condition: Bool, _ problem: @autoclosure () -> String) {
    if !condition { problems.append(problem()) }
  }
}
