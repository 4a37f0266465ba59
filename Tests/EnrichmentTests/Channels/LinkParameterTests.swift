import Enrichment
import Support
import Testing

@Suite("What a link says of itself")
struct LinkParameterTests {
  @Test(
    "is told by the names of Google, Matomo and Piwik",
    arguments: [
      "utm_source=s&utm_medium=m&utm_campaign=c&utm_term=t&utm_content=n",
      "mtm_source=s&mtm_medium=m&mtm_campaign=c&mtm_kwd=t&mtm_content=n",
      "pk_source=s&pk_medium=m&pk_cpn=c&pk_keyword=t&pk_content=n",
      "UTM_Source=s&Utm_Medium=m&utm_CAMPAIGN=c&utm_Term=t&utm_content=n&utm_id=x&utm=y",
    ])
  func names(query: String) throws {
    let source = try VisitSource.of(query)
    #expect(source.name == "s" && source.medium == "m" && source.campaign == "c")
    #expect(source.term == "t" && source.content == "n")
  }

  @Test(
    "counts by the strongest name that says something, then by the first",
    arguments: [
      ("ref=d&source=c&pk_source=b&utm_source=a", "a"), ("ref=d&source=c&mtm_source=b", "b"),
      ("ref=d&source=c", "c"), ("ref=d", "d"), ("utm_source=&ref=d", "d"),
      ("utm_source=+%20&ref=d", "d"), ("utm_source=a&utm_source=b", "a"),
      ("utm_source&ref=d", "d"), ("refs=d&xsource=e", nil), ("=a&&ref=d", "d"),
      ("utm_source=a=b", "a=b"),
    ] as [(String, String?)])
  func strength(query: String, name: String?) throws {
    let source = try VisitSource.of(query)
    #expect(source.name == name)
  }

  @Test(
    "is decoded, printable and without mail addresses",
    arguments: [
      ("a+b%20c", "a b c"), ("%C3%A9", "é"), ("%c3%A9", "é"), ("%C3", "%C3"), ("100%", "100%"),
      ("%4", "%4"), ("%zz", "%zz"), ("a%0Ab", "a%0Ab"), ("a%00", "a%00"), ("%252B", "%2B"),
      ("%E2%80%AEx", "%E2%80%AEx"), ("jo%40x.example", "[mail]"), ("jo@x.example", "[mail]"),
      ("jo%2540x.example", "[mail]"), ("+a+", "a"),
    ])
  func decoding(value: String, text: String) throws {
    let source = try VisitSource.of("utm_campaign=\(value)&utm_source=\(value)")
    #expect(source.campaign == text && source.name == text)
  }

  @Test("is cut to 200 characters")
  func limit() throws {
    let long = String(repeating: "%C3%A9", count: 300)
    #expect(try VisitSource.of("utm_term=\(long)").term == String(repeating: "é", count: 200))
    let zalgo = String(repeating: "%CC%B5", count: 300)
    #expect(try VisitSource.of("utm_term=Z\(zalgo)").term?.unicodeScalars.count == 200)
    let blank = String(repeating: "a", count: 199) + "+b"
    #expect(try VisitSource.of("utm_term=\(blank)").term?.count == 199)
  }

  @Test("a click id is told by its name alone, the first of the known where there are several")
  func clicks() throws {
    for name in ClickIds.names {
      let source = try VisitSource.of("\(name)=Secret-1")
      #expect(source.clickId == name)
      #expect(!"\(source)".contains("Secret"))
    }
    #expect(try VisitSource.of("fbclid=&gclid=").clickId == "gclid")
    #expect(try VisitSource.of("gclid").clickId == "gclid")
    #expect(try VisitSource.of("xgclid=1&gclidx=2&clid=3").clickId == nil)
  }

  @Test(
    "of click ids nothing but the name is stored, whatever is allowed",
    arguments: [
      ("gclid=Secret", ["utm_*"], "gclid="), ("gclid=Secret", [], "gclid="),
      ("gclid=Secret", ["gclid"], "gclid="), ("gclid=Secret", ["*"], "gclid="),
      ("GcLid=Secret&gclid=2", ["*"], "gclid="), ("gclid", [], "gclid="),
      ("a=1&li_fat_id=Secret&utm_source=x&fbclid=2", ["utm_*"], "li_fat_id=&utm_source=x&fbclid="),
      ("utm_source=x&gclid=jo@x.example", ["utm_*"], "utm_source=x&gclid="),
      ("xgclid=Secret&gclidd=2&g%63lid=3", ["utm_*"], nil),
      ("utm_source=jo%40x.example&utm_term=a", ["utm_*"], "utm_source=[mail]&utm_term=a"),
    ] as [(String, [String], String?)])
  func stored(query: String, allowed: [String], expected: String?) {
    var stage = EnrichmentStage(allowing: allowed)
    let batch = stage.enrich(LoggedHit { $0.target = .init("/?\(query)") })
    #expect(batch.queries.first?.text == expected)
  }

  @Test("a referrer's click ids are dropped with their names", arguments: [["utm_*"], ["*"]])
  func referrers(allowed: [String]) {
    var stage = EnrichmentStage(allowing: allowed)
    let batch = stage.enrich(
      LoggedHit { $0.referrer = "https://l.facebook.com/?fbclid=Secret&utm_source=x" })
    #expect(batch.referrers.first?.url == "https://l.facebook.com/?utm_source=x")
  }
}
