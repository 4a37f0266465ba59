package import Audit
package import Clickstream
import Enrichment
package import Settings
package import Warehouse

/// Reads a site's own pages through, and stores what was found.
package struct AuditRun: Sendable {
  package struct Options: Sendable {
    /// After how many months without a change a page is told.
    package var months = 12
    package var pageLimit = 2_000
    /// Whether links to other hosts are tried.
    package var checksOutside = false
    /// Between two questions to a server.
    package var pause = Duration.milliseconds(250)

    package init() {}
  }

  package struct Summary: Sendable {
    package let origin: String
    package let result: AuditResult
  }

  private let site: Site
  private let origin: String
  private let facts: [Fact]
  private let options: Options
  private let now: Instant
  private let progress: ProgressDisplay

  /// - Parameter origin: a folder, absolute, or the address of a page.
  package init(
    _ site: Site, origin: String, facts: FactSheet, options: Options, now: Instant,
    progress: ProgressDisplay
  ) {
    self.site = site
    self.origin = origin
    self.facts = facts.facts(of: site)
    self.options = options
    self.now = now
    self.progress = progress
  }

  /// Whether an origin is an address and no folder.
  package static func isAddress(_ origin: String) -> Bool {
    ["http://", "https://"].contains { origin.lowercased().hasPrefix($0) }
  }

  /// Reads the pages, and stores the findings of a site that the database knows.
  ///
  /// - Throws: `UsageError` where the origin is none of the site's; `AuditStopped` where nothing could
  ///   be read.
  package func run(in warehouse: Warehouse) async throws -> Summary {
    let result = Self.stored(try await read())
    progress.finish()
    try await warehouse.store(
      result,
      Warehouse.AuditRunHead(at: now, origin: origin, unchangedBefore: unchangedBefore),
      site: site)
    return Summary(origin: origin, result: result)
  }

  /// Reads the pages.
  package func read() async throws -> AuditResult {
    Self.isAddress(origin) ? try await readWeb() : try readFolder()
  }

  private func scope(_ start: WebAddress) -> SiteCrawl.Scope {
    var scope = SiteCrawl.Scope(start: start, hosts: Set(site.hosts))
    scope.checksOutside = options.checksOutside
    scope.pageLimit = options.pageLimit
    return scope
  }

  private func readFolder() throws -> AuditResult {
    let folder = try PageFolder(origin)
    let host = site.hosts.first ?? "localhost"
    guard let start = WebAddress("https://\(host)/") ?? WebAddress("https://localhost/") else {
      throw UsageError("\(host) is no host")
    }
    let paths = folder.pages
    guard !paths.isEmpty else {
      throw UsageError("\(origin): there are no pages in it (files that end in .html or .htm)")
    }
    var scope = scope(start)
    scope.isFolder = true
    scope.checksOutside = false
    var crawl = SiteCrawl(
      scope, facts: FactCheck(facts, callingCode: site.callingCode),
      seeds: paths.compactMap { start.page($0) })
    while let step = crawl.next() {
      try Task.checkCancellation()
      switch step {
      case .robots(let address): crawl.take(RobotsRules(allowsAll: true), for: address)
      case .read(let address): crawl.take(folder.answer(address, reads: true))
      case .check(let address, _): crawl.take(folder.answer(address, reads: false))
      }
      show(crawl)
    }
    return crawl.result(now: now, zone: site.zone)
  }

  private func readWeb() async throws -> AuditResult {
    guard let start = WebAddress(origin) else {
      throw UsageError("\(origin) is no address of a page")
    }
    guard site.hosts.isEmpty || site.hosts.contains(start.host) else {
      throw UsageError(
        "\(start.host) is no host of the site \(site.name): its hosts are "
          + "\(site.hosts.joined(separator: ", ")); only those are read")
    }
    guard let client = WebClient() else {
      throw AuditStopped(description: "there is no room for a connection")
    }
    let scope = scope(start)
    var reading = SiteReading(client, scope, pause: options.pause)
    var crawl = SiteCrawl(scope, facts: FactCheck(facts, callingCode: site.callingCode))
    var trouble: String?
    while let step = crawl.next() {
      if case .robots(let address) = step {
        crawl.take(try await reading.robots(of: address), for: address)
      } else {
        let answer = try await reading.answer(step)
        if trouble == nil { trouble = answer.trouble }
        crawl.take(answer)
      }
      show(crawl)
    }
    let result = crawl.result(now: now, zone: site.zone)
    guard !result.pages.isEmpty else {
      let reason =
        result.disallowed > 0
        ? reading.robotsTrouble
          ?? "its robots.txt closes it to 'footfall'; allow it there: "
          + "'User-agent: footfall', 'Allow: /'"
        : trouble ?? "it is no page"
      throw AuditStopped(
        description: "\(start.text): nothing was read and nothing stored: \(reason)")
    }
    return result
  }

  private func show(_ crawl: SiteCrawl) {
    progress.update { elapsed in
      let (read, waiting) = crawl.progress
      return "\(Quantity.counted(read, "page")) read, \(Quantity.grouped(Int64(waiting))) waiting, "
        + Quantity.time(Quantity.seconds(elapsed))
    }
  }

  /// The same day so many months ago.
  private var unchangedBefore: Instant {
    let (year, month, day) = site.zone.day(of: now).civil
    let months = year * 12 + month - 1 - options.months
    let first = Day(year: months / 12, month: months % 12 + 1, day: 1)
    let next = Day(year: (months + 1) / 12, month: (months + 1) % 12 + 1, day: 1)
    let length = Int(next.number - first.number)
    return site.zone.start(of: first.advanced(byDays: min(day, length) - 1))
  }

  /// Without what may name a person; paths as visits have them.
  private static func stored(_ result: AuditResult) -> AuditResult {
    var stored = result
    var paths: Set<String> = []
    stored.pages = result.pages.compactMap { page in
      let path = PagePath.stored(page.path)
      guard paths.insert(path).inserted else { return nil }
      return AuditedPage(
        path: path, title: PagePath.words(page.title, limit: 1_200), fingerprint: page.fingerprint,
        changed: page.changed)
    }
    stored.findings = result.findings.map {
      AuditFinding(
        $0.kind, path: PagePath.stored($0.path), target: PagePath.words($0.target, limit: 1_000),
        detail: PagePath.words($0.detail))
    }
    return stored
  }
}

extension SiteCrawl.Answer {
  /// Why there is no page.
  fileprivate var trouble: String? {
    switch self {
    case .page: nil
    case .file: "it is no page of HTML"
    case .moved(let to, _): "it leads to \(to?.text ?? "what is no address")"
    case .gone(let reason), .failed(let reason): reason
    case .closed: "it is closed to everybody without a password, or to programs"
    }
  }
}
