package import Clickstream

/// What is more than one person: beyond these, evidence is set aside and shown to staff.
package struct IdentityLimits: Sendable {
  /// Nodes that one person may consist of.
  package var nodes = 50
  /// Mail addresses of one person first seen in the same calendar year, UTC.
  package var addressesAYear = 5
  /// Cookies of one person first seen within the same seven days, counted from 1970-01-01.
  package var cookiesAWeek = 5

  package init() {}

  /// A device that one person alone uses.
  package struct Device<ID: Hashable & Sendable>: Sendable {
    package var id: ID
    package var person: Int64
    package var firstSeen: Instant

    package init(id: ID, person: Int64, firstSeen: Instant) {
      self.id = id
      self.person = person
      self.firstSeen = firstSeen
    }
  }

  private struct Week: Hashable {
    var person: Int64
    var number: Int32
  }

  /// Those of the devices of persons who have too many new ones in a week.
  package func excessive<ID>(_ devices: [Device<ID>]) -> Set<ID> {
    let weeks = Dictionary(grouping: devices) {
      Week(person: $0.person, number: $0.firstSeen.utcDay.number / 7)
    }
    return Set(weeks.values.filter { $0.count > cookiesAWeek }.joined().map(\.id))
  }
}
