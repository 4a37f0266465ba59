internal import Glibc

/// The natural logarithm of the gamma function, for x > 0.
func logGamma(_ x: Double) -> Double { Glibc.lgamma(x).0 }

/// ln(eˣ + eʸ), without overflow.
func logSum(_ x: Double, _ y: Double) -> Double {
  let larger = max(x, y)
  guard larger > -.infinity else { return larger }
  return larger + log1p(exp(-abs(x - y)))
}

/// The Gauss hypergeometric function ₂F₁(a, b; c; z) for 0 ≤ z < 1, by its power series.
///
/// It stops where a term is smaller than 1e-14 of the sum, or after 10,000 terms; close to z = 1 the
/// latter leaves less accuracy. Source: Abramowitz and Stegun, 15.1.1.
package func hypergeometric(_ a: Double, _ b: Double, _ c: Double, _ z: Double) -> Double {
  var term = 1.0
  var sum = 1.0
  for index in 0..<10_000 {
    let n = Double(index)
    term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z
    sum += term
    if abs(term) <= 1e-14 * abs(sum) { break }
  }
  return sum
}
