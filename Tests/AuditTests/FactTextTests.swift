import Clickstream
import Testing

@Suite("Hours and prices as people write them")
struct FactTextTests {
  @Test(
    "hours are read in the ways of writing them",
    arguments: [
      ("Mon-Fri 10:00-18:00", "Mon-Fri 10:00-18:00"),
      ("monday to friday, 10am to 6pm", "Mon-Fri 10:00-18:00"),
      ("Mo–Fr 10.00 – 18.00 Uhr", nil), ("Mo–Fr 10.00 – 18.00", "Mon-Fri 10:00-18:00"),
      ("Sat and Sun 2-6pm", "Sat-Sun 14:00-18:00"), ("Sat 11-1pm", "Sat 11:00-13:00"),
      ("Mon, Wed, Fri 9:00-12:30", "Mon, Wed, Fri 09:00-12:30"),
      ("Fri-Mon 9-17", "Mon, Fri-Sun 09:00-17:00"),
      ("daily 00:00-24:00", "Mon-Sun 00:00-24:00"), ("Tue noon-midnight", "Tue 12:00-24:00"),
      ("Mon 18:00-10:00", nil), ("Mon", nil), ("10:00-18:00", nil), ("Mon 25:00-26:00", nil),
      ("Mon, Mon-Tue, Mon 9-17", "Mon-Tue 09:00-17:00"),
      ("Fri-Fri, Thu-Sat 9-17", "Thu-Sat 09:00-17:00"),
      ("Montag 10-18", "Mon 10:00-18:00"), ("closed", nil), ("", nil),
    ])
  func hours(text: String, expected: String?) {
    #expect(OpeningHours(text)?.spans.map(\.text).joined(separator: "; ") == expected)
  }

  @Test("of a longer text the hours alone are told")
  func mentions() {
    let text =
      "we are open tue-sat 10:00-18:00 and on sundays from 12 noon until 4pm. monday closed. 5 to 12 people"
    let found = OpeningHours.mentions(in: Array(text.utf8)).map(\.text)
    #expect(found == ["Tue-Sat 10:00-18:00", "Sun 12:00-16:00"])
  }

  @Test(
    "prices are read in the ways of writing them",
    arguments: [
      ("£18.50", "GBP 18.50"), ("18,50 €", "EUR 18.50"), ("EUR 1.200", "EUR 1200"),
      ("1,200.5 USD", "USD 1200.50"), ("$ 5", "USD 5"), ("CHF 12.-", nil), ("18.50", nil),
      ("£", nil), ("£18 each", nil), ("europe 5", nil), ("£ 18.00", "GBP 18"),
      ("£99999999999999999999", nil),
    ])
  func prices(text: String, expected: String?) {
    #expect(PriceText(text)?.text == expected)
  }
}
