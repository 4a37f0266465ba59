import Enrichment
import Foundation
import Testing

@Suite("Lists of sources")
struct SourceListTests {
  @Test("the file of Config is the text of the program")
  func shipped() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Config/sources.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text == ChannelRules.builtInText)
  }

  @Test("the built-in lists are without mistake, also as the operator's own")
  func builtIn() throws {
    _ = try ChannelRules(own: ChannelRules.builtInText)
  }

  private static let own = """
    social:
      - { name: Rookery, hosts: [rookery.*, www.bücher.example], apps: [example.Rookery],
          names: [rk], paid: [rk-ads], clicks: [fbclid] }
    search:
      - { name: Intranet, hosts: find.larkspur.example, terms: [find] }
    referral:
      - { name: Our YouTube, hosts: [youtube.com] }
    payment: [pay.example]
    spam: hooks.stripe.com
    """

  @Test(
    "of the operator add to the built-in, and count first",
    arguments: [
      ("", "m.rookery.co.uk", "Rookery", .organicSocial),
      ("", "xn--bcher-kva.example", "xn--bcher-kva.example", .referral),
      ("", "www.xn--bcher-kva.example", "Rookery", .organicSocial),
      ("utm_source=RK", "x.example", "Rookery", .organicSocial),
      ("utm_source=rk-ads", "x.example", "Rookery", .paidSocial),
      ("", "m.youtube.com", "Our YouTube", .referral), ("", "youtu.be", "YouTube", .organicVideo),
      ("utm_source=youtube", "x.example", "YouTube", .organicVideo),
      ("", "a.pay.example", nil, .direct), ("", "hooks.stripe.com", "stripe.com", .referral),
      ("", "checkout.stripe.com", nil, .direct), ("", "www.google.de", "Google", .organicSearch),
    ] as [(String, String, String?, Channel)])
  func added(query: String, host: String, name: String?, channel: Channel) throws {
    let source = try ChannelRules(own: Self.own).source(
      query: query, referrerHost: host, referrerURL: nil, ownHosts: [])
    #expect(source.name == name)
    #expect(source.channel == channel)
    #expect(source.isSpam == (host == "hooks.stripe.com"))
  }

  @Test("of the operator have apps and terms")
  func apps() throws {
    let rules = try ChannelRules(own: Self.own)
    let app = rules.source(
      query: "", referrerHost: nil, referrerURL: "android-app://example.rookery/", ownHosts: [])
    #expect(app.name == "Rookery" && app.referrer == .app)
    let search = rules.source(
      query: "", referrerHost: "find.larkspur.example",
      referrerURL: "https://find.larkspur.example/?find=x&q=y", ownHosts: [])
    #expect(search.searchTerm == "x")
  }

  @Test("the fingerprint changes with the lists")
  func fingerprint() throws {
    let prints = try [nil, "spam: [a.example]", "spam: [b.example]"].map {
      try ChannelRules(own: $0).fingerprint
    }
    #expect(Set(prints).count == 3)
    #expect(try ChannelRules().fingerprint == prints[0])
  }

  @Test("all mistakes are told at once with their lines")
  func mistakes() {
    let text = """
      shops: []
      search:
        - { name: A, hosts: [a.example, a.example] }
        - { name: a, hosts: ["*", de, "*.b.example", "b/c.example", "1.2.3.4", "[::1]", ""] }
        - { name: "", hosts: [c.example], colour: red }
        - { name: D }
        - { name: E, apps: [e], clicks: [gclid, nclid], terms: ["a=b", f] }
        - plain
      social: 5
      payment: { a: b }
      spam: [[c]]
      """
    do throws(ChannelRulesProblems) {
      _ = try ChannelRules(own: text)
      Issue.record("taken")
    } catch {
      let lines = error.problems.map(\.line)
      #expect(lines == [1, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 6, 7, 7, 7, 8, 9, 10, 11])
    }
  }

  @Test(
    "what is no list of sources is refused",
    arguments: ["x", "[]", "search: [", "a: &b [c]", "\u{0}"])
  func refused(text: String) {
    #expect(throws: ChannelRulesProblems.self) { try ChannelRules(own: text) }
  }

  @Test("a file without lists adds nothing", arguments: ["", "# nothing yet\n", "search: []"])
  func empty(text: String) throws {
    let rules = try ChannelRules(own: text)
    let source = rules.source(
      query: "", referrerHost: "google.de", referrerURL: nil, ownHosts: [])
    #expect(source.name == "Google")
  }
}
