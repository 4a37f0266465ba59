/// The resident memory of a program through a long run, a sample a second, and whether it is flat.
///
/// The program may be killed and started again on the way: what it takes while it warms up is no
/// measure. The rule: over the last third of the run the median is at most a tenth above that of
/// the first third, and no sample is above 128 MB.
package struct MemoryCourse: Sendable {
  package static let limit = 128 * 1_024
  /// Seconds after a start that are no measure.
  package static let warmUp = 10
  /// Samples of a third without which nothing is said of it.
  package static let fewest = 5

  /// In kB; nil while the program warms up.
  private var samples: [Int?] = []
  private var age = 0
  package private(set) var peak = 0

  package init() {}

  /// The program was started, or started again.
  package mutating func begin() { age = 0 }

  /// Another second has gone.
  package mutating func add(_ kilobytes: Int) {
    age += 1
    samples.append(age > Self.warmUp ? kilobytes : nil)
    see(kilobytes)
  }

  /// Notes the most that a program has taken, which no sample may have met.
  package mutating func see(_ kilobytes: Int) { peak = max(peak, kilobytes) }

  /// The medians of the first and the last third, in kB; nil where there are too few samples.
  package var thirds: (first: Int, last: Int)? {
    let third = samples.count / 3
    guard let first = Self.median(samples.prefix(third)),
      let last = Self.median(samples.suffix(third))
    else { return nil }
    return (first, last)
  }

  private static func median(_ samples: ArraySlice<Int?>) -> Int? {
    let known = samples.compactMap(\.self).sorted()
    return known.count >= fewest ? known[known.count / 2] : nil
  }

  /// What is not as it must be.
  package var problems: [String] {
    var problems: [String] = []
    if peak > Self.limit { problems.append("the daemon took \(peak / 1_024) MB") }
    if let (first, last) = thirds, last * 10 > first * 11 {
      problems.append("memory grew from \(first) to \(last) kB, by more than a tenth")
    }
    return problems
  }

  /// One sentence for people.
  package var summary: String {
    guard let (first, last) = thirds else {
      return "memory at most \(peak / 1_024) MB; the run is too short to tell whether it grows"
    }
    return "memory at most \(peak / 1_024) MB, its median \(first / 1_024) MB in the first third "
      + "and \(last / 1_024) MB in the last"
  }
}
