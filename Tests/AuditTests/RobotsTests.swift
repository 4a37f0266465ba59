import Audit
import Testing

@Suite("robots.txt")
struct RobotsTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let rules: String
    let path: String
    let isAllowed: Bool
    var testDescription: String { "\(path) by \(rules.debugDescription)" }

    init(_ rules: String, _ path: String, _ isAllowed: Bool) {
      self.rules = rules
      self.path = path
      self.isAllowed = isAllowed
    }
  }

  private static let all = "User-agent: *\n"

  static let examples = [
    Example("", "/a", true),
    Example(all + "Disallow: /", "/a", false),
    Example(all + "Disallow: /", "/robots.txt", true),
    Example(all + "Disallow:", "/a", true),
    Example(all + "Disallow: /a", "/a", false),
    Example(all + "Disallow: /a", "/abc", false),
    Example(all + "Disallow: /a", "/b/a", true),
    Example(all + "Disallow: /A", "/a", true),
    // The longest rule holds, whatever stands first.
    Example(all + "Disallow: /a\nAllow: /a/b", "/a/b/c", true),
    Example(all + "Allow: /a/b\nDisallow: /a", "/a/b/c", true),
    Example(all + "Allow: /a\nDisallow: /a/b", "/a/b/c", false),
    // Of two of one length what allows.
    Example(all + "Disallow: /a\nAllow: /a", "/a", true),
    Example(all + "Allow: /a\nDisallow: /a", "/a", true),
    Example(all + "Disallow: /*.php", "/x/y.php?z", false),
    Example(all + "Disallow: /*.php$", "/x/y.php?z", true),
    Example(all + "Disallow: /*.php$", "/x/y.php", false),
    Example(all + "Disallow: /a*b*c", "/axxbyyc", false),
    Example(all + "Disallow: /a*b*c", "/axxcyyb", true),
    Example(all + "Disallow: /$", "/", false),
    Example(all + "Disallow: /$", "/a", true),
    Example(all + "Disallow: *", "/a", false),
    Example(all + "Disallow: /?q=", "/?q=1", false),
    Example(all + "Disallow: /ü", "/%C3%BC", false),
    Example(all + "Disallow: /%7ea", "/~a", false),
    Example(all + "Disallow: /a%2fb", "/a/b", true),
    // The group of the program holds alone; several of it are one.
    Example("User-agent: Footfall\nDisallow: /a\n\n" + all + "Disallow: /", "/b", true),
    Example(all + "Disallow: /\nUser-agent: footfall\nDisallow: /a", "/a", false),
    Example("User-agent: footfall/2.0\nDisallow: /a", "/a", false),
    Example("User-agent: footfallx\nDisallow: /a", "/a", true),
    Example(
      "User-agent: footfall\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: footfall\nDisallow: /b",
      "/b", false),
    Example(
      "User-agent: x\nUser-agent: footfall\nDisallow: /a\nUser-agent: y\nDisallow: /c", "/a", false),
    Example(
      "User-agent: x\nUser-agent: footfall\nDisallow: /a\nUser-agent: y\nDisallow: /c", "/c", true),
    Example("disallow: /a", "/a", true),
    Example("\u{FEFF}USER-AGENT : *\r\n  dISALLOW :/a # why\r\n", "/a", false),
    Example(all + "Crawl-delay: 10\nDisallow: /a\nSitemap: /s", "/a", false),
    Example("User-agent: *\nSitemap: /s\nUser-agent: y\nDisallow: /a", "/a", false),
  ]

  @Test("the rule that holds is the standard's", arguments: examples)
  func rule(example: Example) throws {
    let rules = RobotsRules(Array(example.rules.utf8), agent: "footfall")
    let address = try #require(WebAddress("https://larkspur.example" + example.path))
    #expect(rules.allows(address) == example.isAllowed)
  }

  @Test("rules made to take long are done in time that grows with both")
  func slow() throws {
    let stars = String(repeating: "*a", count: 900)
    let rules = RobotsRules(
      Array((Self.all + "Disallow: /\(stars)b").utf8), agent: "footfall")
    let path = "/" + String(repeating: "a", count: 1_900)
    #expect(rules.allows(try #require(WebAddress("https://a" + path))))
    let many = Self.all + String(repeating: "Disallow: /x\n", count: 100_000)
    #expect(
      !RobotsRules(Array(many.utf8), agent: "x").allows(try #require(WebAddress("http://a/x"))))
  }
}
