import Clickstream
import Operations
import Support
import Testing

@Suite("The book of alerts")
struct AlertBookTests {
  private static let start = Instant(seconds: 1_764_061_200)

  private func alert(
    _ severity: Alert.Severity, after seconds: Int64, subject: String = "shop"
  ) -> Alert {
    Alert(
      name: "source_silent", subject: subject, severity: severity, summary: "Nothing arrives.",
      time: Self.start.advanced(bySeconds: seconds))
  }

  private func told(_ alerts: [Alert]) -> [String] {
    alerts.map { "\($0.subject) \($0.isReminder ? "still " : "")\($0.severity.rawValue)" }
  }

  @Test("an alert is told once when it comes and once when it is over")
  func once() {
    var book = AlertBook()
    #expect(told(book.note(alert(.cleared, after: 0))) == [])
    #expect(told(book.note(alert(.raised, after: 1))) == ["shop raised"])
    for second in 2..<100 {
      #expect(told(book.note(alert(.raised, after: Int64(second)))) == [])
    }
    #expect(book.raised.map(\.subject) == ["shop"])
    #expect(told(book.note(alert(.cleared, after: 100))) == ["shop cleared"])
    #expect(told(book.note(alert(.cleared, after: 101))) == [])
    #expect(book.raised.isEmpty)
    #expect(book.nextDue == nil)
  }

  @Test("subjects are told apart")
  func subjects() {
    var book = AlertBook()
    _ = book.note(alert(.raised, after: 0, subject: "a"))
    #expect(told(book.note(alert(.raised, after: 0, subject: "b"))) == ["b raised"])
    #expect(told(book.note(alert(.cleared, after: 1, subject: "a"))) == ["a cleared"])
    #expect(book.raised.map(\.subject) == ["b"])
  }

  @Test("an alert that lasts is told again after the time of a reminder")
  func reminder() throws {
    var book = AlertBook(reminder: 3_600)
    _ = book.note(alert(.raised, after: 0))
    #expect(book.nextDue == Self.start.advanced(bySeconds: 3_600))
    #expect(told(book.due(at: Self.start.advanced(bySeconds: 3_599))) == [])
    #expect(told(book.due(at: Self.start.advanced(bySeconds: 3_600))) == ["shop still raised"])
    #expect(told(book.due(at: Self.start.advanced(bySeconds: 3_601))) == [])
    #expect(told(book.due(at: Self.start.advanced(bySeconds: 7_200))) == ["shop still raised"])
  }

  @Test("what comes and goes is told twice in the window, then as it is in the end")
  func flapping() {
    var book = AlertBook(window: 600)
    var all: [String] = []
    for second in 0..<300 {
      all += told(
        book.note(alert(second.isMultiple(of: 2) ? .raised : .cleared, after: Int64(second))))
    }
    all += told(book.note(alert(.raised, after: 300)))
    #expect(all == ["shop raised", "shop cleared"])
    #expect(book.nextDue == Self.start.advanced(bySeconds: 600))
    #expect(told(book.due(at: Self.start.advanced(bySeconds: 599))) == [])
    #expect(told(book.due(at: Self.start.advanced(bySeconds: 600))) == ["shop raised"])
  }

  @Test("past the bound alerts are counted, not kept; what is over makes room")
  func bound() {
    var book = AlertBook(window: 10, capacity: 3)
    for number in 0..<5 { _ = book.note(alert(.raised, after: 0, subject: "\(number)")) }
    #expect(book.raised.count == 3)
    #expect(book.dropped == 2)
    _ = book.note(alert(.cleared, after: 1, subject: "0"))
    #expect(told(book.note(alert(.raised, after: 20, subject: "9"))) == ["9 raised"])
  }

  @Test("a clock that is set back stops neither changes nor reminders")
  func setBack() {
    var book = AlertBook(reminder: 3_600)
    _ = book.note(alert(.raised, after: 0))
    #expect(told(book.note(alert(.cleared, after: -86_400))) == ["shop cleared"])
    #expect(told(book.note(alert(.raised, after: -86_399))) == ["shop raised"])
    let back = Self.start.advanced(bySeconds: -172_800)
    #expect(told(book.due(at: back)) == [])
    #expect(told(book.due(at: back.advanced(bySeconds: 3_600))) == ["shop still raised"])
  }

  @Test("what is told alternates, keeps to the window, and is true in the end", arguments: 1...20)
  func law(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var book = AlertBook(reminder: nil, window: 600)
    var last = Alert.Severity.cleared
    var times: [Instant] = []
    var severities: [Alert.Severity] = []
    var second: Int64 = 0
    func tell(_ alerts: [Alert]) {
      for alert in alerts {
        times.append(alert.time)
        severities.append(alert.severity)
      }
    }
    for _ in 0..<400 {
      second += .random(in: 0...200, using: &random)
      last = Bool.random(using: &random) ? .raised : .cleared
      tell(book.note(alert(last, after: second)))
      if Bool.random(using: &random) {
        tell(book.due(at: Self.start.advanced(bySeconds: second)))
      }
    }
    tell(book.due(at: Self.start.advanced(bySeconds: second + 600)))
    #expect(severities.first == .raised)
    #expect(zip(severities, severities.dropFirst()).allSatisfy { $0 != $1 })
    #expect((severities.last ?? .cleared) == last)
    for (earlier, later) in zip(times, times.dropFirst(2)) {
      #expect(later.microseconds(since: earlier) >= 600 * Instant.microsecondsPerSecond)
    }
  }
}
