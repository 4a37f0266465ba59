import Clickstream
import Intake
import Testing

@Suite("Form submissions")
struct FormsTests {
  private static let clock = Instant(seconds: 1_795_392_000)

  private func outcome(_ line: String) -> FormReader.Outcome {
    let bytes = Array(line.utf8)
    return unsafe FormReader(now: Self.clock).read(bytes.span.bytes)
  }

  private func form(_ line: String) -> FormRecord? {
    guard case .record(let record) = outcome(line) else { return nil }
    return record
  }

  private func reason(_ line: String) -> RejectReason? {
    guard case .rejected(let reason, _) = outcome(line) else { return nil }
    return reason
  }

  private func fields(_ fields: String) -> FormRecord? {
    form(#"{"time":"2026-03-01T09:30:00Z","form":"f","page":"/p","fields":{"# + fields + "}}")
  }

  @Test("a submission is read with its fields in order")
  func record() {
    let record = form(
      #"{"time":"2026-03-01T10:30:00.5+01:00","form":"contact","page":"/contact?x=1","#
        + #""fields":{"b":"x","a":2.50,"c":true,"d":["e","f"],"g":null}}"# + "\r\n")
    #expect(record?.form == "contact")
    #expect(record?.pagePath == "/contact")
    #expect(record?.at.seconds == 1_772_357_400)
    #expect(
      record?.fields == [
        .init(name: "b", value: "x"), .init(name: "a", value: "2.50"),
        .init(name: "c", value: "true"), .init(name: "d", value: "e, f"),
        .init(name: "g", value: ""),
      ])
  }

  @Test(
    "a form with nothing but boxes is about settings, unless it asks for news or says something",
    arguments: [
      (#""email":"a@b.example","link_browsing":"no""#, "preferences"),
      (#""email":"a@b.example","link_browsing":"yes","language":"de""#, "preferences"),
      (#""email":"a@b.example","newsletter":"no","interest":"plays""#, "unsubscribe"),
      (#""email":"a@b.example","newsletter":"yes","link_browsing":"no""#, nil),
      (#""email":"a@b.example","link_browsing":"no","message":"Why?""#, nil),
      (#""email":"a@b.example","link_browsing":"no","seats":"2""#, nil),
      (#""email":"a@b.example","consent_brochure":"yes""#, nil),
      (#""email":"a@b.example","visitor":"x""#, nil), (#""email":"a@b.example""#, nil),
    ])
  func settings(fields: String, topic: String?) {
    let record = form(
      #"{"time":"2026-03-01T09:30:00Z","form":"preferences","page":"/p","fields":{"# + fields
        + "}}")
    #expect(record?.topicOfSettings == topic)
    #expect(record != nil)
  }

  @Test("a subject is a word, but for forms of preferences", arguments: ["contact", "preferences"])
  func subjectOfSettings(name: String) {
    let record = form(
      #"{"time":"2026-03-01T09:30:00Z","form":""# + name
        + #"","page":"/p","fields":{"email":"a@b.example","subject":"Where is it?","lang":"en"}}"#)
    #expect(record?.topicOfSettings == (name == "contact" ? nil : "preferences"))
  }

  @Test(
    "other names of time, form and page are known",
    arguments: [
      ("https://www.larkspur.example/contact?x#y", "/contact"), ("http://larkspur.example", "/"),
      ("/a b", "/a b"), ("contact", ""), ("https://larkspur.example?x=/y", "/"), ("", ""),
    ])
  func otherNames(url: String, path: String) {
    let record = form(
      #"{"submitted_at":"2026-03-01T09:30:00Z","form_id":"x","url":""# + url + #"","fields":{}}"#)
    #expect(record?.form == "x")
    #expect(record?.pagePath == path)
    #expect(record != nil)
  }

  @Test(
    "the token of the visit stands in the link to the form, else in a field that says no more",
    arguments: [
      (#""page":"/p?a&visit=\#(mark)#x","#, "", VisitToken.Place.link),
      (#""page":"/p","url":"https://x.example/p?visit=\#(mark)","#, "", .link),
      (#""page":"/p?visit=\#(mark)","#, #","visit":"\#(mark)""#, .link),
      (#""page":"/p","#, #","visit":"footfall=\#(mark)""#, .address),
      (#""page":"/p?visit=tomorrow","#, #","visit":"tomorrow""#, nil),
      (#""page":"/p#visit=\#(mark)","#, #","Visit":"x""#, nil),
    ] as [(String, String, VisitToken.Place?)])
  func token(page: String, field: String, place: VisitToken.Place?) throws {
    let line = Array(
      (#"{"time":"2026-03-01T09:30:00Z",\#(page)"fields":{"seats":"2"\#(field)}}"#).utf8)
    let reader = FormReader(now: Self.clock, visitParameter: "visit")
    guard case .record(let record) = unsafe reader.read(line.span.bytes) else {
      Issue.record("no record")
      return
    }
    #expect(record.token == place.map { VisitToken(value: Array(Self.mark.utf8), place: $0) })
    #expect(record.pagePath == "/p")
    #expect(!record.message.contains(Self.mark) && record.message.hasPrefix("seats: 2"))
  }

  private static let mark = "0A0B0C0D0E0F10111213141516171819"

  @Test("a form that says nothing says nothing of the visitor's cookie either")
  func cookie() {
    let record = fields(#""visitor":"\#(Self.mark)","seats":"2""#)
    #expect(record?.cookie == Self.mark && record?.message == "seats: 2")
  }

  @Test(
    "a line that cannot be used is rejected with its reason",
    arguments: [
      ("{", RejectReason.json), ("[]", .json), ("\"x\"", .json),
      (#"{"fields":{}}"#, .field), (#"{"time":"2026-03-01T09:30:00Z"}"#, .field),
      (#"{"time":5,"fields":{}}"#, .field),
      (#"{"time":"2026-03-01T09:30:00Z","fields":[]}"#, .field),
      (#"{"time":"2026-03-01T09:30:00Z","fields":{"a":{"b":1}}}"#, .field),
      (#"{"time":"2026-03-01T09:30:00Z","fields":{"a":[["b"]]}}"#, .field),
      (#"{"time":"2026-03-01T09:30:00Z","form":5,"fields":{}}"#, .field),
      (#"{"time":"yesterday","fields":{}}"#, .timestamp),
      (#"{"time":"1970-01-01T00:00:00Z","fields":{}}"#, .timestamp),
      (#"{"time":"2026-11-24T00:00:01Z","fields":{}}"#, .timestamp),
      (#"{"time":"2026-03-01T09:30:00Z","fields":{"a":"\u0000"}}"#, .nul),
      (#"{"time":"2026-03-01T09:30:00Z","Time":1,"fields":{"a":1,"a":2}}"#, .json),
    ])
  func rejected(line: String, expected: RejectReason) {
    #expect(reason(line) == expected)
  }

  @Test("a time exactly 24 hours ahead is taken, and an empty line is none")
  func edges() {
    #expect(form(#"{"time":"2026-11-24T00:00:00Z","fields":{}}"#) != nil)
    #expect(outcome("") == .empty)
    #expect(outcome(" \t\r\n") == .empty)
  }

  @Test("a line over 1 MiB is rejected as too long")
  func tooLong() {
    #expect(reason(String(repeating: " ", count: 1 << 20 + 1)) == .lineTooLong)
  }

  @Test("a rejection says nothing of what the line holds")
  func details() {
    guard case .rejected(_, let detail) = outcome(#"{"time":"hush hush","fields":{}}"#) else {
      Issue.record("taken")
      return
    }
    #expect(!detail.contains("hush"))
  }

  @Test(
    "the address is found in fields of many names",
    arguments: ["email", "E-Mail", "mail", "your-email", "_replyto", "Email Address", "EMAIL*"])
  func addresses(name: String) {
    let record = fields("\"x\":\"y@z.example\",\"" + name + "\":\" Ada@Larkspur.example \"")
    #expect(record?.address?.normalised == "ada@larkspur.example")
  }

  @Test("a wrong or blocked address makes no person")
  func noAddress() {
    #expect(fields(#""email":"nobody""#)?.address == nil)
    #expect(fields(#""email":"a@example.com""#)?.address == nil)
    #expect(fields(#""email":"","mail":"a@b.example""#)?.address != nil)
  }

  @Test("names in one field or two, subject and message are found")
  func roles() {
    let record = fields(
      #""First Name":"Ada","last_name":"Lane","Your-Subject":"Seats","message":"Two\nplease""#)
    #expect(record?.personName == "Ada Lane")
    #expect(record?.subject == "Seats")
    #expect(record?.message == "Two\nplease")
    #expect(fields(#""name":"Bo""#)?.personName == "Bo")
    #expect(
      fields(#""seats":2,"email":"a@b.example","date":"May""#)?.message == "seats: 2\ndate: May")
  }

  @Test("a submission becomes an inbound contact whose id tells site, stream and line apart")
  func contact() throws {
    let record = try #require(fields(#""email":"a@b.example","message":"Hello \u202ethere""#))
    func contact(_ site: String, _ generation: Int64, _ position: Int64) -> Contact {
      record.contact(
        site: site, key: SipHash.Key(1, 2), generation: generation, position: position,
        classify: { ($0.form == "f" ? "enquiry" : "other", "enquiry-form", 6, "enquiry-form") })
    }
    let one = contact("s", 1, 2)
    #expect(one.direction == .inbound)
    #expect(one.channel == .form)
    #expect(one.topic == "enquiry")
    #expect(one.excerpt == "Hello there")
    #expect(one.form == "f")
    #expect(one.pagePath == "/p")
    #expect(one == contact("s", 1, 2))
    let ids = [one, contact("t", 1, 2), contact("s", 2, 2), contact("s", 1, 3)].map(\.id)
    #expect(Set(ids).count == 4)
  }

  @Test("form submissions are told from other lines")
  func detection() {
    func isForms(_ line: String) -> Bool {
      let bytes = Array(line.utf8)
      return unsafe FormReader.isForms(bytes.span.bytes)
    }
    #expect(isForms(#"{"time":"x","fields":{}}"#))
    #expect(!isForms(#"{"time":"x","status":200}"#))
    #expect(!isForms("192.0.2.1 - - [x]"))
  }
}
