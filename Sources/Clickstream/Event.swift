/// One hit, enriched: what the database keeps of a line.
///
/// `(visitor, at, generation, position)` identifies and orders it. Zero stands for "none" in ids.
package struct Event: Sendable {
  package var visitor: Int64
  package var at: Instant
  package var generation: Int64
  package var position: Int64
  package var site: Int64
  /// Id of a page, or of a missing page where the answer was 4xx.
  package var page: Int64 = 0
  package var query: Int64 = 0
  package var referrer: Int64 = 0
  package var agent: Int64 = 0
  /// Keyed hash of the authenticated user: evidence for persons.
  package var login: Int64 = 0
  /// Keyed hash of the server's visitor cookie: evidence for persons.
  package var cookie: Int64 = 0
  /// Keyed hash of the token of a visit that its query carries; that of the cookie whose value it is.
  package var token: Int64 = 0
  /// Id of the place of its address; 0 where none is known.
  package var place: Int64 = 0
  /// Bytes sent; -1 where the log says `-`.
  package var bytes: Int64 = -1
  /// How long the answer took, in microseconds; -1 where the log does not say.
  package var duration: Int64 = -1
  /// The address, cut; nil for host names and `-`.
  package var address: IPAddress?
  package var kind: EventKind
  package var audience: Audience
  /// Status of the answer; -1 where the log has none.
  package var status: Int16
  /// 10, 11, 20, 30 for HTTP/1.0 to HTTP/3; 0 unknown.
  package var protocolVersion: Int16 = 0
  package var method: Method

  package init(
    visitor: Int64, at: Instant, generation: Int64, position: Int64, site: Int64, kind: EventKind,
    audience: Audience, status: Int16, method: Method
  ) {
    self.visitor = visitor
    self.at = at
    self.generation = generation
    self.position = position
    self.site = site
    self.kind = kind
    self.audience = audience
    self.status = status
    self.method = method
  }

  /// A request method: up to eight upper-case letters in one word, first letter lowest.
  ///
  /// Longer or stranger ones are kept as `OTHER`.
  package struct Method: Hashable, Sendable {
    package let packed: UInt64

    package init(packed: UInt64) { self.packed = packed }
  }
}
