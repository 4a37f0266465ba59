/// How long each kind of record is kept.
///
/// Hits make sessions, and sessions the sums of days: none is kept shorter than what it was made of.
package struct Retention: Hashable, Sendable {
  package var events = Lifetime.always
  package var sessions = Lifetime.always
  /// Bytes of records that could not be used.
  package var rejects = Lifetime.days(30)
  /// Sums of days.
  package var sums = Lifetime.always

  package init() {}
}
