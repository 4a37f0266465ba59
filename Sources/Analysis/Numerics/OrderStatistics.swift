internal import Glibc

/// The middle value; of an even number the mean of the two in the middle.
func median(_ values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let half = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/// The least value that so many per cent of the values do not exceed (the nearest rank).
func percentile(_ percent: Int, of values: [Int]) -> Int? {
  guard !values.isEmpty else { return nil }
  let rank = (percent * values.count + 99) / 100
  return values.sorted()[max(rank, 1) - 1]
}

/// Pearson's correlation of pairs; nil where one side does not vary.
func correlation(_ pairs: [(Double, Double)]) -> Double? {
  let count = Double(pairs.count)
  guard count > 1 else { return nil }
  let meanX = pairs.reduce(0) { $0 + $1.0 } / count
  let meanY = pairs.reduce(0) { $0 + $1.1 } / count
  var xx = 0.0
  var yy = 0.0
  var xy = 0.0
  for (x, y) in pairs {
    xx += (x - meanX) * (x - meanX)
    yy += (y - meanY) * (y - meanY)
    xy += (x - meanX) * (y - meanY)
  }
  guard xx > 0, yy > 0 else { return nil }
  return xy / (sqrt(xx) * sqrt(yy))
}
