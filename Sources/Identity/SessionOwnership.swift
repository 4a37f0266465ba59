package import Clickstream

/// Whose the hits of one session are, by who was logged in and whose the device is.
///
/// A shared device belongs to whoever logged in last, until the session ends: that is the silence
/// of half an hour after which nobody can be taken for the same. What nobody can be named for
/// stays anonymous.
package struct SessionOwnership: Sendable {
  /// Whose the browser is, by its cookie.
  package enum Device: Hashable, Sendable {
    /// The log tells browsers apart by address and agent only.
    case unknown
    case sole(person: Int64)
    case shared
  }

  package struct Login: Hashable, Sendable {
    package var at: Instant
    package var person: Int64

    package init(at: Instant, person: Int64) {
      self.at = at
      self.person = person
    }
  }

  /// A stretch of time: `from` belongs to it, `until` does not.
  package struct Span: Hashable, Sendable {
    package var from: Instant
    package var until: Instant
    package var person: Int64

    package init(from: Instant, until: Instant, person: Int64) {
      self.from = from
      self.until = until
      self.person = person
    }
  }

  /// Time of the first hit.
  package var first: Instant
  /// Time of the last hit.
  package var last: Instant
  package var device: Device
  /// In any order.
  package var logins: [Login]

  package init(first: Instant, last: Instant, device: Device, logins: [Login]) {
    self.first = first
    self.last = last
    self.device = device
    self.logins = logins
  }

  /// Stretches of the session that a person owns, in order of time; neighbours differ.
  package var spans: [Span] {
    let end = Instant(microseconds: last.microseconds + 1)
    let logins = logins.sorted { ($0.at.microseconds, $0.person) < ($1.at.microseconds, $1.person) }
    var spans: [Span] = []
    if let owner = ownerBefore(logins) {
      spans.append(Span(from: first, until: end, person: owner))
    }
    for login in logins where spans.last?.person != login.person {
      if let open = spans.popLast(), open.from < login.at {
        spans.append(Span(from: open.from, until: login.at, person: open.person))
      }
      spans.append(Span(from: login.at, until: end, person: login.person))
    }
    return spans
  }

  /// Whose what comes before the first login is.
  private func ownerBefore(_ logins: [Login]) -> Int64? {
    switch device {
    case .sole(let person): person
    case .shared: nil
    case .unknown: Set(logins.map(\.person)).count == 1 ? logins.first?.person : nil
    }
  }
}
