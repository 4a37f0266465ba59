import Audit
import Support
import Testing

@Suite("Addresses of pages")
struct WebAddressTests {
  /// Sections 5.4.1 and 5.4.2 of RFC 3986, but for references of other schemes.
  private static let examples = [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"),
    ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"),
    ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"),
    ("g;x?y#s", "http://a/b/c/g;x?y#s"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
    ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"),
    ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
    ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"),
    ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
    (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"),
    ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
    ("g/../h", "http://a/b/c/h"), ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
    ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
    ("g?y/../x", "http://a/b/c/g?y/../x"), ("g#s/./x", "http://a/b/c/g#s/./x"),
    ("g#s/../x", "http://a/b/c/g#s/../x"),
  ]

  @Test("references are resolved as the standard's own examples", arguments: examples)
  func standard(reference: String, expected: String) throws {
    let base = try #require(WebAddress("http://a/b/c/d;p?q"))
    let found = try #require(WebAddress(reference, against: base))
    #expect(found.text + (found.fragment.map { "#\($0)" } ?? "") == expected)
  }

  @Test(
    "addresses are read as browsers do",
    arguments: [
      ("  HTTP://Larkspur.Example:80/a b\n", "http://larkspur.example/a%20b"),
      ("https://u:p@larkspur.example:443/?q=ä", "https://larkspur.example/?q=%C3%A4"),
      ("https://larkspur.example\\a\\..\\b", "https://larkspur.example/b"),
      ("https://larkspur.example:8443", "https://larkspur.example:8443/"),
      ("https://bücher.example/%2e%2E/x", "https://xn--bcher-kva.example/x"),
      ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
      ("http://192.0.2.1/a/%7Eb", "http://192.0.2.1/a/%7Eb"),
    ])
  func browsers(text: String, expected: String) {
    #expect(WebAddress(text)?.text == expected)
  }

  @Test(
    "what is no page of the web is none",
    arguments: [
      "mailto:a@b.example", "javascript:alert(1)", "ftp://a/", "http:", "http://", "http:///x",
      "http://a:99999/", "http://a b/", "http://[::1", "/x", "", "http://-/", "data:text/html,x",
      "http://a/" + String(repeating: "x", count: 2_000),
    ])
  func none(text: String) {
    #expect(WebAddress(text) == nil)
  }

  @Test("whatever is resolved is one address, and resolves to itself", arguments: UInt64(1)...20)
  func law(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "..", ".", "/", "//", "a", "%2e", "?", "#", ":", "@", "\\", "ä", " ", "\n", "[", "]", "80",
      "http:", "https://", "\u{202E}", "%", "%zz",
    ]
    let base = try #require(WebAddress("http://a/b/c/d;p?q"))
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      guard let found = WebAddress(text, against: base) else { continue }
      let again = WebAddress(found.text)
      #expect(again?.text == found.text, "\(text.debugDescription)")
      #expect(found.path.hasPrefix("/") && !found.path.split(separator: "/").contains(".."))
    }
  }
}
