/// Messages that break the rules of mail, one way each.
enum MalformedMail {
  /// Each once; no two are alike.
  static let all: [[UInt8]] =
    whole + headers.enumerated().map { number, header in message(number, header) }
    + bodies.enumerated().map { number, body in message(100 + number, body) }

  /// A message whose headers and body go on after the first lines.
  private static func message(_ number: Int, _ rest: [UInt8]) -> [UInt8] {
    Array(
      """
      Message-ID: <m\(number)@people.example>
      Date: Tue, 01 Oct 2024 10:00:00 +0000
      From: Person <p\(number)@people.example>

      """.utf8) + rest
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static let whole: [[UInt8]] = [
    [], [10], [0], bytes("\n\n\n"), bytes("no message\n"), bytes("From:\n\n"),
    bytes("From: a@b.example\n\nno date\n"),
    bytes("From: a@b.example\nDate: Thu, 01 Jan 1970 00:00:00 +0000\n\nlong ago\n"),
    bytes("From: a@b.example\nDate: Fri, 01 Jan 2106 00:00:00 +0000\n\nlater\n"),
    bytes("From: a@b.example\nDate: yesterday\n\nwords\n"),
    bytes("Date: Tue, 01 Oct 2024 10:00:00 +0000\n\nnobody\n"),
    bytes("From: a@b.example\nDate: Tue, 01 Oct 2024 10:00:01 +0000\n\nno id\n"),
    bytes("From: a@b.example\r\nDate: Tue, 01 Oct 2024 10:00:02 +0000\r\rlone CR\r"),
    bytes("From: a@b.example\nDate: Tue, 01 Oct 2024 10:00:03 +0000"),
    (0...255).map { UInt8($0) },
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] + bytes("packed"),
  ]

  private static let headers: [[UInt8]] = [
    bytes("Subject: =?utf-8?q?broken\n\nwords\n"),
    bytes("Subject: =?no-charset?b?YQ==?=\n\nwords\n"),
    bytes("Subject: =?utf-8?b?!!!?=\n\nwords\n"), bytes("Subject: =?utf-8?x?y?=\n\nwords\n"),
    bytes("Subject: ") + [0xff, 0xfe, 0xe9, 0xc0, 0xaf] + bytes("\n\neight bits\n"),
    bytes("Subject: a\0b\n\nNUL\n"), bytes("Subject: \u{1b}[2J\u{202e}\n\nescapes\n"),
    bytes("X-Long: " + String(repeating: "a", count: 10 << 20) + "\n\nlong\n"),
    bytes(String(repeating: "X-Many: a\n", count: 20_000) + "\nmany\n"),
    bytes("X-Folded: a\n" + String(repeating: " b\n", count: 50_000) + "\nfolded\n"),
    bytes("No colon\n\nwords\n"), bytes(": no name\n\nwords\n"),
    bytes("Date: Tue, 32 Foo 2024 99:99:99 +9999\n\ntwo dates\n"),
    bytes("To: <<<>>>,,,;;@@@\n\naddresses\n"),
    bytes("To: " + String(repeating: "a@b.example, ", count: 5_000) + "\n\nmany addresses\n"),
  ]

  private static let bodies: [[UInt8]] = [
    bytes("Content-Type: multipart/mixed\n\nno boundary\n"),
    bytes("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nnever closed\n"),
    bytes("Content-Type: multipart/mixed; boundary=b\n\nnever opened\n"),
    bytes("Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nempty boundary\n"),
    bytes("Content-Type: text/plain; charset=no-such\n\nwords ") + [0xe9, 10],
    bytes("Content-Type: text/plain; charset=utf-8\n\n") + [0xff, 0xfe, 0xed, 0xa0, 0x80, 10],
    bytes("Content-Transfer-Encoding: base64\n\n!!! no base64 ###\n"),
    bytes("Content-Transfer-Encoding: quoted-printable\n\n=ZZ=1=\n"),
    bytes("Content-Transfer-Encoding: rot13\n\nabc\n"),
    bytes("Content-Type: text/html\n\n<p><b>never closed<script>x</script>\n"),
    bytes("Content-Type: /\n\nno type\n"),
  ]
}
