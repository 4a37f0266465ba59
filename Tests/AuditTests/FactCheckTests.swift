import Audit
import Clickstream
import Testing

@Suite("Facts on pages")
struct FactCheckTests {
  private static let telephone = Fact(
    name: "Box office", kind: .telephone, value: "+44 20 7946 0018", pages: ["/contact"],
    former: [])
  private static let school = Fact(
    name: "Schools", kind: .telephone, value: "020 7946 0020", near: ["schools"])
  private static let address = Fact(
    name: "Theatre", kind: .address, value: "12 Mill Lane, London SE1 7AB", pages: ["/visit/*"],
    former: ["3 Old Street"])
  private static let hours = Fact(
    name: "Hours", kind: .hours, value: "Tue-Sat 10:00-18:00, Sun 12:00-16:00", pages: ["/contact"],
    near: ["box office"])
  private static let price = Fact(
    name: "Full price", kind: .price, value: "£18.50", pages: ["/tickets"], near: ["full price"])
  private static let motto = Fact(
    name: "Motto", kind: .text, value: "A small theatre", pages: ["/contact"],
    former: ["A tiny theatre"])

  struct Example: Sendable, CustomTestStringConvertible {
    let fact: Fact
    let path: String
    let text: String
    let expected: [String]
    var testDescription: String { "\(path): \(text)" }

    init(_ fact: Fact, _ path: String, _ text: String, _ expected: [String]) {
      self.fact = fact
      self.path = path
      self.text = text
      self.expected = expected
    }
  }

  static let examples = [
    Example(telephone, "/contact", "Call 020 7946 0018.", []),
    Example(telephone, "/contact", "Call +44 (0)20 7946-0018 or 0044 20 79460018", []),
    Example(telephone, "/contact", "Call (020) 7946 0018 10:00-18:00", []),
    Example(telephone, "/", "Nothing", []),
    Example(telephone, "/contact", "Nothing", ["missing"]),
    Example(telephone, "/contact", "Call us", ["missing"]),
    Example(telephone, "/", "Call 020 7946 0019", ["020 7946 0019"]),
    Example(telephone, "/", "Fax 020 7946 0019, ISBN 0-306-40615-2", []),
    Example(telephone, "/", "Telefax: 020 7946 0019, no. of seats 02079460019", []),
    Example(telephone, "/", "Private 020 7946 0019", ["020 7946 0019"]),
    Example(telephone, "/", "Casino. Often 020 7946 0019", ["020 7946 0019"]),
    Example(telephone, "/", "On 01.02.2026, 2026-02-01 and 01/02/2026; 0.12345678", []),
    Example(telephone, "/", "Order 12345678, VAT GB 123 4567 89", []),
    Example(telephone, "/", "020 7946 0018 / 020 7946 0019", ["020 7946 0019"]),
    Example(school, "/", "Schools: 020 7946 0021", ["020 7946 0021"]),
    Example(school, "/", "Schools: 020 7946 0020", []),
    Example(address, "/visit/us", "Larkspur, 12 Mill\u{A0}Lane, LONDON, SE1 7AB", []),
    Example(address, "/visit/us", "12 Mill Lane\nLondon SE1 7AB", []),
    Example(address, "/visit/us", "Somewhere", ["missing"]),
    Example(address, "/", "London", []),
    Example(address, "/", "14 Mill Lane", ["14 mill lane"]),
    Example(address, "/", "14 Mill Lane, London SE1 7AB", ["14 mill lane"]),
    Example(address, "/", "12 Mill Lane, Leeds LS1 1AA", ["12 mill lane, leeds ls1 1aa"]),
    Example(address, "/", "once at 3 Old Street", ["3 Old Street"]),
    Example(hours, "/contact", "Box office: Tue–Sat 10am – 6pm; Sundays noon to 4 p.m.", []),
    Example(hours, "/contact", "Box office\nTuesday to Saturday\n10:00 - 18:00", []),
    Example(hours, "/", "Box office: Tue-Sat 10:00-17:00", ["Tue-Sat 10:00-17:00"]),
    Example(hours, "/", "Box office: daily 10-6pm", ["Mon-Sun 10:00-18:00"]),
    Example(hours, "/", "The bar: Tue-Sat 10:00-17:00", []),
    Example(hours, "/contact", "Box office: ring us", ["missing"]),
    Example(price, "/tickets", "Full price £18.50, members £12", []),
    Example(price, "/tickets", "Full price\n18,50 GBP", []),
    Example(price, "/", "Full price: £19", ["GBP 19"]),
    Example(price, "/", "Full price: EUR 18.50", ["EUR 18.50"]),
    Example(price, "/tickets", "Members £12", ["missing"]),
    Example(motto, "/contact", "A  small\ntheatre", []),
    Example(motto, "/contact", "a smaller theatre", ["missing"]),
    Example(motto, "/x", "a tiny theatre", ["A tiny theatre"]),
  ]

  @Test("a page says what is true, something else, or nothing", arguments: examples)
  func says(example: Example) {
    let content = PageReader.read(
      Array("<body><p>\(example.text.replacing("\n", with: "<br>"))</p></body>".utf8),
      at: WebAddress("https://a/")!)
    let findings = FactCheck([example.fact], callingCode: "44")
      .findings(path: example.path, content: content)
    let found = findings.map { finding in
      finding.kind == .factMissing
        ? "missing" : finding.detail.replacing("says ", with: "").components(before: ", true is ")
    }
    #expect(found == example.expected)
    #expect(findings.allSatisfy { $0.target == example.fact.name && $0.path == example.path })
  }

  @Test("a number that is dialled counts as one that is read")
  func dialled() {
    let check = FactCheck([Self.telephone], callingCode: "44")
    let wrong = PageReader.read(
      Array("<a href='tel:+44-20-7946-0017'>Call</a>".utf8), at: WebAddress("https://a/")!)
    #expect(check.findings(path: "/", content: wrong).map(\.kind) == [.factDiffers])
    let right = PageReader.read(
      Array("<a href='tel:+442079460018'>Call</a>".utf8), at: WebAddress("https://a/")!)
    #expect(check.findings(path: "/contact", content: right).isEmpty)
  }

  @Test("each of several numbers is a fact's; a wrong one belongs to the one that it is most like")
  func several() {
    let check = FactCheck([Self.telephone, Self.school], callingCode: "44")
    let page = PageReader.read(
      Array("<p>Office 020 7946 0018, 020 7946 0020, 020 7946 0028, and 0161 496 0001".utf8),
      at: WebAddress("https://a/")!)
    let targets = check.findings(path: "/", content: page).map { $0.target }
    #expect(targets.count == 2 && targets.contains("Schools"))
  }

  @Test("a page that must say something and was not read is told")
  func unread() {
    let check = FactCheck([Self.telephone, Self.address])
    let found = check.unread(paths: ["/visit/us"])
    #expect(found.map { "\($0.path) \($0.target)" } == ["/contact Box office"])
    var fact = Self.motto
    fact.pages = ["/café", "/b"]
    let named = FactCheck([fact])
    #expect(named.unread(paths: ["/caf%C3%A9.html", "/b/"]).isEmpty)
    let empty = PageReader.read([], at: WebAddress("https://a/")!)
    let missing = named.findings(path: "/caf%C3%A9/", content: empty).map(\.kind)
    #expect(missing == [.factMissing])
  }
}

extension String {
  fileprivate func components(before mark: String) -> String {
    firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
