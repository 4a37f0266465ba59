package import Clickstream

/// Turns access records into events: visitor key, page, kind, audience, referrer.
///
/// Everything that could name a person is hashed, cut or dropped here, before the first write.
package struct Enricher: Sendable {
  package struct Rules: Sendable {
    /// Names of query parameters that are kept.
    package var allowedQuery: [String]
    /// Assets are counted instead of kept.
    package var countsAssets: Bool

    package init(allowedQuery: [String], countsAssets: Bool) {
      self.allowedQuery = allowedQuery
      self.countsAssets = countsAssets
    }
  }

  package let ids: Ids
  package private(set) var sites: SiteDirectory
  package var salts = SaltBook()
  let rules: Rules
  let visitors: VisitorRules
  let agentRules: Int64
  private let queries: QueryCleaner
  let referrerCleaner: ReferrerCleaner
  var pages = Interner(bytes: 8 << 20)
  private var queryIds = Interner(bytes: 1 << 20)
  /// Agents by id: whether they are bots; bounded, forgets all when full.
  var agents: [Int64: Bool] = [:]
  /// Places by visitor, whose address is the same in all lines; bounded likewise.
  var placeOf: [Int64: Int64] = [:]
  var places: PlaceFinder
  var placeIds = Interner(bytes: 1 << 20)
  /// Pairs of referrer and query whose source was told already.
  var sourceIds = Interner(bytes: 2 << 20)
  /// Cleaned referrers by the hash of the raw bytes; bounded likewise.
  var referrers: [Int64: Int64] = [:]
  static let memoLimit = 50_000
  var scratch: [UInt8] = []

  package init(ids: Ids, sites: SiteDirectory, rules: Rules, visitors: VisitorRules) {
    self.ids = ids
    self.sites = sites
    self.rules = rules
    self.visitors = visitors
    places = PlaceFinder(visitors.places)
    agentRules = Int64(bitPattern: visitors.agents.fingerprint)
    queries = QueryCleaner(allowing: rules.allowedQuery)
    referrerCleaner = ReferrerCleaner(queries: queries)
  }

  /// From now on lines belong to the sites of this directory: those of the same sites, in the same
  /// order, but for lines without a host.
  package mutating func use(_ directory: SiteDirectory) { sites = directory }

  /// Forgets what was stored: after a rollback, rows must be sent again.
  package mutating func forgetStored() {
    pages.forget()
    queryIds.forget()
    agents.removeAll()
    placeOf.removeAll()
    placeIds.forget()
    sourceIds.forget()
    referrers.removeAll()
  }

  /// The salt periods that `instants` of any site lie in and whose salts are not at hand.
  package mutating func missingPeriods(of instants: some Sequence<Instant>) -> [SaltPeriod] {
    var missing: [SaltPeriod] = []
    for instant in instants {
      for entry in sites.entries where salts.find(instant, site: entry.id) == nil {
        let known = missing.contains {
          $0.site == entry.id && $0.start <= instant && instant < $0.end
        }
        if !known { missing.append(SaltPeriod.of(instant, site: entry.id, entry.site)) }
      }
    }
    return missing
  }

  /// Adds what became of one record of `chunk`.
  ///
  /// The salt of its period must be at hand (`missingPeriods(of:)`).
  package mutating func enrich(
    _ record: AccessRecord, in chunk: RawSpan, generation: Int64, position: Int64,
    into batch: inout EventBatch
  ) {
    guard let index = sites.index(ofHost: chunk.extracting(record.host.range), ids: ids) else {
      batch.rejects.append(
        RejectedRecord(
          generation: generation, position: position, reason: .unknownHost,
          detail: "its host is of no declared site: declare it under sites",
          // Whole, so that nothing else is needed to read it again.
          raw: chunk.bytes(record.line.start, record.line.end),
          length: Int64(record.line.length)))
      return
    }
    let entry = sites.entries[index]
    guard case .live(let salt0, let salt1) = salts.find(record.at, site: entry.id) else {
      batch.ignored[.tooLate, default: 0] += 1
      return
    }
    let agentBytes = chunk.extracting(record.agent.range)
    let (agent, isBot) = internAgent(
      agentBytes, record.flags.contains(.agentHasEscapes) ? record.encoding : .plain, &batch)
    let addressBytes = chunk.extracting(record.address.range)
    let address = IPAddress(addressBytes)
    let audience: Audience =
      if let address,
        entry.site.ownNetworks.contains(where: {
          $0.contains(high: address.high, low: address.low)
        })
      {
        .staff
      } else {
        isBot ? .bot : .person
      }

    var hasher = ids.hasher(.visitor)
    hasher.combine(salt0)
    hasher.combine(salt1)
    hasher.combine(UInt64(bitPattern: entry.id))
    hasher.combine(UInt64(bitPattern: agent))
    if let address {
      // By its value: one address may be written in several ways.
      hasher.combine(address.high)
      hasher.combine(address.low)
    } else {
      hasher.combine(addressBytes)
    }

    let method: Event.Method =
      if record.flags.contains(.malformedRequest) {
        .none
      } else if record.flags.contains(.lacksMethod) {
        Event.Method("GET")
      } else {
        Event.Method(chunk.extracting(record.method.range))
      }
    var event = Event(
      visitor: Ids.id(hasher), at: record.at, generation: generation, position: position,
      site: entry.id, kind: .malformed, audience: audience, status: record.status, method: method)
    event.agent = agent
    event.bytes = record.bytes
    event.duration = record.duration
    event.address = address?.cut()
    if let address { event.place = internPlace(of: address, event.visitor, &batch) }
    event.protocolVersion = Self.version(chunk.extracting(record.protocolVersion.range))
    let referrer = chunk.extracting(record.referrer.range)
    let encoding = record.flags.contains(.referrerHasEscapes) ? record.encoding : .plain
    if !record.flags.contains(.malformedRequest) {
      let mayBeDead = target(of: record, in: chunk, site: entry, &event, &batch)
      if mayBeDead,
        EventKinds.isLinked(from: cleaned(referrer, encoding)?.host, entry.site.hosts)
      {
        event.kind = .error
      }
      if rules.countsAssets, event.kind == .asset {
        batch.counted += 1
        return
      }
    }
    event.referrer = internReferrer(referrer, encoding, &batch)
    if event.kind == .page || event.kind == .download {
      internSource(of: event, entry.site, referrer, encoding, &batch)
    }
    if !record.user.isEmpty {
      event.login = ids.id(.login, site: entry.id, chunk.extracting(record.user.range))
    }
    if !record.cookie.isEmpty {
      event.cookie = ids.id(.cookie, site: entry.id, chunk.extracting(record.cookie.range))
    }
    batch.events.append(event)
  }

  /// 10, 11, 20 or 30; 0 for anything else.
  private static func version(_ text: RawSpan) -> Int16 {
    guard text.byteCount >= 6, text.starts(with: "HTTP/") else { return 0 }
    switch (text.byte(5), text.byteCount > 7 ? text.byte(7) : 48) {
    case (49, 48): return 10
    case (49, 49): return 11
    case (50, _): return 20
    case (51, _): return 30
    default: return 0
    }
  }

  /// Kind, page and query of a request.
  ///
  /// - Returns: whether it is a probe, and a dead link where a page of the site led there.
  private mutating func target(
    of record: AccessRecord, in chunk: RawSpan, site: SiteDirectory.Entry, _ event: inout Event,
    _ batch: inout EventBatch
  ) -> Bool {
    let raw = chunk.extracting(record.target.range)
    let query = chunk.extracting(record.query.range)
    guard record.flags.contains(.requestHasEscapes) else {
      return target(raw, query, site: site, &event, &batch)
    }
    let unescaped = Escapes.decode(raw, ByteRange(0, raw.byteCount), as: record.encoding)
    let unescapedQuery = Escapes.decode(query, ByteRange(0, query.byteCount), as: record.encoding)
    return unsafe target(
      unescaped.span.bytes, unescapedQuery.span.bytes, site: site, &event, &batch)
  }

  /// - Parameter apart: the query where the log has it apart from the target.
  private mutating func target(
    _ target: RawSpan, _ apart: RawSpan, site: SiteDirectory.Entry, _ event: inout Event,
    _ batch: inout EventBatch
  ) -> Bool {
    let parts = PathCleaner.parts(of: target)
    let path = target.extracting(parts.path)
    event.kind = EventKinds.kind(
      isMalformed: false, method: event.method, path: path, status: event.status)
    let mayBeDead = event.kind == .probe && EventKinds.isDeadLink(path, event.status)
    // Counted, not kept: then nothing of it is stored either.
    if rules.countsAssets, event.kind == .asset { return false }
    let isMissing = (400...499).contains(event.status)
    if path.holdsMail(0, path.byteCount) {
      let masked = PathCleaner.masked(path)
      event.page = unsafe internPage(masked.span.bytes, site: site.id, isMissing: isMissing, &batch)
    } else {
      event.page = internPage(path, site: site.id, isMissing: isMissing, &batch)
    }
    let query = apart.byteCount > 0 ? apart : target.extracting(parts.query)
    guard query.byteCount > 0 else { return mayBeDead }
    if let token = VisitToken.value(inQuery: query, named: site.visitParameter) {
      event.token = ids.visitToken(token, site: site.id)
    }
    scratch.removeAll(keepingCapacity: true)
    queries.clean(query, clicks: .kept, into: &scratch)
    guard !scratch.isEmpty else { return mayBeDead }
    event.query = unsafe ids.id(.query, scratch.span.bytes)
    if queryIds.insert(event.query) {
      let text = StoredText.limited(scratch, to: 2_000)
      batch.queries.append(
        EventBatch.QueryRow(
          id: event.query, text: text, search: SiteSearch.term(inQuery: text),
          campaign: ids.campaign(inQuery: text)))
    }
    return mayBeDead
  }
}
