package import Clickstream

/// Local days of a visitor whose sessions are to be cut anew, from their first instant until their
/// end.
package struct WholeDays: Hashable, Sendable {
  package let start: Instant
  package let end: Instant

  /// The span of which hits are to be read, its end left out: what lies a pause around the days tells
  /// what opened their first session and the one after them.
  package var span: Range<Instant> {
    let first = Instant(microseconds: start.microseconds - Profile.longestSilence)
    return first..<Instant(microseconds: end.microseconds + Profile.longestSilence)
  }
}
