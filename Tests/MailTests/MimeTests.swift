import Clickstream
import Mail
import Testing

@Suite("Reading one message")
struct MimeTests {
  @Test("a plain message is read")
  func plain() throws {
    let record = try #require(readRecord(message("Subject: Two seats\n", body: "Hello,\nfriend\n")))
    #expect(record.messageID == "m1@larkspur.example")
    #expect(record.from.first?.name == "Ada Lane")
    #expect(record.from.first?.address.normalised == "ada@larkspur.example")
    #expect(record.to.map(\.address.normalised) == ["box@theatre.example"])
    #expect(record.at == Instant(seconds: 1_772_529_630))
    #expect(record.subject == "Two seats")
    #expect(record.text == "Hello,\nfriend")
    #expect(record.class == .human)
    #expect(!record.isCut)
  }

  @Test(
    "the spellings of one subject are one subject",
    arguments: [
      "Subject: Grüße aus Köln", "subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= aus =?UTF-8?B?S8O2bG4=?=",
      "Subject: =?iso-8859-1?Q?Gr=FC=DFe_aus?=\n =?latin1?q?_K=F6ln?=",
      "Subject: Grüße\n  aus\n\tKöln",
      "Subject: =?UTF-8?B?R3LDvMOfZQ==?=\n =?utf-8?b?IGF1cw==?=\n =?UTF-8?B?IEs=?= =?UTF-8?B?w7ZsbiA=?=",
      "Subject: =?utf-8?B?R3LD?= =?utf-8?B?vMOfZSBhdXM=?= =?iso-8859-1?B?IEv2bG4=?=",
      "SUBJECT: =?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe aus K=C3=B6ln?=",
    ])
  func subjects(header: String) {
    #expect(readRecord(message(header + "\n"))?.subject == "Grüße aus Köln")
  }

  @Test("bytes of latin 1 in a header that names no charset are read as such")
  func rawLatin1() {
    let bytes =
      Array("Subject: K".utf8) + [0xf6] + Array("ln\nFrom: a@b.example\n".utf8)
      + Array("Date: 3 Mar 2026 10:20:30 GMT\n\nx".utf8)
    #expect(readRecord(bytes)?.subject == "Köln")
  }

  @Test(
    "the encodings of one text are one text",
    arguments: [
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nGrüße, 5 €\n",
      "Content-Type: text/plain; charset=UTF8\nContent-Transfer-Encoding: base64\n\nR3LDvMOf\nZSwgNSDigqw=\n",
      "Content-Type: text/plain;\n charset=\"windows-1252\"\nContent-Transfer-Encoding: quoted-printable\n\nGr=FC=\n=DFe, 5 =80\n",
      "Content-Type: text/html; charset=us-ascii\n\n<style>p{}</style><p>Gr&uuml;&#223;e,\n 5 &euro;</p>\n",
      "Content-Transfer-Encoding: 8bit\n\nGrüße, 5 €\n",
    ])
  func encodings(part: String) throws {
    let split = try #require(part.firstRange(of: "\n\n"))
    let headers = String(part[..<split.lowerBound]) + "\n"
    let body = String(part[split.upperBound...])
    let read = readRecord(message(headers, body: body))
    #expect(read?.text == "Grüße, 5 €")
    let multipart = readRecord(
      message(
        "Content-Type: multipart/mixed; boundary=xx\n", body: "--xx\n" + part + "\n--xx--\n"))
    #expect(multipart?.text == "Grüße, 5 €")
  }

  @Test("line ends of any kind give the same record")
  func lineEnds() {
    let text = message(
      "Subject: One\n two\nContent-Type: multipart/alternative; boundary=\"b b\"\n",
      body: "--b b\n\nfirst\nsecond\n--b b\nContent-Type: text/html\n\n<p>no</p>\n--b b--\n")
    let unix = readRecord(text)
    #expect(unix?.text == "first\nsecond")
    #expect(readRecord(text.replacing("\n", with: "\r\n")) == unix)
  }

  @Test("an attachment is listed by name, type and size and its bytes are not kept")
  func attachment() {
    let body = """
      --x
      Content-Type: text/html

      <p>See<script>alert("a")</script> below</p>
      --x
      Content-Type: application/pdf
      Content-Disposition: attachment; filename*=utf-8''Pl%C3%A4ne.pdf
      Content-Transfer-Encoding: base64

      SGVsbG8gd29ybGQ=
      --x
      Content-Type: text/plain; name=notes.txt
      Content-Disposition: attachment; filename=notes.txt

      secret
      --x--
      """
    let record = readRecord(message("Content-Type: multipart/mixed; boundary=x\n", body: body))
    #expect(record?.text == "See below")
    #expect(
      record?.attachments == [
        .init(
          name: "Pläne.pdf", mediaType: "application/pdf", size: 11,
          hash: "64ec88ca00b268e5ba1a35678a1b5316d212f4f366b2477232534a8aeca37f3c"),
        .init(
          name: "notes.txt", mediaType: "text/plain", size: 6,
          hash: "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"),
      ])
  }

  @Test("an attached message is listed, and its text is not taken for the sender's")
  func attachedMessage() {
    let body =
      "--x\n\nouter\n--x\nContent-Type: message/rfc822\n\n" + message(body: "inner\n")
      + "--x--\n"
    let record = readRecord(message("Content-Type: multipart/mixed; boundary=x\n", body: body))
    #expect(record?.text == "outer")
    #expect(record?.attachments.map(\.mediaType) == ["message/rfc822"])
  }

  @Test(
    "a date that cannot be believed gives way to the newest Received",
    arguments: [
      "", "Date: Thu, 1 Jan 1970 00:00:00 +0000\n", "Date: 1 Jan 2099 00:00:00 +0000\n",
      "Date: soon\n",
    ])
  func dates(date: String) {
    let received = """
      Received: from a by b; Wed, 4 Mar 2026 08:00:00 +0000
      Received: from c by d; Sun, 1 Mar 2026 08:00:00 +0000

      """
    let head = "From: a@b.example\n" + date
    #expect(readRecord(head + received + "\nx")?.at == Instant(seconds: 1_772_611_200))
    #expect(reject(Array((head + "\nx").utf8)) == .timestamp)
  }

  @Test(
    "what is no message is rejected as such",
    arguments: [
      [], [10, 13, 10], Array("no mail at all".utf8), [0x7f, 0x45, 0x4c, 0x46, 0, 1, 2],
    ]
      as [[UInt8]])
  func noMessage(bytes: [UInt8]) {
    #expect(reject(bytes) == .mime)
  }

  @Test("control characters and switches of direction do not pass")
  func controls() {
    let record = readRecord(
      message(
        "Subject: =?utf-8?q?a=0D=0ABcc:=20x=E2=80=AEb=1B[31m=00c?=\n", body: "x\u{1b}[2Jy\u{0}z\n"))
    #expect(record?.subject.hasPrefix("a Bcc: xb[31m") == true)
    #expect(record?.text == "x[2Jyz")
  }

  @Test("the name of a mailbox is decoded, whatever its encoding")
  func names() {
    for name in ["=?utf-8?B?UmVuw6k=?= =?utf-8?B?ZQ==?=", "=?latin1?q?Ren=E9?= =?latin1?q?e?="] {
      let record = readRecord(message("Cc: \(name) <r@b.example>\n"))
      #expect(
        record?.cc == [.init(name: "Renée", address: .init(alreadyNormalised: "r@b.example"))])
    }
  }

  @Test("groups, comments and several mailboxes in one header are read")
  func addresses() {
    let record = readRecord(
      message("Cc: Team: a@b.example (A), \"B, C\" <B.C@b.example>;, d@e.example\n"))
    #expect(
      record?.cc.map(\.address.normalised) == ["a@b.example", "b.c@b.example", "d@e.example"])
  }
}
