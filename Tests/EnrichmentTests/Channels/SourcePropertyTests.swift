import Enrichment
import Support
import Testing

@Suite("Properties of sources")
struct SourcePropertyTests {
  private static let hosts = [
    "www.google.co.uk", "mail.google.com", "larkspur.example", "a.larkspur-news.example",
    "www.paypal.com", "semalt.com", "xn--bcher-kva.de", "203.0.113.7", "t.co", "co.uk", "a..b", "",
  ]
  private static let parameters = [
    "utm_source=google", "utm_medium=cpc", "utm_campaign=eshop", "utm_term=a+b", "gclid=1", "ref=x",
    "source=chatgpt.com", "mtm_medium=email", "pk_cpn=c", "q=book", "fbclid=2", "utm_content=",
    "page=2", "utm_source", "=", "pk_keyword=%F0%9F",
  ]

  /// Bytes that parsers trip over, and any others.
  private static func hostile(_ random: inout SplitMix64) -> String {
    let pieces =
      parameters + hosts + HostileText.all + ["&", "=", "%", "%40", "+", ".", ":", "@", "://"]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      if Bool.random(using: &random) {
        bytes += pieces.randomElement(using: &random).map { Array($0.utf8) } ?? []
      } else {
        bytes.append(.random(in: 0...255, using: &random))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("whatever comes, what is told is short, printable and without mail", arguments: 1...20)
  func bounded(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rules = try ChannelRules()
    for _ in 0..<500 {
      let query = Self.hostile(&random)
      let url =
        Bool.random(using: &random) ? Self.hostile(&random) : "https://" + Self.hostile(&random)
      let source = rules.source(
        query: query, referrerHost: Bool.random(using: &random) ? Self.hostile(&random) : nil,
        referrerURL: url, ownHosts: [Self.hostile(&random)])
      let texts = [
        source.name, source.campaign, source.medium, source.term, source.content, source.clickId,
        source.searchTerm, SiteSearch.term(inQuery: query),
      ].compactMap(\.self)
      for text in texts {
        #expect((1...253).contains(text.unicodeScalars.count))
        #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f && $0 != 0x40 })
      }
      #expect(
        (source.name == nil) == (source.rule == .nothing) || source.medium != nil
          || source.campaign != nil)
      #expect(source.clickId.map(ClickIds.names.contains) ?? true)
    }
  }

  @Test("the case of the host, its port and its closing dot change nothing", arguments: 1...10)
  func spelling(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rules = try ChannelRules()
    for host in Self.hosts.dropLast(2) {
      let other = String(
        host.map { Bool.random(using: &random) ? Character($0.uppercased()) : $0 })
      let spelt = other + ["", ":443", "."][Int.random(in: 0..<3, using: &random)]
      let one = rules.source(
        query: "", referrerHost: host, referrerURL: nil, ownHosts: ["larkspur.example"])
      let two = rules.source(
        query: "", referrerHost: spelt, referrerURL: nil, ownHosts: ["larkspur.example"])
      #expect(one == two, "\(spelt)")
    }
  }

  @Test("the order of parameters changes nothing where each stands once", arguments: 1...50)
  func order(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let chosen = Self.parameters.filter { _ in Bool.random(using: &random) }
    let host = Self.hosts.randomElement(using: &random).map { "https://\($0)/" }
    let one = try VisitSource.of(chosen.joined(separator: "&"), from: host)
    let two = try VisitSource.of(
      chosen.shuffled(using: &random).joined(separator: "&"), from: host)
    #expect(one == two)
  }
}
