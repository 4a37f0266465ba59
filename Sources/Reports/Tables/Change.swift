import Figures
import Markup

/// The change of a value against the compared period, in words.
struct Change {
  let value: Double
  let previous: Double
  let format: ValueFormat

  /// Below this base no share is told, for it would say more than is known.
  static let smallBase = 20.0

  private var difference: Double { value - previous }
  private var isSmall: Bool { min(abs(value), abs(previous)) < Self.smallBase }

  /// Whether there is more or less; nil where, as it is written, nothing changed.
  var isMore: Bool? {
    if format == .share { return abs(difference) < 0.0005 ? nil : difference > 0 }
    if format == .seconds, abs(difference) < 0.5 { return nil }
    return difference == 0 ? nil : difference > 0
  }

  /// The size of the change: `12 %`, `3`, `1.3 points`, `50 s`.
  private var size: String {
    let amount = abs(difference)
    switch format {
    case .share: return "\(Number.fixed(amount * 100, decimals: 1)) points"
    case .seconds: return Number.duration(seconds: amount)
    case .bytes where previous > 0: return Number.percent(amount / previous)
    case .bytes: return Number.bytes(amount)
    case .count, .decimal:
      let isRatio = format == .decimal && previous > 0
      guard isRatio || !isSmall, previous > 0 else { return format.text(amount) }
      if amount / previous >= 2, difference > 0 {
        return "\(Number.fixed(value / previous, decimals: 1)) times"
      }
      return Number.percent(amount / previous)
    }
  }

  /// `12 % more`, `3 fewer`, `1.3 points up`, `50 s shorter`, `unchanged`.
  var words: String {
    guard let isMore else { return "unchanged" }
    if size.hasSuffix("times") { return "\(size) as many" }
    return switch format {
    case .share: "\(size) \(isMore ? "up" : "down")"
    case .seconds: "\(size) \(isMore ? "longer" : "shorter")"
    case .count: "\(size) \(isMore ? "more" : "fewer")"
    case .decimal, .bytes: "\(size) \(isMore ? "more" : "less")"
    }
  }

  /// `rose by 12 %`, `fell by 3`, `stayed the same`.
  var verb: String {
    guard let isMore else { return "stayed the same" }
    if size.hasSuffix("times") { return "rose to \(size) as many" }
    return "\(isMore ? "rose" : "fell") by \(size)"
  }

  /// `+14 %`, `−3`, `new`, `=`: for the column of a table.
  var short: String {
    if previous == 0, value > 0 { return "new" }
    guard let isMore else { return "=" }
    if size.hasSuffix("times") {
      return "×\(Number.fixed(value / previous, decimals: 1))"
    }
    return (isMore ? "+" : "\u{2212}") + size
  }
}
