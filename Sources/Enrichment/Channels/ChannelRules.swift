import Clickstream

/// The lists and rules by which is told where a visit came from.
package struct ChannelRules: Sendable {
  private let lists: SourceLists
  /// Changes where the same visit may have another source: with lists, rules and public suffixes.
  package let fingerprint: Int64

  /// To be raised with each change of the rules.
  private static let version: UInt64 = 2

  /// - Parameter own: text of the operator's `sources.yaml`, which adds to the built-in lists.
  package init(own yaml: String? = nil) throws(ChannelRulesProblems) {
    var lists = try BuiltInSources.lists.get()
    if let yaml { lists = lists.overlaid(with: try SourceLists(yaml: yaml)) }
    self.lists = lists
    var hasher = SipHash(key: SipHash.Key(Self.version, 0))
    for text in [BuiltInSources.text, yaml ?? "", PublicSuffixes.edition] {
      hasher.combine(UInt64(text.utf8.count))
      unsafe hasher.combine(Array(text.utf8).span.bytes)
    }
    fingerprint = Int64(bitPattern: hasher.finish())
  }

  /// Text of the built-in lists: a file to begin an own one with.
  package static var builtInText: String { BuiltInSources.text }

  /// Where a visit came from, by the first page and its referrer as they are stored.
  ///
  /// - Parameters:
  ///   - query: what was kept of the query of the first page.
  ///   - referrerHost: host of the referrer; nil where it is no web address.
  ///   - referrerURL: the referrer itself, by which apps and terms of searches are told.
  ///   - ownHosts: hosts of the business; what is below them is its own, too.
  package func source(
    query: String, referrerHost: String?, referrerURL: String?, ownHosts: [String]
  ) -> VisitSource {
    let link = LinkParameters(Array(query.utf8))
    let referrer = referred(by: referrerHost, url: referrerURL, ownHosts)
    let named = link.source.flatMap { find(named: $0, ownHosts) }
    let origin = named ?? referrer.origin
    let entry = origin?.entry.map { lists.entries[$0] }

    var signals = ChannelSignals()
    signals.kind = entry?.kind == .referral ? nil : entry?.kind
    signals.hasSource = origin != nil
    if named != nil, let source = link.source { signals.name = Array(source.lowercased().utf8) }
    signals.isPaidName = named?.isPaidName ?? false
    signals.isPaidClick = entry.map { !$0.clicks.isDisjoint(with: link.clicks) } ?? false
    signals.medium = Array((link.medium ?? "").lowercased().utf8)
    signals.campaign = Array((link.campaign ?? "").lowercased().utf8)
    return VisitSource(
      rule: signals.rule, name: origin?.name, campaign: link.campaign, medium: link.medium,
      term: link.term, content: link.content, clickId: link.clicks.name,
      searchTerm: searchTerm(referrer, url: referrerURL), referrer: referrer.kind,
      isSpam: referrer.kind == .spam || named?.isSpam ?? false,
      isWord: named != nil && named?.entry == nil)
  }
}

extension ChannelRules {
  /// Who sent the visitor.
  private struct Origin {
    var name: String
    var entry: Int?
    var isPaidName = false
    var isSpam = false
  }

  /// What the field of the referrer says; its origin is nil where a visit cannot come from there.
  private struct Referrer {
    var kind: VisitSource.Referrer
    var origin: Origin?
  }

  private func referred(by host: String?, url: String?, _ own: [String]) -> Referrer {
    guard let host = host.flatMap(ReferringHost.init) ?? url.flatMap(Self.webHost) else {
      guard let app = url.flatMap(AppLink.app) else { return Referrer(kind: .none) }
      let entry = lists.apps[app]
      return Referrer(
        kind: .app, origin: Origin(name: entry.map { lists.entries[$0].name } ?? app, entry: entry))
    }
    if host.isWithin(own) { return Referrer(kind: .own) }
    let (origin, place) = find(host)
    switch place {
    case .payment: return Referrer(kind: .payment)
    case .spam: return Referrer(kind: .spam, origin: origin)
    case .source, nil: return Referrer(kind: .website, origin: origin)
    }
  }

  private func find(_ host: ReferringHost) -> (Origin, SourceLists.Place?) {
    let registered: String? =
      switch host {
      case .name(let name): PublicSuffixes.registeredDomain(of: name)
      case .address: nil
      }
    let place = lists.place(ofHost: host.text, registered: registered)
    var origin = Origin(name: registered ?? host.text)
    if case .source(let entry) = place {
      origin.entry = entry
      origin.name = lists.entries[entry].name
    }
    origin.isSpam = place == .spam
    return (origin, place)
  }

  /// Who is meant by the source that a link names; nil where it names the business itself.
  private func find(named source: String, _ own: [String]) -> Origin? {
    if let naming = lists.names[source.lowercased()] {
      return Origin(
        name: lists.entries[naming.entry].name, entry: naming.entry, isPaidName: naming.isPaid)
    }
    let isPlain = !source.utf8.contains(UInt8(ascii: ":"))
    let mayBeHost = source.utf8.contains(UInt8(ascii: ".")) || !isPlain
    guard let host = Self.webHost(source) ?? (mayBeHost ? ReferringHost(source) : nil) else {
      return Origin(name: source)
    }
    if host.isWithin(own) { return nil }
    var (origin, place) = find(host)
    // For what the lists do not know the business's own word counts.
    if case .source = place { return origin }
    if isPlain, case .name = host { origin.name = source }
    return origin
  }

  private func searchTerm(_ referrer: Referrer, url: String?) -> String? {
    guard let entry = referrer.origin?.entry, !lists.entries[entry].terms.isEmpty,
      let url = url?.utf8, let mark = url.firstIndex(of: UInt8(ascii: "?"))
    else { return nil }
    let query = url[url.index(after: mark)...].prefix { $0 != UInt8(ascii: "#") }
    return SearchTerm.first(in: Array(query), parameters: lists.entries[entry].terms)
  }

  /// The host of a web address; nil for other text.
  private static func webHost(_ url: String) -> ReferringHost? {
    let array = Array(url.utf8)
    let bytes = unsafe array.span.bytes
    guard var start = bytes.webSchemeLength else { return nil }
    let end = bytes.authorityEnd(from: start)
    while let user = bytes.firstIndex(of: UInt8(ascii: "@"), from: start, to: end) {
      start = user + 1
    }
    return ReferringHost(String(decoding: array[start..<end], as: UTF8.self))
  }
}
