import Markup
import Support
import Testing

@Suite("Links")
struct LinkTests {
  @Test(
    "only web and mail addresses from data become links",
    arguments: [
      ("https://shop.example/a?b=c&d=%20#e", "https://shop.example/a?b=c&d=%20#e"),
      ("HTTP://Shop.example", "http://Shop.example"),
      ("http://a.example:8080/\"><b>", "http://a.example:8080/%22%3E%3Cb%3E"),
      ("http://a.example/100%#x#y", "http://a.example/100%25#x%23y"),
      ("https://a.example/é", "https://a.example/%C3%A9"),
      ("mailto:a@b.example", "mailto:a@b.example"),
      ("mailto:a@b.example?cc=c@d.example", nil),
      ("https://user:secret@a.example/", nil), ("https:///path", nil), ("http://a b/", nil),
      ("javascript:alert(1)//https://x.example/", nil), ("data:text/html,x", nil),
      ("\u{1}javascript:alert(1)", nil), (" https://a.example", nil), ("//a.example", nil),
      ("https://a.example\\@b.example/", nil), ("vbscript:x", nil), ("", nil),
    ])
  func untrusted(text: String, address: String?) {
    #expect(Link(untrusted: text)?.address == address)
  }

  @Test("no hostile string becomes a link that runs code", arguments: HostileText.all)
  func hostile(_ text: String) {
    guard let link = Link(untrusted: text) else { return }
    #expect(link.address.hasPrefix("https://x/"))
  }

  @Test(
    "a page's path stays relative whatever it holds",
    arguments: [
      ("default/visits.html", "default/visits.html"), ("//evil.example/x", "evil.example/x"),
      ("javascript:alert(1)", "javascript%3Aalert%281%29"), ("\\\\host/x", "host/x"),
      ("../index.html", "../index.html"),
    ])
  func relative(path: String, address: String) {
    #expect(Link.page(path).address == address)
    #expect(Link.page("a.html", anchor: "visits by day").address == "a.html#visits%20by%20day")
  }
}
