internal import Glibc

/// Fisher's exact test of a table of two by two, one-sided: how likely so many together, or more,
/// are where two things have nothing to do with each other.
///
/// - Parameters:
///   - together: observations that have both.
///   - first: observations that have the first.
///   - second: observations that have the second.
///   - all: all observations.
/// - Returns: a probability of at most 1; 1 where the numbers make no table.
package func fisherExact(together: Int, first: Int, second: Int, all: Int) -> Double {
  let least = max(0, first + second - all)
  let most = min(first, second)
  guard together > least, together <= most, max(first, second) <= all else { return 1 }
  func logChoose(_ n: Int, _ k: Int) -> Double {
    logGamma(Double(n) + 1) - logGamma(Double(k) + 1) - logGamma(Double(n - k) + 1)
  }
  func probability(_ count: Int) -> Double {
    exp(
      logChoose(first, count) + logChoose(all - first, second - count) - logChoose(all, second))
  }
  let (a, b, n) = (Double(first), Double(second), Double(all))
  // From the middle outwards, where no term is lost: the one tail, or one less the other.
  if Double(together) > a * b / n {
    var sum = 0.0
    var term = probability(together)
    var count = Double(together)
    while term > sum * 1e-17 {
      sum += term
      term *= (a - count) * (b - count) / ((count + 1) * (n - a - b + count + 1))
      count += 1
    }
    return min(sum, 1)
  }
  var sum = 0.0
  var term = probability(together - 1)
  var count = Double(together - 1)
  while term > sum * 1e-17 {
    sum += term
    term *= count * (n - a - b + count) / ((a - count + 1) * (b - count + 1))
    count -= 1
  }
  return max(0, 1 - sum)
}
