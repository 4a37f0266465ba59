import Clickstream

/// What is known of a visit by which profiles tell bounces and durations.
package struct VisitMeasures: Hashable, Sendable {
  package var pages: Int32
  package var downloads: Int32 = 0
  package var submissions: Int32 = 0
  /// Further events that a person caused, and those that happened by themselves.
  package var interactiveEvents: Int32 = 0
  package var silentEvents: Int32 = 0
  /// From the first hit to the last, in microseconds.
  package var span: Int64 = 0
  /// How long the pages were looked at, where something told; logs do not.
  package var engagementSeconds: Double?

  package init(
    pages: Int32, downloads: Int32 = 0, submissions: Int32 = 0, interactiveEvents: Int32 = 0,
    silentEvents: Int32 = 0, span: Int64 = 0, engagementSeconds: Double? = nil
  ) {
    self.pages = pages
    self.downloads = downloads
    self.submissions = submissions
    self.interactiveEvents = interactiveEvents
    self.silentEvents = silentEvents
    self.span = span
    self.engagementSeconds = engagementSeconds
  }

  package init(_ session: Session) {
    self.init(
      pages: session.pages, downloads: session.downloads, submissions: session.submissions,
      span: session.last.at.microseconds(since: session.first.at))
  }
}
