/// Values to seven classes of one hue: `q0` is zero (or less), `q1` to `q6` are more and more.
///
/// The classes are equal steps up to the largest value; where most values are far below it, steps
/// of the square root, so that the many small ones do not all look alike.
package struct HeatScale: Sendable {
  /// The least and the largest value above zero; nil where there is none.
  package let least: Double?
  package let largest: Double?
  private let isSkewed: Bool

  package init(_ values: some Sequence<Double>) {
    let positive = values.filter { $0.isFinite && $0 > 0 }.sorted()
    least = positive.first
    largest = positive.last
    isSkewed = positive.isEmpty ? false : positive[positive.count / 2] * 6 < (positive.last ?? 0)
  }

  /// The class of a value, 0 to 6; more is never a lower class.
  package func step(_ value: Double) -> Int {
    guard let largest, value > 0 else { return 0 }
    let share = min(1, value / largest)
    return min(6, max(1, Int(((isSkewed ? share.squareRoot() : share) * 6).rounded(.up))))
  }

  /// The name of the class of a value; a missing one is `none`.
  package func className(_ value: Double?) -> String {
    guard let value, !value.isNaN else { return "none" }
    return "q\(step(value))"
  }
}
