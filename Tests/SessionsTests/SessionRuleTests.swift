import Clickstream
import Sessions
import Testing

@Suite("The rule of sessions")
struct SessionRuleTests {
  private func hit(_ seconds: Int64, _ kind: EventKind = .page) -> SessionHit {
    SessionHit(
      visitor: 1, moment: Moment(at: Instant(seconds: seconds), generation: 1, position: seconds),
      site: 1, agent: 1, audience: .person, kind: kind, page: 1, referrer: 0, bytes: 10)
  }

  @Test(
    "a silence of 1,800 seconds opens a session, 1,799 do not",
    arguments: [(1_799, 1), (1_800, 2), (1_801, 2)])
  func silence(gap: Int64, count: Int) {
    let sessions = SessionRule(zone: .utc).sessions(of: [hit(1_000_000), hit(1_000_000 + gap)])
    #expect(sessions.count == count)
  }

  @Test("midnight alone cuts nothing")
  func midnight() {
    let midnight = Int64(20_000) * 86_400
    let sessions = SessionRule(zone: .utc).sessions(of: [hit(midnight - 10), hit(midnight + 10)])
    #expect(sessions.count == 1)
  }

  @Test(
    "a chain is cut at the first midnight that it reaches after 24 hours, and at each one after",
    arguments: [(0, 3), (1, 2)])
  func longChain(startsAfterMidnightBy seconds: Int64, count: Int) {
    let midnight = Int64(20_000) * 86_400
    let start = midnight + seconds
    let end = midnight + 2 * 86_400 + 3_600
    let hits = stride(from: start, through: end, by: 1_200).map { hit($0) }
    let sessions = SessionRule(zone: .utc).sessions(of: hits)
    #expect(sessions.count == count)
    #expect(sessions.dropFirst().allSatisfy { $0.opening == .midnight })
    #expect(sessions.last?.first.at.seconds ?? 0 >= midnight + 2 * 86_400)
  }

  @Test("a session without page or download, or of a bot, is no visit")
  func visits() {
    #expect(Session(hit(1, .page)).isVisit)
    #expect(Session(hit(1, .download)).isVisit)
    #expect(!Session(hit(1, .asset)).isVisit)
    var bot = hit(1, .page)
    bot.audience = .bot
    #expect(!Session(bot).isVisit)
  }
}
