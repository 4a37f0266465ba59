import Clickstream

/// Turns local times of one zone into instants.
///
/// A time that the zone has twice is the first of the two; one that it leaves out is read as if the
/// clock had not been put forward. The offset of the last quarter of an hour is remembered.
struct LocalClock: Sendable {
  private let zone: Zone
  /// Where that quarter begins, in local time.
  private var quarter: Int64 = 0
  private var offset: Int64

  init(_ zone: Zone) {
    self.zone = zone
    offset = zone.offset(atLocal: 0)
  }

  /// Seconds since 1970 of a local time, which is given as if it were UTC.
  @inline(__always)
  mutating func instant(of local: Int64) -> Int64 {
    if UInt64(bitPattern: local &- quarter) >= 900 { look(at: local) }
    return local &- offset
  }

  @inline(never)
  private mutating func look(at local: Int64) {
    quarter = Int64(floorDividing: local, by: 900) &* 900
    offset = zone.offset(atLocal: local)
  }
}
