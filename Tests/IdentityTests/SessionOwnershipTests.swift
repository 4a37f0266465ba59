import Clickstream
import Identity
import Testing

@Suite("Whose a session is")
struct SessionOwnershipTests {
  private func at(_ seconds: Int64) -> Instant { Cast.start.advanced(bySeconds: seconds) }

  private func spans(
    _ device: SessionOwnership.Device, _ logins: [(Int64, Int64)]
  ) -> [SessionOwnership.Span] {
    SessionOwnership(
      first: at(0), last: at(100), device: device,
      logins: logins.map { .init(at: at($0.0), person: $0.1) }
    ).spans
  }

  private func span(_ from: Int64, _ until: Int64, _ person: Int64) -> SessionOwnership.Span {
    .init(
      from: at(from),
      until: until == 100 ? Instant(microseconds: at(100).microseconds + 1) : at(until),
      person: person)
  }

  @Test("T3 and T5: on a shared device each has what comes after the login, the rest is nobody's")
  func shared() {
    #expect(
      spans(.shared, [(10, 1), (40, 2), (70, 1)]) == [
        span(10, 40, 1), span(40, 70, 2), span(70, 100, 1),
      ])
    #expect(spans(.shared, []) == [])
    #expect(spans(.shared, [(20, 1), (30, 1)]) == [span(20, 100, 1)])
  }

  @Test("a device of one person is that person's from the first hit to the last")
  func sole() {
    #expect(spans(.sole(person: 1), []) == [span(0, 100, 1)])
    #expect(spans(.sole(person: 1), [(50, 1)]) == [span(0, 100, 1)])
  }

  @Test("without a cookie, a session is that of the only one who logged in during it")
  func withoutCookie() {
    #expect(spans(.unknown, []) == [])
    #expect(spans(.unknown, [(50, 1), (60, 1)]) == [span(0, 100, 1)])
    #expect(spans(.unknown, [(60, 2), (50, 1)]) == [span(50, 60, 1), span(60, 100, 2)])
  }

  @Test("two logins in one instant leave no empty stretch")
  func sameInstant() {
    #expect(spans(.shared, [(50, 2), (50, 1)]) == [span(50, 100, 2)])
    #expect(spans(.sole(person: 1), [(0, 2)]) == [span(0, 100, 2)])
  }
}
