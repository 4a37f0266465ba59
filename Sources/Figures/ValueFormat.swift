import Markup

/// What a value measures, and so how it is written and where its axis is divided.
package enum ValueFormat: String, Hashable, Sendable, CaseIterable {
  /// A whole number of things.
  case count
  /// Any number.
  case decimal
  /// A part of one, written as per cent.
  case share
  /// A length of time in seconds.
  case seconds
  /// An amount of data in bytes.
  case bytes

  /// The value in full, for tables and sentences.
  package func text(_ value: Double) -> String {
    switch self {
    case .count: Number.whole(value)
    case .decimal: Number.fixed(value, decimals: 2)
    case .share: Number.percent(value, decimals: 1)
    case .seconds: Number.duration(seconds: value)
    case .bytes: Number.bytes(value)
    }
  }

  /// Of fewer than these, shares say nothing: counts alone are told.
  package static let smallBase = 20.0

  /// The value in three significant digits, of thousands four, in the unit of the largest beside it.
  package func label(_ value: Double, largest: Double? = nil) -> String {
    switch self {
    case .count, .decimal:
      // Below ten thousand the same whole number as in full, so that one page rounds it one way.
      (1_000..<9_999.5).contains(abs(value)) && abs(largest ?? value) < 9_999.5
        ? Number.whole(value) : Number.compact(value, largest: largest)
    case .share: Number.percent(value, decimals: (largest ?? value) < 0.05 ? 1 : 0)
    case .seconds: Number.duration(seconds: value)
    case .bytes: Number.bytes(value)
    }
  }
}
