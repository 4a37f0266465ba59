/// Steps at which people like an axis to be divided.
enum NiceSteps {
  private static let seconds: [Double] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
    86_400,
  ]

  /// The least nice step that is `least` or more.
  static func step(atLeast least: Double, format: ValueFormat) -> Double {
    switch format {
    case .seconds:
      seconds.first { $0 >= least } ?? decimal(atLeast: least / 86_400, whole: true) * 86_400
    case .count, .bytes: decimal(atLeast: max(1, least), whole: true)
    case .decimal, .share: decimal(atLeast: least, whole: false)
    }
  }

  /// 1, 2, 2.5 or 5 times a power of ten; 2.5 itself is no whole number.
  private static func decimal(atLeast least: Double, whole: Bool) -> Double {
    guard least > 0, least.isFinite else { return 1 }
    var power = 1.0
    while power * 10 <= least { power *= 10 }
    while power > least { power /= 10 }
    for factor in [1, 2, 2.5, 5] where factor * power >= least {
      if whole, factor == 2.5, power < 10 { continue }
      return factor * power
    }
    return 10 * power
  }
}
