import Clickstream
import Support
import Testing

@Suite("Instants and RFC 3339")
struct InstantTests {
  @Test("seconds round down, also before 1970")
  func seconds() {
    #expect(Instant(microseconds: -1).seconds == -1)
    #expect(Instant(microseconds: 1_999_999).seconds == 1)
    #expect(Instant(microseconds: -1_000_000).seconds == -1)
  }

  @Test(
    "each spelling of an instant is read",
    arguments: [
      "2026-11-23T13:05:09.25Z", "2026-11-23t13:05:09.25z", "2026-11-23 13:05:09.25Z",
      "2026-11-23T14:05:09.25+01:00", "2026-11-23T14:05:09,250+0100",
      "2026-11-22T23:35:09.2500009-13:30",
    ])
  func spellings(text: String) {
    #expect(Instant(rfc3339: text)?.rfc3339 == "2026-11-23T13:05:09.25Z")
  }

  @Test("the leap second is the last microsecond before it")
  func leapSecond() {
    #expect(
      Instant(rfc3339: "2016-12-31T23:59:60Z")?.rfc3339 == "2016-12-31T23:59:59.999999Z")
  }

  @Test(
    "what is no instant is not read",
    arguments: [
      "", "2026-11-23", "2026-11-23T13:05:09", "2026-11-23T24:00:00Z", "2026-02-30T00:00:00Z",
      "2026-11-23T13:60:00Z", "2026-11-23T13:05:61Z", "2026-11-23T13:05:09.Z",
      "2026-11-23T13:05:09+1:00", "2026-11-23T13:05:09+24:00", "2026-11-23T13:05:09Zx",
      "2026-11-23T13:05:09+01:0", "2026-11-23T13:05:09 Z", "-026-11-23T13:05:09Z",
      "2026-11-23T13:05:09.1", "2026-11-23T13:05:0９Z",
    ])
  func noInstants(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test("what is printed is read back", arguments: [11, 12] as [UInt64])
  func roundTrip(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<1_000 {
      let instant = Instant(
        microseconds: .random(in: -60_000_000_000_000_000...200_000_000_000_000_000, using: &random)
      )
      #expect(Instant(rfc3339: instant.rfc3339) == instant)
    }
  }

  @Test("random bytes never stop the reader", arguments: [21, 22] as [UInt64])
  func junk(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pattern = Array("2026-11-23T13:05:09.25+01:00".utf8)
    for _ in 0..<2_000 {
      var bytes = Array(pattern.prefix(.random(in: 0...pattern.count, using: &random)))
      if let index = bytes.indices.randomElement(using: &random) {
        bytes[index] = .random(in: .min ... .max, using: &random)
      }
      if let instant = Instant(rfc3339: unsafe bytes.span.bytes) {
        #expect(Instant(rfc3339: instant.rfc3339) == instant)
      }
    }
  }
}
