import Clickstream

/// Turns local times of one zone into instants.
///
/// A time that the zone has twice is the first of the two; one that it leaves out is read as if the
/// clock had not been put forward. The offset of the last quarter of an hour is remembered.
struct LocalClock: Sendable {
  private let zone: Zone
  private var quarter = Int64.min
  private var offset: Int64 = 0

  init(_ zone: Zone) { self.zone = zone }

  /// Seconds since 1970 of a local time, which is given as if it were UTC.
  mutating func instant(of local: Int64) -> Int64 {
    let quarter = Int64(floorDividing: local, by: 900)
    if quarter != self.quarter {
      self.quarter = quarter
      offset = zone.offset(atLocal: local)
    }
    return local &- offset
  }
}
