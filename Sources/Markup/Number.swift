/// Numbers as text: the same on every machine, without locale and without exponents.
///
/// For people, thousands are grouped by U+202F and minus is U+2212; what is no finite number is a
/// dash.
package enum Number {
  static let space = "\u{202F}"
  static let minus = "\u{2212}"
  static let nothing = "–"

  /// A coordinate: at most three decimals, no trailing zeros, no `-0`, ASCII minus.
  ///
  /// What is not finite is 0, and beyond 10¹² the value is cut off there: no picture is that large.
  package static func svg(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let bounded = min(max(value, -1e12), 1e12)
    return (bounded < 0 ? "-" : "").unlessZero(decimal(abs(bounded), decimals: 3, group: false))
  }

  /// A whole number, grouped: `12 500`.
  package static func whole(_ value: Int64) -> String {
    (value < 0 ? minus : "") + grouped(String(value.magnitude))
  }

  /// A whole number, rounded half away from zero and grouped.
  package static func whole(_ value: Double) -> String { fixed(value, decimals: 0) }

  /// A number with at most `decimals` decimals, grouped, without trailing zeros.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return nothing }
    return (value < 0 ? minus : "")
      .unlessZero(decimal(value.magnitude, decimals: decimals, group: true))
  }

  /// A whole number with its sign, for a change: `+12`, `−4`, `0`.
  package static func signed(_ value: Int64) -> String {
    (value > 0 ? "+" : "") + whole(value)
  }

  /// A share of 1 as per cent.
  ///
  /// With no decimals a share that is not nothing is never shown as `0 %`, and one that is not all
  /// never as `100 %`.
  package static func percent(_ share: Double, decimals: Int = 0) -> String {
    guard share.isFinite else { return nothing }
    if decimals == 0, share > 0, share < 0.005 { return "<1\(space)%" }
    if decimals == 0, share >= 0.995, share < 1 { return ">99\(space)%" }
    return fixed(share * 100, decimals: decimals) + "\(space)%"
  }

  private static func decimal(_ magnitude: Double, decimals: Int, group: Bool) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    guard magnitude * scale < 9e15 else { return wholeDigits(magnitude, group: group) }
    let units = UInt64((magnitude * scale).rounded())
    let one = UInt64(scale)
    let whole = String(units / one)
    var fraction = String(units % one)
    fraction = String(repeating: "0", count: max(0, decimals - fraction.count)) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let head = group ? grouped(whole) : whole
    return decimals == 0 || fraction.isEmpty ? head : head + "." + fraction
  }

  private static func wholeDigits(_ magnitude: Double, group: Bool) -> String {
    guard magnitude < 1e18 else { return "over " + grouped(String(UInt64(1e18))) }
    let digits = String(UInt64(magnitude.rounded()))
    return group ? grouped(digits) : digits
  }

  private static func grouped(_ digits: String) -> String {
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out += space }
      out.append(digit)
    }
    return out
  }
}

extension String {
  /// This sign before a number, but none before zero.
  fileprivate func unlessZero(_ number: String) -> String { number == "0" ? number : self + number }
}
