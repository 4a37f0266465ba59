import Clickstream
import Mail
import Testing

@Suite("Proof of a sender")
struct AuthenticationTests {
  private func isProven(_ headers: String) -> Bool {
    let reader = MailReader(key: testKey, now: testClock, servers: ["mx.theatre.example"])
    let bytes = Array((headers + message()).utf8)
    guard case .message(let record) = unsafe reader.read(bytes.span.bytes).outcome else {
      return false
    }
    return record.isProven
  }

  private func results(_ value: String) -> String { "Authentication-Results: \(value)\n" }

  @Test(
    "is what our own server says above all others of the author's domain",
    arguments: [
      "mx.theatre.example; dmarc=pass (p=reject) header.from=larkspur.example",
      "MX.Theatre.example 1; spf=pass smtp.mailfrom=x; dkim=pass header.d=larkspur.example",
      "mx.theatre.example;\n\tdkim=fail header.d=a.example;\n dkim=pass\n header.d=Larkspur.Example",
      "mx.theatre.example (ours); dmarc = pass header.from=larkspur.example",
      "mx.theatre.example; dkim=pass header.i=@x; dmarc=pass header.from=\"larkspur.example\"",
    ])
  func proven(value: String) {
    #expect(isProven(results(value)))
  }

  @Test(
    "is nothing else",
    arguments: [
      "", "mx.evil.example; dmarc=pass header.from=larkspur.example",
      "mx.theatre.example; dmarc=fail header.from=larkspur.example",
      "mx.theatre.example; dmarc=pass header.from=evil.example", "mx.theatre.example; dmarc=pass",
      "mx.theatre.example; spf=pass smtp.mailfrom=larkspur.example", "mx.theatre.example; none",
      "mx.theatre.example; dkim=pass header.d=evil.example",
      "mx.theatre.example; dkim=pass header.d=example",
      "mx.theatre.example; dkim=pass header.d=mail.larkspur.example",
      "mx.theatre.example; dkim=pass header.d=kspur.example",
      // What a sender chose, in quotes, comments and encoded words.
      "mx.theatre.example; spf=pass smtp.mailfrom=\"a; dmarc=pass header.from=larkspur.example\"",
      "mx.theatre.example; spf=pass (a; dmarc=pass header.from=larkspur.example)",
      "mx.theatre.example; spf=pass (a \\) ; dmarc=pass header.from=larkspur.example )",
      "mx.theatre.example; spf=pass "
        + "smtp.mailfrom==?utf-8?q?x=3B_dmarc=3Dpass_header.from=3Dlarkspur.example?=",
      "mx.theatre.example.evil.example; dmarc=pass header.from=larkspur.example",
    ])
  func unproven(value: String) {
    #expect(!isProven(value.isEmpty ? "" : results(value)))
  }

  private func isDisproved(_ value: String) -> Bool {
    let reader = MailReader(key: testKey, now: testClock, servers: ["mx.theatre.example"])
    let bytes = Array((results(value) + message()).utf8)
    guard case .message(let record) = unsafe reader.read(bytes.span.bytes).outcome else {
      return false
    }
    return record.isDisproved
  }

  @Test(
    "a sender is disproved where DMARC and what it rests on failed, or by its own domain")
  func disproved() {
    for value in [
      "mx.theatre.example; spf=fail smtp.mailfrom=x; dmarc=fail header.from=larkspur.example",
      "mx.theatre.example; spf=softfail; dmarc=fail (p=none)",
      "mx.theatre.example; dkim=fail header.d=larkspur.example; dmarc=fail",
      "mx.theatre.example; spf=fail smtp.mailfrom=larkspur.example",
      "mx.theatre.example; spf=fail smtp.mailfrom=boss@Larkspur.example; dmarc=none; dkim=none",
      "mx.theatre.example; dkim=pass header.d=evil.example; spf=fail smtp.mailfrom=larkspur.example",
    ] {
      #expect(isDisproved(value), "\(value)")
    }
    for value in [
      "mx.evil.example; spf=fail; dmarc=fail", "mx.theatre.example; spf=fail",
      "mx.theatre.example; spf=fail; dmarc=pass header.from=larkspur.example",
      "mx.theatre.example; spf=fail; dmarc=fail header.from=other.example",
      // Another firm sends for the business.
      "mx.theatre.example; spf=pass smtp.mailfrom=helpdesk.example; dmarc=fail",
      "mx.theatre.example; none",
      // A list sends on, or the domain is not sure of its own servers.
      "mx.theatre.example; spf=fail smtp.mailfrom=larkspur.example; dkim=pass header.d=larkspur.example",
      "mx.theatre.example; spf=softfail smtp.mailfrom=larkspur.example; dmarc=none",
      "mx.theatre.example; spf=fail smtp.mailfrom=a@other.example; dmarc=none",
    ] {
      #expect(!isDisproved(value), "\(value)")
    }
  }

  @Test("only the first header counts, and an author who is one")
  func first() {
    let good = "mx.theatre.example; dmarc=pass header.from=larkspur.example"
    #expect(!isProven(results("mx.evil.example; none") + results(good)))
    #expect(!isProven(results("mx.theatre.example; dmarc=fail") + results(good)))
    #expect(!isProven(results(good) + "From: boss@theatre.example\n"))
    // Without a server of its own nobody is believed.
    #expect(readRecord(results(good) + message())?.isProven == false)
  }
}
