/// Lines a second over the last minute; the clock is a parameter.
struct RateMeter: Sendable {
  private var buckets = [Int64](repeating: 0, count: 60)
  private var last: Int64 = 0

  mutating func add(_ count: Int64, at now: Duration) {
    advance(to: now.components.seconds)
    buckets[Int(last % 60)] += count
  }

  /// Over the last 60 seconds.
  mutating func perSecond(at now: Duration) -> Double {
    advance(to: now.components.seconds)
    return Double(buckets.reduce(0, +)) / 60
  }

  private mutating func advance(to second: Int64) {
    guard second > last else { return }
    for step in (last + 1)...max(last + 1, min(second, last + 60)) { buckets[Int(step % 60)] = 0 }
    last = second
  }
}
