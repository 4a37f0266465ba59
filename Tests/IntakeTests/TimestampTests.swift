import Clickstream
import Intake
import Support
import Testing

struct TimestampTests {
  private func read(_ time: String) throws -> Instant? {
    let line = #"::1 - - [\#(time)] "GET / HTTP/1.1" 200 1 "-" "-""#
    let (record, reject, _) = try parseOne(Array(line.utf8))
    if record == nil { #expect(reject?.reason == .timestamp) }
    return record?.at
  }

  @Test(
    "a time that is none, or not believed, is a reject",
    arguments: [
      "31/Feb/2015:10:05:03 +0000", "29/Feb/2015:10:05:03 +0000", "00/May/2015:10:05:03 +0000",
      "32/May/2015:10:05:03 +0000", "17/Sept/2015:10:05:03 +0000", "17/Foo/2015:10:05:03 +0000",
      "17/May/2015:24:00:00 +0000", "17/May/2015:10:60:03 +0000", "17/May/2015:10:05:61 +0000",
      "17/May/2015:1o:05:03 +0000", "17/May/2015:10:05:03 +2400", "17/May/2015:10:05:03 +0060",
      "17/May/2015:10:05:03", "17/May/2015:10:05:03 0000", "17/May/2015 10:05:03 +0000",
      "-1/May/2015:10:05:03 +0000", "17/May/-015:10:05:03 +0000", "", "garbage",
      "31/Dec/1989:23:59:59 +0000", "02/Jan/2030:00:00:01 +0000", "17/May/9999:10:05:03 +0000",
      "17/May/2015:10:05:03.1234567890 +0000", "17/May/2015:10:05:03. +0000",
      "17/May/2015:10;05;03 +0000", "17/May/2015:10:0::03 +0000",
    ])
  func impossible(time: String) throws {
    #expect(try read(time) == nil)
  }

  @Test("a byte that is no digit is none, wherever it stands in the time", arguments: 0..<8)
  func digits(place: Int) throws {
    let start = "::1 - - [17/May/2015:".utf8.count
    for byte in UInt8(0x3a)...0xff where byte != 0x3a || (place != 2 && place != 5) {
      var line = Array(#"::1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1 "-" "-""#.utf8)
      line[start + place] = byte
      #expect(try parseOne(line).record == nil, "byte \(byte)")
    }
  }

  @Test(
    "other ways to write the same time are read",
    arguments: [
      "17/May/2015:10:05:03 +0000", "17/May/2015:10:05:03 Z", "17/may/2015:10:05:03 -0000",
      "17/May/2015:03:05:03 -0700", "17/May/2015:15:50:03 +0545", "17/May/2015:15:50:03 +05:45",
      "17/May/2015:10:05:03.000 +0000", "18/May/2015:00:05:03 +1400", "17/May/2015:10:05:03 +00:00",
    ])
  func accepted(time: String) throws {
    #expect(try read(time) == Instant(seconds: 1_431_857_103))
  }

  @Test("a leap second is the next second, a fraction is kept, a day may have one digit")
  func details() throws {
    #expect(try read("31/Dec/2016:23:59:60 +0000") == Instant(seconds: 1_483_228_800))
    #expect(
      try read("1/May/2015:00:00:00.25 +0000") == Instant(microseconds: 1_430_438_400_250_000))
    #expect(try read("29/Feb/2016:00:00:00 +0000") == Instant(seconds: 1_456_704_000))
    #expect(try read("01/Jan/1990:00:00:00 +0000") == .earliest)
    #expect(try read("02/Jan/2030:00:00:00 +0000") == testClock.advanced(bySeconds: 86_400))
  }

  @Test("a time printed in any zone is read as the same instant", arguments: 0..<20)
  func roundTrip(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var text = ""
    var expected: [Instant] = []
    for _ in 0..<500 {
      let instant = Instant(
        seconds: .random(in: 631_152_000...1_893_456_000, using: &generator))
      let quarters = Int64.random(in: -56...56, using: &generator)
      expected.append(instant)
      text += #"::1 - - [\#(clf(instant, zone: quarters * 900))] "GET / HTTP/1.1" 200 1 "-" "-""#
      text += "\n"
    }
    var reader = LineReader(try ByteSource(pieces: [Array(text.utf8)]))
    var parser = AccessLogParser(format: .combined, now: testClock)
    var chunk = LineChunk()
    var batch = AccessBatch()
    #expect(try reader.read(into: &chunk))
    parser.parse(chunk, into: &batch)
    #expect(batch.records.map(\.at) == expected)
  }
}
