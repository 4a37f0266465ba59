import Clickstream
import Sessions

/// The events of a batch, ready to be sent: rows of a COPY, and hits in the order of visitors.
struct EventRows: Sendable {
  /// The events themselves, for the case that the database refuses one.
  private(set) var events: ContiguousArray<Event> = []
  private(set) var buffers: [[UInt8]] = []
  private(set) var hits: [SessionHit] = []
  /// First days of the months that the events lie in (UTC), as the partitions are cut.
  private(set) var months: Set<Int32> = []

  init() {}

  init(_ events: ContiguousArray<Event>) {
    guard !events.isEmpty else { return }
    self.events = events
    hits.reserveCapacity(events.count)
    buffers = EventColumns.buffers(of: events)
    var day: Int64?
    for event in events {
      hits.append(SessionHit(event))
      let number = Int64(floorDividing: event.at.seconds, by: 86_400)
      if number != day {
        day = number
        months.insert(Day(number: Int32(truncatingIfNeeded: number)).firstOfMonth.number)
      }
    }
    hits.sort {
      $0.visitor != $1.visitor ? $0.visitor < $1.visitor : $0.moment < $1.moment
    }
  }

  /// The rows without the events at these indices.
  func leavingOut(_ indices: Set<Int>) -> EventRows {
    EventRows(
      ContiguousArray(events.indices.lazy.filter { !indices.contains($0) }.map { events[$0] }))
  }
}
