import Markup
import Support
import Testing

@Suite("Numbers")
struct NumberTests {
  @Test(
    "coordinates have three decimals at most and no signs of a machine",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (-0.0001, "0"), (1.5, "1.5"), (-2.25, "-2.25"), (0.0005, "0.001"),
      (100, "100"), (1e300, "1000000000000"), (.nan, "0"), (-.infinity, "0"), (3.14159, "3.142"),
    ] as [(Double, String)])
  func coordinates(value: Double, text: String) {
    #expect(Number.svg(value) == text)
  }

  @Test("coordinates read back as the number, to half a thousandth", arguments: [1, 2] as [UInt64])
  func coordinatesReadBack(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let value = Double.random(in: -5_000...5_000, using: &random)
      let text = Number.svg(value)
      #expect(abs(try #require(Double(text)) - value) <= 0.000_500_1)
      #expect(!text.contains("e") && !(text.contains(".") && text.hasSuffix("0")))
    }
  }

  @Test("whole numbers are grouped by narrow spaces, minus is a minus")
  func whole() {
    #expect(Number.whole(Int64(0)) == "0")
    #expect(Number.whole(Int64(999)) == "999")
    #expect(Number.whole(Int64(1_000)) == "1\u{202F}000")
    #expect(
      Number.whole(Int64.min)
        == "−9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}808")
    #expect(Number.whole(-0.4) == "0")
    #expect(Number.signed(12) == "+12")
    #expect(Number.signed(-4) == "−4")
    #expect(Number.signed(0) == "0")
    #expect(Number.whole(Double.nan) == "–")
  }

  @Test(
    "labels have three significant digits",
    arguments: [
      (0, "0"), (0.125, "0.125"), (12.345, "12.3"), (999.4, "999"), (1_234, "1_230"),
      (12_500, "12_500"), (999_999, "1_M"), (1_250_000, "1.25_M"), (-3e9, "−3_bn"),
      (4.56e13, "45.6_T"), (0.000_000_01, "0"),
    ] as [(Double, String)])
  func compact(value: Double, text: String) {
    #expect(Number.compact(value) == narrow(text))
  }

  @Test("the labels of one axis share the unit of the largest")
  func sharedUnit() {
    #expect(Number.compact(250_000, largest: 1_500_000) == narrow("0.25_M"))
    #expect(Number.compact(0, largest: 1_500_000) == "0")
  }

  @Test("a share is never rounded to nothing or to all")
  func percent() {
    #expect(Number.percent(0) == narrow("0_%"))
    #expect(Number.percent(0.001) == narrow("<1_%"))
    #expect(Number.percent(0.999) == narrow(">99_%"))
    #expect(Number.percent(1) == narrow("100_%"))
    #expect(Number.percent(0.412, decimals: 1) == narrow("41.2_%"))
    #expect(Number.percent(-0.04) == narrow("−4_%"))
  }

  @Test(
    "lengths of time in two units",
    arguments: [
      (0, "0_s"), (0.2, "<1_s"), (59.6, "1_min"), (200, "3_min 20_s"), (18_600, "5_h 10_min"),
      (3_600, "1_h"), (187_200, "2_d 4_h"), (-90, "−1_min 30_s"),
    ] as [(Double, String)])
  func durations(seconds: Double, text: String) {
    #expect(Number.duration(seconds: seconds) == narrow(text))
  }

  @Test("amounts of data in decimal units")
  func bytes() {
    #expect(Number.bytes(0) == narrow("0_B"))
    #expect(Number.bytes(999) == narrow("999_B"))
    #expect(Number.bytes(999.9) == narrow("1_kB"))
    #expect(Number.bytes(1_250) == narrow("1.25_kB"))
    #expect(Number.bytes(240e6) == narrow("240_MB"))
  }

  /// Low lines stand for narrow spaces, so that the tables above can be read.
  private func narrow(_ text: String) -> String {
    String(text.map { $0 == "_" ? "\u{202F}" : $0 })
  }
}
