/// What is more than one person: beyond these, evidence is set aside and shown to staff.
package struct IdentityLimits: Sendable {
  /// Nodes that one person may consist of.
  package var nodes = 50
  /// Mail addresses of one person first seen in the same calendar year, UTC.
  package var addressesAYear = 5
  /// Cookies of one person first seen within the same seven days, counted from 1970-01-01.
  package var cookiesAWeek = 5

  package init() {}
}
