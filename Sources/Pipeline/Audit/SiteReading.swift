import Audit
import Clickstream

/// Reads the pages of a site over the web, politely: one question at a time, with a pause between.
struct SiteReading {
  private static let failureLimit = 10

  let client: WebClient
  let scope: SiteCrawl.Scope
  let pause: Duration
  private var isFirst = true
  /// Questions to the site in a row that got no answer.
  private var failures = 0

  /// Why nobody can tell what robots.txt says; nil where that is known.
  private(set) var robotsTrouble: String?

  init(_ client: WebClient, _ scope: SiteCrawl.Scope, pause: Duration) {
    self.client = client
    self.scope = scope
    self.pause = pause
  }

  /// What robots.txt says where an address lies; without one all is allowed, and where nobody can
  /// tell, nothing (RFC 9309, section 2.3.1).
  mutating func robots(of address: WebAddress) async throws -> RobotsRules {
    var place = address.page("/robots.txt")
    for _ in 0..<5 {
      guard let asked = place else { break }
      try await wait()
      let reply = client.ask(asked) { _ in true }
      guard reply.failure == nil, reply.status > 0 else {
        if robotsTrouble == nil { robotsTrouble = reply.failure ?? "no answer that HTTP knows" }
        return RobotsRules(allowsAll: false)
      }
      switch reply.status {
      case 200...299: return RobotsRules(reply.body, agent: WebClient.agent)
      case 300...399:
        place = reply.redirect.flatMap { WebAddress($0) }.flatMap { scope.holds($0) ? $0 : nil }
      case 429, 500...:
        if robotsTrouble == nil { robotsTrouble = "its robots.txt is answered \(reply.status)" }
        return RobotsRules(allowsAll: false)
      default: return RobotsRules(allowsAll: true)
      }
    }
    return RobotsRules(allowsAll: true)
  }

  /// Asks for a page, or whether something is there.
  mutating func answer(_ step: SiteCrawl.Step) async throws -> SiteCrawl.Answer {
    let (address, reads, isOutside): (WebAddress, Bool, Bool) =
      switch step {
      case .robots(let address): (address, false, false)
      case .read(let address): (address, true, false)
      case .check(let address, let isOutside): (address, false, isOutside)
      }
    try await wait()
    var reply = client.ask(
      address, isHead: !reads, isOutside: isOutside, takes: Self.isPage)
    if !reads, !isOutside, reply.status == 405 || reply.status == 501 {
      try await wait()
      reply = client.ask(address) { _ in false }
    } else if !reads, isOutside, [404, 405, 501].contains(reply.status) {
      // There are servers that know no HEAD and say that nothing is there.
      try await wait()
      reply = client.ask(address, isFirst: true, isOutside: true)
    }
    let answer = Self.answer(reply, at: address, reads: reads, isOutside: isOutside)
    if !isOutside {
      failures = reply.failure == nil ? 0 : failures + 1
      if failures >= Self.failureLimit {
        throw AuditStopped(
          description: "\(scope.start.host) left \(failures) questions in a row without an answer; "
            + "nothing was stored. Try again when it answers, or with a longer --pause")
      }
    }
    return answer
  }

  private mutating func wait() async throws {
    try Task.checkCancellation()
    if !isFirst, pause > .zero { try await Task.sleep(for: pause) }
    isFirst = false
  }

  private static func isPage(_ type: String) -> Bool {
    let name = type.prefix { $0 != ";" }.filter { !$0.isWhitespace }
    return ["text/html", "application/xhtml+xml", ""].contains(name)
  }

  private static func answer(
    _ reply: WebClient.Reply, at address: WebAddress, reads: Bool, isOutside: Bool
  ) -> SiteCrawl.Answer {
    // What was not asked nobody knows to be dead.
    if reply.isRefused { return .closed }
    if let failure = reply.failure { return .failed(failure) }
    switch reply.status {
    case 200...299:
      guard reads, isPage(reply.type) else { return .file }
      return .page(
        PageReader.read(
          reply.body, at: address, charset: charset(reply.type), isCut: reply.isCut),
        changed: reply.modified)
    case 301, 302, 303, 307, 308:
      return .moved(
        to: reply.redirect.flatMap { WebAddress($0) },
        isForGood: reply.status == 301 || reply.status == 308)
    // Many servers close themselves to programs; that says nothing of people.
    case 401, 403, 405, 406, 407, 429, 451, 501, 999: return .closed
    case 503 where isOutside: return .closed
    // It is there, and empty: it has no first byte.
    case 416 where isOutside: return .file
    case 400...499: return .gone("answered \(reply.status)")
    case 500...: return .failed("answered \(reply.status)")
    default: return .failed("no answer that HTTP knows")
    }
  }

  private static func charset(_ type: String) -> String? {
    guard let mark = type.firstRange(of: "charset=") else { return nil }
    let name = type[mark.upperBound...].prefix { $0 != ";" }
    return String(name.filter { !"\"' ".contains($0) })
  }
}

/// An audit that could not go on.
package struct AuditStopped: Error, CustomStringConvertible {
  package let description: String
}
