/// A point in time: microseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// The same resolution and range of use as PostgreSQL's `timestamptz`.
public struct Instant: Hashable, Comparable, Sendable {
  package static let microsecondsPerSecond: Int64 = 1_000_000

  /// Microseconds since the Unix epoch, UTC.
  public var microseconds: Int64

  @inlinable
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  package init(seconds: Int64) {
    self.microseconds = seconds * Self.microsecondsPerSecond
  }

  /// Whole seconds since the Unix epoch, rounded down.
  package var seconds: Int64 {
    Int64(floorDividing: microseconds, by: Self.microsecondsPerSecond)
  }

  @inlinable
  public static func < (left: Self, right: Self) -> Bool {
    left.microseconds < right.microseconds
  }

  package func advanced(bySeconds seconds: Int64) -> Instant {
    Instant(microseconds: microseconds + seconds * Self.microsecondsPerSecond)
  }

  /// Microseconds from `other` to this instant.
  package func microseconds(since other: Instant) -> Int64 {
    microseconds - other.microseconds
  }
}

extension Instant {
  /// Before this, a time in a log is not believed: 1990-01-01T00:00:00Z.
  package static let earliest = Instant(seconds: 631_152_000)

  /// How far a line may lie ahead of the clock: 24 hours, in seconds.
  package static let aheadLimit: Int64 = 86_400
}

extension Int64 {
  /// The quotient rounded towards minus infinity; `divisor` is positive.
  package init(floorDividing value: Int64, by divisor: Int64) {
    let quotient = value / divisor
    self = value % divisor < 0 ? quotient - 1 : quotient
  }
}
