import Clickstream
import Testing

@Suite("Mail addresses")
struct MailAddressTests {
  @Test(
    "the spellings of an address become one",
    arguments: [
      ("  Ada.Byron@Larkspur.EXAMPLE ", "ada.byron@larkspur.example"),
      ("ada+tickets@larkspur.example", "ada+tickets@larkspur.example"),
      ("ada@BÜCHER.example", "ada@xn--bcher-kva.example"),
      ("ada@bu\u{308}cher.example", "ada@xn--bcher-kva.example"),
      ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
      ("JÖRG@larkspur.example", "jörg@larkspur.example"),
      ("jo\u{308}rg@larkspur.example", "j\u{f6}rg@larkspur.example"),
      ("ada@larkspur.example.", "ada@larkspur.example"),
      ("ada@例え。テスト", "ada@xn--r8jz45g.xn--zckzah"),
      ("\"ada\"@larkspur.example", "ada@larkspur.example"),
      ("\"Ada B\"@larkspur.example", "\"ada b\"@larkspur.example"),
      ("\"a@b\"@larkspur.example", "\"a@b\"@larkspur.example"),
      ("\"a\\\"b\"@larkspur.example", "\"a\\\"b\"@larkspur.example"),
    ])
  func spellings(text: String, expected: String) {
    // Bytes, because two forms of one character are equal as text.
    #expect(MailAddress(text).map { Array($0.normalised.utf8) } == Array(expected.utf8))
  }

  @Test(
    "what is no address is not read",
    arguments: [
      "", "@", "ada", "ada@", "@larkspur.example", "ada@@larkspur.example", "a@b@larkspur.example",
      "ada byron@larkspur.example", "ada@lark spur.example", "ada\n@larkspur.example",
      "ada@larkspur.example\r\nBcc: x@y.example", "ada\0@larkspur.example", ".ada@larkspur.example",
      "ada.@larkspur.example", "a..b@larkspur.example", "ada@-larkspur.example",
      "ada@larkspur..example", "ada@larkspur-.example", "ada@192.0.2.1", "ada@[192.0.2.1]",
      "<ada@larkspur.example>", "Ada <ada@larkspur.example>", "\"ada@larkspur.example",
      "\"a\"b@larkspur.example", "\"\"@larkspur.example", "ada\u{202e}@larkspur.example",
      "ada\u{a0}b@larkspur.example", "ada@lark_spur.example",
    ])
  func noAddresses(text: String) {
    #expect(MailAddress(text) == nil)
  }

  @Test("64 bytes before the @ and 254 in all are the limits")
  func limits() {
    let domain = Array(repeating: String(repeating: "d", count: 62), count: 3)
      .joined(separator: ".")
    #expect(MailAddress(String(repeating: "a", count: 64) + "@\(domain)") != nil)
    #expect(MailAddress(String(repeating: "a", count: 65) + "@\(domain)") == nil)
    #expect(MailAddress(String(repeating: "a", count: 64) + "@d.\(domain)") == nil)
    #expect(MailAddress("a@" + String(repeating: "d", count: 64) + ".example") == nil)
    #expect(MailAddress(String(repeating: "a", count: 100_000) + "@larkspur.example") == nil)
  }

  @Test("domain and local part are the sides of the last @")
  func parts() {
    let address = MailAddress("\"a@b\"@Larkspur.example")
    #expect(address?.domain == "larkspur.example")
    #expect(address?.localPart == "\"a@b\"")
  }

  @Test(
    "offices are told from people",
    arguments: [
      ("info@larkspur.example", true), ("Sales@larkspur.example", true),
      ("noreply@larkspur.example", true), ("orders+7@larkspur.example", true),
      ("infora@larkspur.example", false), ("ada@larkspur.example", false),
    ])
  func roles(text: String, isRole: Bool) {
    #expect(MailAddress(text)?.isRole == isRole)
  }

  @Test(
    "addresses that stand for nobody are blocked",
    arguments: [
      ("ada@example.com", true), ("ada@mail.example.org", true), ("ada@host.test", true),
      ("ada@host.invalid", true), ("ada@localhost", true), ("null@larkspur.example", true),
      ("0-0@larkspur.example", true), ("aaaa@larkspur.example", true),
      ("ANONYMOUS@larkspur.example", true), ("a@larkspur.example", false),
      ("ada@larkspur.example", false), ("ada@notexample.com", false),
      ("info@larkspur.example", false), ("nan@larkspur.example", false),
    ])
  func blocked(text: String, isBlocked: Bool) {
    #expect(MailAddress(text)?.isBlocked == isBlocked)
  }
}
