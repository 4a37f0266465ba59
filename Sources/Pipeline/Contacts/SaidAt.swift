package import Clickstream
import Intake

/// When something was said that is written down later.
package enum SaidAt {
  /// The instant of a text, by the clock of a zone; now where nothing is said.
  ///
  /// - Throws: `UsageError` for what is no time, or lies ahead.
  package static func instant(_ text: String?, now: Instant, zone: Zone) throws -> Instant {
    guard let text else { return now }
    guard let instant = LedgerDate.instant(text, zone: zone) else {
      throw UsageError("--at: expected a time as '2026-11-27 14:30', found \(text)")
    }
    guard instant <= now else {
      throw UsageError("--at: \(text) lies ahead; what will be said then nobody knows")
    }
    return instant
  }
}
