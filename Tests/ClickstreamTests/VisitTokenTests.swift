import Clickstream
import Support
import Testing

@Suite("Tokens of visits, as they are written")
struct VisitTokenTests {
  private static let cookie = "0A0B0C0D0E0F10111213141516171819"

  @Test(
    "a token is the value of a cookie with its name, or long enough alone",
    arguments: [
      ("footfall=\(cookie)", cookie), ("uid=\(cookie)", cookie), (cookie, cookie),
      ("footfall=12345678", "12345678"), ("a1b2c3d4e5f6a7b8", "a1b2c3d4e5f6a7b8"),
      ("footfall=192.0.2.7.1731234567890", "192.0.2.7.1731234567890"),
      ("a1b2c3d4e5f6a7b", nil), ("footfall=1234567", nil), ("footfall=", nil), ("", nil),
      ("other=\(cookie)", nil), ("jo=example.com-and-more", nil), ("(none)", nil),
      ("2026-11-27 19:30 in the evening", nil), (String(repeating: "a", count: 129), nil),
    ] as [(String, String?)])
  func written(text: String, value: String?) {
    #expect(VisitToken(text)?.value == value.map { Array($0.utf8) })
    #expect(VisitToken(text)?.place != .link)
  }

  @Test(
    "a query carries it in the parameter of its name alone",
    arguments: [
      ("visit=\(cookie)", true), ("a=b&visit=footfall=\(cookie)&c", true),
      ("visit=footfall%3D\(cookie)", true), ("visit=&visit=\(cookie)", true),
      ("visit=short&visit=\(cookie)", true), ("avisit=\(cookie)", false),
      ("visit\(cookie)", false), ("visits=\(cookie)", false), ("Visit=\(cookie)", false),
      ("a=visit=\(cookie)", false), ("visit", false), ("", false), ("&&", false), ("visit=", false),
    ])
  func query(text: String, isFound: Bool) {
    let token = VisitToken(inQuery: text, named: "visit")
    #expect(token == (isFound ? VisitToken(value: Array(Self.cookie.utf8), place: .link) : nil))
  }

  @Test("whatever stands around it, a token is found once it is there", arguments: UInt64(1)...50)
  func anywhere(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pieces = ["&", "=", "visit", "%3D", "%", "a", "+", "visit=", "\u{e9}"]
    func noise() -> String {
      (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in
        pieces.randomElement(using: &random)
      }.joined()
    }
    let query = noise() + "&visit=footfall=\(Self.cookie)&" + noise()
    #expect(
      VisitToken(inQuery: query, named: "visit")?.value == Array(Self.cookie.utf8), "\(query)")
    #expect(VisitToken(inQuery: noise(), named: "visit") == nil)
  }

  @Test(
    "a sub-address is its mailbox with a detail, as it was written",
    arguments: [
      ("Info+Aa0@Shop.example", "info@shop.example", "Aa0"),
      ("a+b+C@x.example", "a+b@x.example", "C"), ("a+@x.example", "a@x.example", ""),
      ("a@x.example", nil, ""), ("+b@x.example", nil, "b"), ("\"a+ b\"@x.example", nil, " b"),
      ("\"a+B\"@x.example", "a@x.example", "B"),
    ] as [(String, String?, String)])
  func details(text: String, mailbox: String?, detail: String) {
    #expect(MailAddress(text)?.withoutDetail?.normalised == mailbox)
    #expect(MailAddress.detail(of: text) == detail)
  }
}
