/// Somebody who works for the business.
package struct StaffMember: Equatable, Sendable {
  /// When somebody is at work on a day of the week, in the zone of the site.
  package struct Hours: Equatable, Sendable {
    /// 1 Monday to 7 Sunday.
    package var weekday: Int
    /// Minutes since midnight; `closes` is later, 1,440 at most.
    package var opens: Int
    package var closes: Int

    package init(weekday: Int, opens: Int, closes: Int) {
      self.weekday = weekday
      self.opens = opens
      self.closes = closes
    }
  }

  /// As it stands on pages.
  package var name: String
  /// Empty where none is told.
  package var role: String
  /// Mail addresses, normalised.
  package var addresses: [String]
  /// Names in other lists, and of users of the system.
  package var logins: [String]
  package var hours: [Hours]

  package init(
    name: String, role: String = "", addresses: [String] = [], logins: [String] = [],
    hours: [Hours] = []
  ) {
    self.name = name
    self.role = role
    self.addresses = addresses
    self.logins = logins
    self.hours = hours
  }

  /// Whether somebody is called so, in any case of letters.
  package func isCalled(_ text: String) -> Bool {
    let text = text.lowercased()
    return ([name] + addresses + logins).contains { $0.lowercased() == text }
  }
}
