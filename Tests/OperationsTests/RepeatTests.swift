import Logging
import Operations
import Support
import Testing

@Suite("Repeated records")
struct RepeatTests {
  private let time = ScriptedTime()
  private let lines = WrittenLines()

  @Test("equal records are said once and then counted")
  func counted() {
    let stream = LogStream(time: time, to: lines)
    let logger = stream.logger("test")
    for _ in 0..<413 { logger.warning("no permission", metadata: ["source": "shop"]) }
    logger.warning("no permission", metadata: ["source": "other"])
    #expect(lines.all.count == 2)
    time.advance(seconds: 60)
    stream.flush()
    #expect(
      lines.all.last
        == "<4>warning no permission source=shop repeated=\"412 more in 60 s\"\n")
    #expect(lines.all.count == 3)
  }

  @Test("after its window a record is said anew, the count of the last window before it")
  func anew() {
    let logger = LogStream(time: time, to: lines).logger("test")
    logger.info("a")
    logger.info("a")
    time.advance(seconds: 61)
    logger.info("a")
    #expect(
      lines.all == [
        "<6>info a\n", "<6>info a repeated=\"1 more in 61 s\"\n", "<6>info a\n",
      ])
  }

  @Test("a clock that is set back silences nobody")
  func setBack() {
    let logger = LogStream(time: time, to: lines).logger("test")
    logger.info("a")
    time.advance(seconds: -86_400)
    logger.info("a")
    #expect(lines.all == ["<6>info a\n", "<6>info a\n"])
  }

  @Test("what was counted is said before the end of the program")
  func end() {
    let stream = LogStream(time: time, to: lines)
    let logger = stream.logger("test")
    for _ in 0..<3 { logger.info("a") }
    stream.flush()
    #expect(lines.all.count == 1)
    stream.flush(everything: true)
    #expect(lines.all.last == "<6>info a repeated=\"2 more in 0 s\"\n")
    stream.flush(everything: true)
    #expect(lines.all.count == 2)
  }

  @Test("no record is lost: those written and those counted are all there are", arguments: 1...5)
  func conserved(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let stream = LogStream(time: time, to: lines)
    let logger = stream.logger("test")
    for _ in 0..<5_000 {
      logger.info("number \(Int.random(in: 0..<100, using: &random))")
      if Int.random(in: 0..<50, using: &random) == 0 {
        time.advance(seconds: .random(in: -5...90, using: &random))
      }
    }
    stream.flush(everything: true)
    let total = lines.all.reduce(0) { sum, line in
      guard let mark = line.firstRange(of: "repeated=\"") else { return sum + 1 }
      return sum + (Int(line[mark.upperBound...].prefix { $0 != " " }) ?? 0)
    }
    #expect(total == 5_000)
  }
}
