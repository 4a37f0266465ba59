import Audit
import Clickstream
import Support
import Testing

@Suite("Reading a page")
struct PageReaderTests {
  private func read(_ html: String, at address: String = "https://larkspur.example/visit/") throws
    -> PageContent
  {
    PageReader.read(Array(html.utf8), at: try #require(WebAddress(address)))
  }

  @Test("title, links, places, text, telephone and date are found")
  func page() throws {
    let page = try read(
      """
      <!doctype html><html><head><title> Visit\n us &amp; stay </title><base href="/site/">
      <link rel=stylesheet href=s.css><link rel="dns-prefetch" href="//cdn.example">
      <meta property="article:modified_time" content="2025-03-04T10:00:00Z">
      <script type="application/ld+json">{"@type":"X","dateModified" : "2025-04-05"}</script>
      <script>var x = "<a href=/no>";</script></head>
      <body><nav><a href="/menu">Menu</a></nav><main id=top><h1 id="ä">Hours</h1>
      <p>Mon&ndash;Fri<br>10&nbsp;am</p><a name=old></a><a href="../a b#c">A</a>
      <a href="tel:+44%2020">T</a><a href="mailto:x@y.example">M</a><a href=#top>up</a>
      <img src=p.png></main><footer>Foot</footer></body></html>
      """)
    #expect(page.title == "Visit us & stay")
    #expect(
      page.links.map { "\($0.kind) \($0.target?.text ?? "-")" } == [
        "part https://larkspur.example/site/s.css", "page https://larkspur.example/menu",
        "page https://larkspur.example/a%20b", "page https://larkspur.example/visit/",
        "part https://larkspur.example/site/p.png",
      ])
    #expect(page.links.map { $0.target?.fragment } == [nil, nil, "c", "top", nil])
    #expect(page.anchors == ["top", "ä", "old"])
    #expect(page.text.contains("Hours\nMon–Fri\n10\u{A0}am\n") && page.text.hasSuffix("Foot\n"))
    #expect(!page.text.contains("var x"))
    #expect(page.dialled == ["+44%2020"])
    #expect(page.modified == Day(year: 2025, month: 4, day: 5))
    #expect(page.cut == nil)
  }

  @Test("the fingerprint is that of the text, without what other pages share")
  func fingerprint() throws {
    let one = try read("<nav>A</nav><main>Hours <b>ten</b></main><footer>2025</footer>")
    let same = try read("<nav>B</nav><main class=x>Hours\n\n ten</main><footer>2026</footer>")
    let other = try read("<nav>A</nav><main>Hours nine</main><footer>2025</footer>")
    #expect(one.fingerprint == same.fingerprint && one.fingerprint != other.fingerprint)
  }

  @Test("a page in another charset is read in it")
  func charsets() throws {
    let address = try #require(WebAddress("https://a/"))
    let latin = PageReader.read([0x3c, 0x70, 0x3e, 0x80, 0xe4], at: address)
    #expect(latin.text == "€ä\n")
    let cyrillic = Array("<meta charset='windows-1251'><p>".utf8) + [0xcf]
    #expect(PageReader.read(cyrillic, at: address).text == "П\n")
    #expect(
      PageReader.read([0x3c, 0x70, 0x3e, 0xcf], at: address, charset: "KOI8-R").text == "о\n")
    #expect(
      PageReader.read(Array("<p>ä\u{0}b".utf8), at: address, charset: "utf-7").text.hasPrefix("ä"))
  }

  /// Pages that are made to take long, or to take much.
  static let traps: [(String, String, PageContent.Cut?)] = [
    ("deep", String(repeating: "<div>", count: 400_000), .depth),
    (
      "deep and closed wrongly",
      String(repeating: "<div>", count: 500)
        + String(repeating: "</x>", count: 300_000), nil
    ),
    (
      "attributes", "<a " + (0..<200_000).map { "a\($0)" }.joined(separator: " ") + ">", .attributes
    ),
    ("attributes in quotes", "<a" + (0..<150_000).map { "a\($0)=''" }.joined() + ">", .attributes),
    ("links", (0..<30_000).map { "<a href=/\($0)>x</a>" }.joined(), .links),
    ("places", (0..<100_000).map { "<i id=x\($0)>" + "</i>" }.joined(), nil),
    ("size", String(repeating: "<p>word</p>", count: 400_000), .size),
    ("comment", "<!--" + String(repeating: "-", count: 1_000_000), nil),
    ("entities", String(repeating: "&amp;", count: 400_000), nil),
    ("script", "<script>" + String(repeating: "</", count: 500_000), nil),
    ("title", "<title>" + String(repeating: "t", count: 1_000_000), nil),
    ("tables", String(repeating: "<table><tr><td>", count: 100_000), .depth),
  ]

  @Test("limits hold, and say so", arguments: traps.map(\.0))
  func limits(name: String) throws {
    let trap = try #require(Self.traps.first { $0.0 == name })
    let page = try read(trap.1)
    #expect(page.cut == trap.2)
    #expect(page.links.count <= 5_000 && page.anchors.count <= 20_000)
    #expect(page.text.utf8.count <= (1 << 20) + 8 && page.title.count <= 301)
  }

  @Test("whatever the bytes are, reading ends and links are addresses", arguments: UInt64(1)...24)
  func hostile(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces =
      HostileText.all + [
        "<a href='", "'>", "\">", "<base href=", "<meta charset=utf-16>", "<!--", "-->",
        "<![CDATA[",
        "<svg><title>", "</", "<script>", "</script>", "<title>", "&#x0;", "&#xD800;", "<a", " ",
        "=", "'", "\"", "<template>", "<noscript>", "</body>", "<?xml encoding='EBCDIC'?>",
        "<head>",
        "</html>", "tel:", "//", "http://", "\\", "<link rel=x href=", "<plaintext>", "<frameset>",
      ]
    for _ in 0..<40 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1...60, using: &random) {
        bytes += Array(pieces[Int.random(in: 0..<pieces.count, using: &random)].utf8)
        if Bool.random(using: &random) { bytes.append(.random(in: 0...255, using: &random)) }
      }
      let page = PageReader.read(bytes, at: try #require(WebAddress("https://larkspur.example/x")))
      for link in page.links {
        guard let target = link.target else { continue }
        #expect(WebAddress(target.text)?.text == target.text, "\(link.reference.debugDescription)")
      }
      #expect(page.title.count <= 301)
      // The same bytes are the same page.
      let again = PageReader.read(bytes, at: try #require(WebAddress("https://larkspur.example/x")))
      #expect(again == page)
    }
  }
}
