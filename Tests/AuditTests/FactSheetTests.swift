import Clickstream
import Settings
import Testing

@Suite("What is true of the business")
struct FactSheetTests {
  @Test("facts are read, each of its site or of all")
  func facts() throws {
    let sheet = try FactSheet(
      yaml: """
        facts:
          - name: Box office
            kind: telephone
            value: '+44 20 7946 0018'
            pages: [/contact, /visit/*]
            former: '+44 20 7946 0011'
          - {name: Full price, kind: price, value: £18.50, near: [full price], site: default}
          - {name: Hours, kind: hours, value: 'Tue-Sat 10:00-18:00', near: open}
        """, file: "f", sites: [.standard])
    #expect(sheet.facts.map(\.name) == ["Box office", "Full price", "Hours"])
    #expect(sheet.facts[0].pages == ["/contact", "/visit/*"])
    #expect(sheet.facts[0].former == ["+44 20 7946 0011"])
    var other = Site.standard
    other.name = "other"
    #expect(sheet.facts(of: other).map(\.name) == ["Box office", "Hours"])
    #expect(try FactSheet(yaml: "facts: []", file: "f", sites: []).facts.isEmpty)
  }

  @Test(
    "what is wrong is told with its line",
    arguments: [
      ("facts: x", "f:1: 'facts' needs a list"),
      ("fact: []", "f:1: unknown key 'fact'; did you mean 'facts'?"),
      ("facts:\n  - {kind: text, value: x}", "f:2: 'name' is missing"),
      ("facts:\n  - {name: A, value: x}", "f:2: 'kind' is missing"),
      (
        "facts:\n  - {name: A, kind: phone, value: x}",
        "f:2: 'phone' is no kind; there are telephone, address, hours, price, text"
      ),
      (
        "facts:\n  - name: A\n    kind: telephone\n    value: box office",
        "f:4: 'box office' is no telephone number, as '+44 20 7946 0018'"
      ),
      (
        "facts:\n  - {name: A, kind: hours, value: late}",
        "f:2: 'late' are no hours; write 'Mon-Fri 09:00-17:30, Sat 10:00-14:00'"
      ),
      (
        "facts:\n  - {name: A, kind: price, value: £5}",
        "f:2: a price needs 'near': the words in front of it on the pages"
      ),
      (
        "facts:\n  - {name: A, kind: price, value: five, near: x}",
        "f:2: 'five' is no price; write '£18.50' or 'GBP 18.50'"
      ),
      (
        "facts:\n  - {name: A, kind: address, value: London}",
        "f:2: 'London' is no address: the number of the house or the postal code is missing"
      ),
      (
        "facts:\n  - {name: A, kind: text, value: x, pages: contact}",
        "f:2: 'contact' is no path; write '/contact'"
      ),
      (
        "facts:\n  - {name: A, kind: text, value: x, site: y}",
        "f:2: there is no site 'y'; there are default"
      ),
      (
        "facts:\n  - {name: A, kind: text, value: x, page: /a}",
        "f:2: unknown key 'page'; did you mean 'pages'?"
      ),
    ])
  func mistakes(text: String, expected: String) {
    let problems = #expect(throws: ProblemList.self) {
      try FactSheet(yaml: text, file: "f", sites: [.standard])
    }
    #expect(problems?.description == expected)
  }
}
