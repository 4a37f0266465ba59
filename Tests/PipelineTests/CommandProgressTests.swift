import Pipeline
import Synchronization
import Testing

struct CommandProgressTests {
  private final class Page: Sendable {
    private let content = Mutex("")
    var text: String { content.withLock { $0 } }
    func write(_ text: String) { content.withLock { $0 += text } }
  }

  private final class Clock: Sendable {
    private let time = Mutex(Duration.zero)
    var now: Duration { time.withLock { $0 } }
    func advance(_ step: Duration) { time.withLock { $0 += step } }
  }

  private func updates(_ manner: ProgressDisplay.Manner, every step: Duration) -> String {
    let (page, clock) = (Page(), Clock())
    let display = ProgressDisplay(manner, clock: { clock.now }, write: { page.write($0) })
    for number in 0...10 {
      display.update(
        ProgressState(
          step: "access.log", bytes: Int64(number) * 1_000_000, of: 10_000_000,
          lines: Int64(number) * 4_000))
      clock.advance(step)
    }
    display.say("Done.")
    return page.text
  }

  @Test("a line tells bytes, lines, rate and time left")
  func line() {
    let state = ProgressState(step: "access.log", bytes: 2_500_000, of: 10_000_000, lines: 10_000)
    #expect(
      state.text(after: .seconds(5))
        == "access.log: 25 % of 10.0 MB, 10,000 lines, 2,000 lines/s, 15.0 s left")
  }

  @Test("a pipe, whose end nobody knows, is told without share and time left")
  func pipe() {
    let state = ProgressState(step: "-", bytes: 2_500_000, of: nil, lines: 10_000)
    #expect(state.text(after: .seconds(5)) == "-: 2.5 MB, 10,000 lines, 2,000 lines/s")
  }

  @Test("elsewhere than on a terminal there is a line every five seconds, and no control character")
  func plain() {
    let text = updates(.plain, every: .seconds(1))
    #expect(text.split(separator: "\n").count == 3)
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
  }

  @Test("on a terminal one line is written over, no wider than it, and cleared for a sentence")
  func live() {
    let text = updates(.live(columns: 30), every: .milliseconds(200))
    #expect(text.hasSuffix("\r\u{1B}[KDone.\n"))
    let lines = text.split(separator: "\r").dropLast()
    #expect(lines.count == 10)
    #expect(lines.allSatisfy { $0.count <= 29 + 3 })
  }

  @Test("quiet shows no progress, but says what is said")
  func silent() {
    #expect(updates(.silent, every: .seconds(10)) == "Done.\n")
  }

  @Test(
    "numbers read as people write them",
    arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")]
      as [(Int64, String)])
  func grouped(number: Int64, text: String) {
    #expect(Quantity.grouped(number) == text)
  }

  @Test("a noun agrees with its number, and so does a verb")
  func counted() {
    let numbers: [Int64] = [0, 1, 2, 1_204]
    #expect(
      numbers.map { Quantity.counted($0, "line") } == [
        "0 lines", "1 line", "2 lines", "1,204 lines",
      ])
    #expect(Quantity.counted(1, "reject was", "rejects were") == "1 reject was")
    #expect(Quantity.counted(3, "reject was", "rejects were") == "3 rejects were")
  }

  @Test(
    "bytes have the unit that fits",
    arguments: [
      (999, "999 B"), (1_000, "1.0 kB"), (999_960, "1.0 MB"), (12_340_000_000, "12.3 GB"),
    ]
      as [(Int64, String)])
  func bytes(count: Int64, text: String) {
    #expect(Quantity.bytes(count) == text)
  }

  @Test(
    "spans of time have the two units that matter",
    arguments: [(0.04, "0.0 s"), (59.9, "59.9 s"), (200, "3 min 20 s"), (7_500, "2 h 5 min")])
  func time(seconds: Double, text: String) {
    #expect(Quantity.time(seconds) == text)
  }
}
