import Enrichment
import Testing

@Suite("Terms of searches")
struct SearchTermTests {
  @Test(
    "are told by the parameters of the engine",
    arguments: [
      ("https://www.google.com/search?q=Second+hand%20BOOKS", "second hand books"),
      ("https://www.google.com/search?a=b&q=x#q=y", "x"), ("https://www.google.com/?p=x", nil),
      ("https://search.yahoo.com/?p=x&q=y", "x"),
      ("https://yandex.ru/search/?text=%D0%9A%D0%9D", "кн"),
      ("https://www.baidu.com/s?wd=x", "x"), ("https://www.startpage.com/do?query=x", "x"),
      ("https://www.perplexity.ai/search?q=x", "x"), ("https://claude.ai/?q=x", nil),
      ("https://larkspur-news.example/?q=x", nil), ("https://larkspur.example/?q=x", nil),
      ("https://www.google.com/?q=", nil), ("https://www.google.com/?q=%20&q=x", "x"),
      ("https://www.google.com/?q=jo@x.example", "[mail]"), ("https://www.google.com/", nil),
      ("android-app://com.google.android.googlequicksearchbox/?q=x", "x"),
    ] as [(String, String?)])
  func engines(referrer: String, term: String?) throws {
    let source = try VisitSource.of("", from: referrer)
    #expect(source.searchTerm == term)
  }

  @Test(
    "of the site are folded for counting",
    arguments: [
      ("q=Book", "book"), ("a=1&s=+Two%20%20books%09", "two books%09"), ("q=&s=x", "x"), ("", nil),
      ("s=b&q=a", "a"), ("Q=a", nil), ("qq=a", nil), ("q", nil), ("keywords=a&keyword=b", "b"),
      ("q=%C3%89TUDE", "étude"), ("q=E%CC%81tude", "étude"), ("q=jo%40x.example", "[mail]"),
      ("q=%C2%A0a%E3%80%80b", "a b"), ("q=%E3%80%80", nil), ("p=a&k=%FF", "%ff"),
    ] as [(String, String?)])
  func site(query: String, term: String?) {
    let found = SiteSearch.term(inQuery: query)
    #expect(found?.unicodeScalars.map(\.value) == term?.unicodeScalars.map(\.value))
  }

  @Test("of the site are read from the parameters of the setting, the first of the list first")
  func setting() {
    #expect(SiteSearch.term(inQuery: "q=a&find=b&text=c", parameters: ["text", "find"]) == "c")
    #expect(SiteSearch.term(inQuery: "q=a", parameters: []) == nil)
    #expect(SiteSearch.term(inQuery: "=a", parameters: [""]) == nil)
  }

  @Test("are cut to 200 characters, also where small letters are longer")
  func limit() {
    let found = SiteSearch.term(inQuery: "q=" + String(repeating: "İ", count: 190))
    #expect(found?.unicodeScalars.count == 200)
  }
}
