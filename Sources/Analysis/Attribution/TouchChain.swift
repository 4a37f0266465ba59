/// The absorbing chain of all paths: start, channels, conversion, null; of first order.
///
/// Source: Anderl, Becker, von Wangenheim and Schumann, "Mapping the customer journey", 2016. The
/// chain is solved, not simulated: simulation is far off for rare channels.
package struct TouchChain: Sendable {
  /// Sorted by name.
  package let channels: [String]
  /// The probability of a conversion for a path that starts.
  package let conversion: Double
  /// For each channel the share of this probability that is lost when all that comes to it is sent
  /// to null.
  package let removalEffects: [Double]

  package init(of paths: [TouchPath]) {
    let paths = paths.filter { !$0.touches.isEmpty && $0.conversions + $0.nonConversions > 0 }
    let channels = Set(paths.lazy.flatMap { $0.touches.lazy.map(\.channel) }).sorted()
    let index = Dictionary(uniqueKeysWithValues: channels.enumerated().map { ($1, $0) })
    let count = channels.count
    var start = [Double](repeating: 0, count: count)
    var steps = SquareMatrix(size: count)
    var converted = [Double](repeating: 0, count: count)
    var leaving = [Double](repeating: 0, count: count)
    for path in paths {
      let times = Double(path.conversions + path.nonConversions)
      let places = path.touches.compactMap { index[$0.channel] }
      guard let first = places.first, let last = places.last else { continue }
      start[first] += times
      for (from, to) in zip(places, places.dropFirst()) { steps[from, to] += times }
      for place in places { leaving[place] += times }
      converted[last] += Double(path.conversions)
    }
    let starts = start.reduce(0, +)
    var remainder = SquareMatrix.identity(count)
    for row in 0..<count {
      for column in 0..<count { remainder[row, column] -= steps[row, column] / leaving[row] }
    }
    self.channels = channels
    // Every channel is left for an end at last, so that the matrix is never singular.
    guard starts > 0, let visits = remainder.inverse else {
      conversion = 0
      removalEffects = [Double](repeating: 0, count: count)
      return
    }
    let converting = (0..<count).map { row in
      (0..<count).reduce(0) { $0 + visits[row, $1] * converted[$1] / leaving[$1] }
    }
    let probability = (0..<count).reduce(0) { $0 + start[$1] / starts * converting[$1] }
    conversion = probability
    removalEffects = (0..<count).map { channel in
      guard probability > 0 else { return 0 }
      let visits =
        (0..<count).reduce(0) { $0 + start[$1] / starts * visits[$1, channel] }
        / visits[channel, channel]
      return visits * converting[channel] / probability
    }
  }
}
