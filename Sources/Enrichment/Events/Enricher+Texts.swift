import Clickstream

/// What events point to: each text is sent once, as far as memory reaches.
extension Enricher {
  mutating func internPage(
    _ path: RawSpan, site: Int64, isMissing: Bool, _ batch: inout EventBatch
  ) -> Int64 {
    let id = ids.id(.page, site: site, path)
    // Missing and answered paths are stored apart, so one path may be remembered twice.
    if pages.insert(isMissing ? ~id : id) {
      let row = EventBatch.PageRow(
        id: id, site: site, path: StoredText.limited(path, to: 2_000))
      if isMissing { batch.missingPages.append(row) } else { batch.pages.append(row) }
    }
    return id
  }

  mutating func internAgent(
    _ raw: RawSpan, _ encoding: TextEncoding, _ batch: inout EventBatch
  ) -> (id: Int64, isBot: Bool) {
    let id = ids.id(.agent, raw)
    if let isBot = agents[id] { return (id, isBot) }
    let text =
      encoding == .plain
      ? StoredText.agent(raw)
      : StoredText.agent(Escapes.decode(raw, ByteRange(0, raw.byteCount), as: encoding))
    let profile = visitors.agents.profile(of: text)
    if agents.count >= Self.memoLimit { agents.removeAll(keepingCapacity: true) }
    agents[id] = profile.class.isBot
    batch.agents.append(
      EventBatch.AgentRow(id: id, text: text, profile: profile, rules: agentRules))
    return (id, profile.class.isBot)
  }

  mutating func internPlace(
    of address: IPAddress, _ visitor: Int64, _ batch: inout EventBatch
  ) -> Int64 {
    guard !visitors.places.isEmpty else { return 0 }
    if let id = placeOf[visitor] { return id }
    let place = places.place(of: address)
    let id = ids.place(place)
    if placeOf.count >= Self.memoLimit { placeOf.removeAll(keepingCapacity: true) }
    placeOf[visitor] = id
    if id != 0, placeIds.insert(id) {
      batch.places.append(EventBatch.PlaceRow(id: id, place: place))
    }
    return id
  }

  mutating func internReferrer(
    _ raw: RawSpan, _ encoding: TextEncoding, _ batch: inout EventBatch
  ) -> Int64 {
    guard raw.byteCount > 0 else { return 0 }
    let rawHash = ids.id(.referrer, raw)
    if let id = referrers[rawHash] { return id }
    var id: Int64 = 0
    if let cleaned = cleaned(raw, encoding) {
      id = unsafe ids.id(.referrer, cleaned.url.span.bytes)
      batch.referrers.append(
        EventBatch.ReferrerRow(
          id: id, url: StoredText.limited(cleaned.url, to: 2_000), host: cleaned.host))
    }
    if referrers.count >= Self.memoLimit { referrers.removeAll(keepingCapacity: true) }
    referrers[rawHash] = id
    return id
  }

  func cleaned(_ raw: RawSpan, _ encoding: TextEncoding) -> ReferrerCleaner.Cleaned? {
    guard encoding != .plain else { return referrerCleaner.clean(raw) }
    let unescaped = Escapes.decode(raw, ByteRange(0, raw.byteCount), as: encoding)
    return unsafe referrerCleaner.clean(unescaped.span.bytes)
  }

  /// Tells the source of a first page once for each pair of referrer and query.
  ///
  /// A page to which another of the site led, and whose query names no campaign, has no row.
  mutating func internSource(
    of event: Event, _ site: Site, _ referrer: RawSpan, _ encoding: TextEncoding,
    _ batch: inout EventBatch
  ) {
    guard event.referrer != 0 || event.query != 0 else { return }
    let id = ids.visitSource(site: event.site, referrer: event.referrer, query: event.query)
    guard sourceIds.insert(id) else { return }
    let cleaned = event.referrer == 0 ? nil : cleaned(referrer, encoding)
    let source = visitors.channels.source(
      query: event.query == 0 ? "" : StoredText.limited(scratch, to: 2_000),
      referrerHost: cleaned?.host,
      referrerURL: cleaned.map { StoredText.limited($0.url, to: 2_000) }, ownHosts: site.hosts)
    guard source.isWorthARow else { return }
    batch.sources.append(
      EventBatch.SourceRow(
        id: id, site: event.site, referrer: event.referrer, query: event.query, source: source,
        rules: visitors.channels.fingerprint))
  }
}

extension VisitSource {
  /// Whether it says more than that the visit is direct.
  package var isWorthARow: Bool {
    channel != .direct || campaign != nil || medium != nil || clickId != nil || isSpam
  }
}
