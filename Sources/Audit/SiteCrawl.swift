package import Clickstream

/// Which pages of a site are read in which order, and what was found: no input, no output, no clock.
///
/// Ask for the `next` thing to do and `take` the answer, until there is none; then see `result`.
package struct SiteCrawl: Sendable {
  /// What belongs to the site, and how much of it is read.
  package struct Scope: Sendable {
    package var start: WebAddress
    /// Lower case; that of the start is among them.
    package var hosts: Set<String>
    /// Whether the pages are files of a folder: no robots.txt holds, and nothing is asked twice.
    package var isFolder = false
    /// Whether links to other hosts are tried.
    package var checksOutside = false
    package var pageLimit = 2_000
    /// So many names of places are kept; links into further pages are not told.
    package var anchorLimit = 1_000_000

    package init(start: WebAddress, hosts: Set<String>) {
      self.start = start
      self.hosts = hosts.union([start.host])
    }

    /// Whether an address is one of the site's: by host, and by port where the start has one of its own.
    package func holds(_ address: WebAddress) -> Bool {
      hosts.contains(address.host) && address.port == start.port
    }
  }

  /// What is to be done.
  package enum Step: Equatable, Sendable {
    /// Find out what the robots.txt of this address allows.
    case robots(WebAddress)
    /// Read the page.
    case read(WebAddress)
    /// Find out whether it is there.
    case check(WebAddress, isOutside: Bool)
  }

  package enum Answer: Sendable {
    case page(PageContent, changed: Instant?)
    /// It is there, and is no page.
    case file
    case moved(to: WebAddress?, isForGood: Bool)
    /// It is not there.
    case gone(String)
    /// It is there, but not for everybody.
    case closed
    /// Nobody can tell now.
    case failed(String)
  }

  enum Outcome {
    case page(Int)
    case file, closed, disallowed, leftOut
    case moved(to: Int, isForGood: Bool)
    case movedOff(String)
    case gone(String)
    case failed(String)
  }

  struct ReadPage {
    let target: Int
    let content: PageContent
    /// Hashes of what fragments may name; nil where they are not kept.
    let anchors: Set<UInt64>?
    let changed: Instant?
    let findings: [AuditFinding]
    let links: [(target: Int, fragment: String?)]
  }

  enum Limits {
    static let hops = 10
    static let targets = 200_000
    static let links = 1_000_000
    static let segments = 24
    static let repeats = 3
    static let variants = 20
  }

  let scope: Scope
  let facts: FactCheck
  var addresses: [WebAddress] = []
  var outcomes: [Int: Outcome] = [:]
  var pages: [ReadPage] = []
  package private(set) var linkCount = 0
  /// Links that were passed over: the limit of pages, or what looks like a space without end.
  package private(set) var leftOut = 0
  package private(set) var disallowed = 0
  /// Links to other hosts that were not tried.
  package private(set) var outside = 0

  private var anchorCount = 0
  private var places: [String: Int] = [:]
  private var hops: [Int: Int] = [:]
  private var readings: [Int] = []
  private var checks: [Int] = []
  private var nextReading = 0
  private var nextCheck = 0
  private var wanted: Int?
  private var robots: [String: RobotsRules] = [:]
  private var variants: [String: Int] = [:]
  private var requested = 0

  /// - Parameter seeds: pages that are read although no link leads there.
  package init(_ scope: Scope, facts: FactCheck, seeds: [WebAddress] = []) {
    self.scope = scope
    self.facts = facts
    for seed in [scope.start] + seeds { _ = note(seed, .page, hop: 0) }
  }

  /// What is to be done next; nil where all is done.
  package mutating func next() -> Step? {
    while nextReading < readings.count {
      let target = readings[nextReading]
      let address = addresses[target]
      if !scope.isFolder {
        guard let rules = robots[address.authority] else { return .robots(address) }
        guard rules.allows(address) else {
          outcomes[target] = .disallowed
          disallowed += 1
          nextReading += 1
          continue
        }
      }
      guard requested < scope.pageLimit else {
        leave(target)
        nextReading += 1
        continue
      }
      requested += 1
      nextReading += 1
      wanted = target
      return .read(address)
    }
    while nextCheck < checks.count {
      let target = checks[nextCheck]
      let address = addresses[target]
      let isOutside = !scope.holds(address)
      if !isOutside, !scope.isFolder {
        guard let rules = robots[address.authority] else { return .robots(address) }
        guard rules.allows(address) else {
          outcomes[target] = .disallowed
          disallowed += 1
          nextCheck += 1
          continue
        }
      }
      nextCheck += 1
      wanted = target
      return .check(address, isOutside: isOutside)
    }
    return nil
  }

  /// What the robots.txt of an address says.
  package mutating func take(_ rules: RobotsRules, for address: WebAddress) {
    robots[address.authority] = rules
  }

  /// The answer to the last step.
  package mutating func take(_ answer: Answer) {
    guard let target = wanted else { return }
    wanted = nil
    switch answer {
    case .page(let content, let changed): takePage(content, changed, target)
    case .file: outcomes[target] = .file
    case .closed: outcomes[target] = .closed
    case .gone(let reason): outcomes[target] = .gone(reason)
    case .failed(let reason): outcomes[target] = .failed(reason)
    case .moved(let to, let isForGood): takeMove(to, isForGood, target)
    }
  }

  /// How many pages were read, and how many wait.
  package var progress: (read: Int, waiting: Int) {
    (pages.count, readings.count - nextReading + checks.count - nextCheck)
  }

  private mutating func takePage(_ content: PageContent, _ changed: Instant?, _ target: Int) {
    let address = addresses[target]
    let findings = facts.findings(path: address.path, content: content)
    var links: [(Int, String?)] = []
    for link in content.links {
      linkCount += 1
      guard let to = link.target, linkCount <= Limits.links else { continue }
      guard let place = note(to, link.kind, hop: 0) else { continue }
      links.append((place, to.fragment))
    }
    // Text and links of thousands of pages are not kept.
    var kept = content
    (kept.text, kept.links, kept.dialled, kept.anchors) = ("", [], [], [])
    outcomes[target] = .page(pages.count)
    pages.append(
      ReadPage(
        target: target, content: kept, anchors: anchors(content), changed: changed,
        findings: findings, links: links))
  }

  /// Hashes in place of names; nil once all pages together have too many.
  private mutating func anchors(_ content: PageContent) -> Set<UInt64>? {
    guard anchorCount + content.anchors.count <= scope.anchorLimit else { return nil }
    anchorCount += content.anchors.count
    return Set(content.anchors.map(Self.hash(anchor:)))
  }

  static func hash(anchor: String) -> UInt64 {
    var hasher = SipHash(key: SipHash.Key(0, 0))
    hasher.combine(text: anchor)
    return hasher.finish()
  }

  private mutating func takeMove(_ to: WebAddress?, _ isForGood: Bool, _ target: Int) {
    guard let to else {
      outcomes[target] = .failed("it leads to what is no address")
      return
    }
    guard scope.holds(to) else {
      outcomes[target] = scope.holds(addresses[target]) ? .movedOff(to.shown) : .file
      return
    }
    let hop = (hops[target] ?? 0) + 1
    guard hop <= Limits.hops else {
      outcomes[target] = .gone("it is sent on more than \(Limits.hops) times")
      return
    }
    if place(of: to) == target {
      // The same page under another scheme or host.
      guard to.text != addresses[target].text else {
        outcomes[target] = .gone("it is sent on in a circle")
        return
      }
      addresses[target] = to
      hops[target] = hop
      readings.insert(target, at: nextReading)
      requested -= 1
      return
    }
    guard let next = note(to, .page, hop: hop) else {
      outcomes[target] = .leftOut
      return
    }
    outcomes[target] = .moved(to: next, isForGood: isForGood)
  }

  private mutating func leave(_ target: Int) {
    outcomes[target] = .leftOut
    leftOut += 1
  }

  private func key(_ address: WebAddress) -> String {
    scope.holds(address) ? address.target : address.text
  }

  private func place(of address: WebAddress) -> Int? { places[key(address)] }

  /// Takes an address in; nil where it is passed over.
  private mutating func note(
    _ address: WebAddress, _ kind: PageContent.Link.Kind, hop: Int
  ) -> Int? {
    let isOwn = scope.holds(address)
    guard isOwn || scope.checksOutside else {
      outside += 1
      return nil
    }
    if let known = place(of: address) {
      hops[known] = max(hops[known] ?? 0, hop)
      return known
    }
    guard addresses.count < Limits.targets, !isOwn || isFinite(address) else {
      leftOut += 1
      return nil
    }
    let target = addresses.count
    places[key(address)] = target
    addresses.append(address)
    hops[target] = hop
    if isOwn, kind == .page, !address.isFile {
      // Where a page has gone to is looked at before others.
      readings.insert(target, at: hop > 0 ? nextReading : readings.count)
    } else {
      checks.append(target)
    }
    return target
  }

  /// Whether a path does not look like one of a space without end.
  private mutating func isFinite(_ address: WebAddress) -> Bool {
    if scope.isFolder { return true }
    let segments = address.path.split(separator: "/")
    var counts: [Substring: Int] = [:]
    for segment in segments { counts[segment, default: 0] += 1 }
    guard segments.count <= Limits.segments,
      counts.values.allSatisfy({ $0 <= Limits.repeats })
    else { return false }
    guard address.query != nil else { return true }
    variants[address.path, default: 0] += 1
    return variants[address.path, default: 0] <= Limits.variants
  }
}

extension WebAddress {
  /// What robots.txt is one of.
  var authority: String { "\(scheme)://\(host):\(effectivePort)" }

  /// As people read it, without what a query holds.
  var shown: String { "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)" }

  /// Whether the ending tells that it is no page.
  var isFile: Bool {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return false }
    return Self.fileEndings.contains(name[name.index(after: dot)...].lowercased())
  }

  private static let fileEndings: Set = [
    "pdf", "jpg", "jpeg", "png", "gif", "webp", "svg", "ico", "avif", "css", "js", "mjs", "json",
    "zip", "gz", "tar", "mp3", "mp4", "webm", "ogg", "wav", "doc", "docx", "xls", "xlsx", "ppt",
    "pptx", "odt", "ods", "csv", "txt", "xml", "rss", "atom", "ics", "vcf", "woff", "woff2",
    "ttf", "epub",
  ]
}
