import Clickstream
import Mail
import Support
import Testing

@Suite("Limits of a message")
struct MailLimitTests {
  private static let head = "From: a@b.example\nDate: 3 Mar 2026 10:20:30 GMT\n"

  private func expectLimit(_ body: String, within: Duration = .seconds(2)) {
    let bytes = Array((Self.head + body).utf8)
    let time = ContinuousClock().measure { #expect(reject(bytes) == .mimeLimit) }
    #expect(time < within)
  }

  @Test("a hundred thousand messages inside each other are rejected quickly")
  func nestedMessages() {
    expectLimit(String(repeating: "Content-Type: message/rfc822\n\n", count: 100_000))
    expectLimit(String(repeating: "Content-Type:\n  MESSAGE/rfc822\n\n", count: 100_000))
  }

  @Test("a hundred thousand multiparts inside each other are rejected quickly")
  func nestedMultiparts() {
    let nested = (0..<100_000).map {
      "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n"
    }
    expectLimit(nested.joined())
    let digests = (0..<100_000).map {
      "Content-Type: multipart/digest; boundary=b\($0)\n\n--b\($0)\n\n"
    }
    expectLimit(digests.joined())
  }

  @Test("a hundred thousand empty parts are rejected quickly")
  func manyParts() {
    expectLimit(
      "Content-Type: multipart/mixed; boundary=b\n\n"
        + String(repeating: "--b\n\n", count: 100_000))
  }

  @Test("thirty thousand empty lines before a message cost nothing")
  func leadingLines() {
    let text = String(repeating: "\r\n", count: 30_000) + message()
    #expect(readRecord(text) == readRecord(message()))
  }

  @Test("depth and parts are counted exactly", arguments: [19, 20, 21])
  func depth(depth: Int) {
    let levels = (1..<depth).map {
      "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n"
    }
    let bytes = Array((Self.head + levels.joined() + "\ninnermost\n").utf8)
    #expect(reject(bytes) == (depth > 20 ? .mimeLimit : nil))
  }

  @Test("a header of ten megabytes and a block of many headers are rejected")
  func headers() {
    expectLimit("Subject: " + String(repeating: "x", count: 10 << 20) + "\n\nx")
    expectLimit("Subject: x\n" + String(repeating: " y\n", count: 30_000) + "\nx")
    expectLimit(String(repeating: "X-Header: value\n", count: 20_000) + "\nx")
  }

  @Test(
    "parts are counted whatever way the boundary is written",
    arguments: [
      "boundary=b", "boundary=\"b\"", "BOUNDARY = b", "charset=x; boundary*=utf-8''b",
      "boundary*0=b", "boundary=\"\\b\"", "boundary=\"=?utf-8?q?b?=\"", "boundary (c) = b",
      "boundary=\n b", "boundary=\"b \"",
    ])
  func boundaries(parameter: String) {
    expectLimit(
      "Content-Type: multipart/mixed; " + parameter + "\n\n"
        + String(repeating: "--b\n\n", count: 1_000_000), within: .seconds(6))
  }

  @Test("lines of dashes in a text are no parts")
  func dashes() {
    let dump = String(repeating: "--\n-- Table\n--- a/file\nx: y\n", count: 5_000)
    let text = Self.head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + dump + "--b--\n"
    #expect(readRecord(text)?.text.hasPrefix("--\n-- Table") == true)
  }

  @Test("headers of all parts together are counted")
  func manyHeaders() {
    expectLimit(
      "Content-Type: multipart/mixed; boundary=b\n\n"
        + String(repeating: "--b\n" + String(repeating: "a:\n", count: 200) + "\n", count: 900))
  }

  @Test("a long header inside a part is rejected too")
  func partHeaders() {
    let parameters = (0..<100_000).map { " p*\($0)=x;\n" }.joined()
    expectLimit(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain;\n"
        + parameters + "\n\nx\n--b--\n")
  }

  /// A text, an attachment of 5 bytes, one of 60,000, and a text.
  private static let four =
    head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\n"
    + "Content-Type: image/png; name=a.png\n\nsmall\n--b\nContent-Type: image/png; name=b.png\n\n"
    + String(repeating: "more and more\n", count: 4_286).prefix(60_000)
    + "\n--b\n\nBye\n--b--\n"

  @Test(
    "of a message over the size limit what was read to its end is told, and the rest as unknown")
  func size() throws {
    var limits = MailLimits()
    limits.message = 4_096
    let bytes = Array(Self.four.utf8)
    #expect(read(bytes, limits: limits).length == Int64(bytes.count))
    let record = try #require(readRecord(bytes, limits: limits))
    #expect(record.isCut)
    #expect(record.text == "Hello")
    #expect(record.attachments.map(\.name) == ["a.png", "b.png"])
    #expect(record.attachments.map(\.size) == [5, nil])
    #expect(record.attachments.map(\.hash.isEmpty) == [false, true])
  }

  @Test("a message in which the parser may see no more of attachments is read to its end")
  func parsed() throws {
    var limits = MailLimits()
    (limits.parsed, limits.whole, limits.beginning) = (4_096, 1_024, 64)
    let record = try #require(readRecord(Array(Self.four.utf8), limits: limits))
    #expect(record == readRecord(Self.four))
    #expect(!record.isCut)
    #expect(record.text == "Hello\n\nBye")
    #expect(record.attachments.map(\.size) == [5, 60_000])
    // What is no attachment, such as headers, cannot be passed over.
    limits.parsed = 300
    let cut = try #require(readRecord(Array(Self.four.utf8), limits: limits))
    #expect(cut.isCut)
    #expect(cut.attachments.map(\.size) == [5, nil])
  }

  @Test("no more than the limit of the text is kept")
  func textLimit() throws {
    let text = try #require(
      readRecord(Self.head + "\n" + String(repeating: "words ", count: 400_000)))
    #expect(text.isCut)
    #expect(text.text.utf8.count <= 1 << 20)
  }

  @Test("addresses inside groups inside groups do not go deep")
  func nestedGroups() {
    for unit in ["g:", "(", "<", "\"", "@", ",", "a@", "=?utf-8?q?"] {
      let text = "From: a@b.example, " + String(repeating: unit, count: 60_000 / unit.utf8.count)
      let bytes = Array((text + "\nDate: 3 Mar 2026 10:20:30 GMT\n\nx").utf8)
      let time = ContinuousClock().measure { _ = read(bytes) }
      #expect(time < .seconds(2), "\(unit)")
    }
  }

  @Test("no mutation of a message stops the reader", arguments: 1...8 as ClosedRange<UInt64>)
  func mutations(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let seedText =
      Self.head + "Subject: =?utf-8?q?x=C3=BC?=\nReceived: a; 3 Mar 2026 10:20:30 GMT\n"
      + "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: multipart/alternative;"
      + " boundary=c\n\n--c\nContent-Type: text/plain; charset=utf-16\n"
      + "Content-Transfer-Encoding: base64\n\nR3LDvA==\n--c\nContent-Type: text/html\n\n"
      + "<p>&amp;&#x41;<!-- x --><a href='>'>y</a>\n--c--\n--b\nContent-Type: message/rfc822\n\n"
      + Self.head + "\ninner\n--b\nContent-Disposition: attachment; filename*0*=utf-8''x%20;"
      + " filename*1=y\n\nz\n--b--\n"
    let original = Array(seedText.utf8)
    for _ in 0..<400 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2:
          let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
          bytes.insert(contentsOf: bytes[place..<end], at: 0)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 7))
        }
      }
      guard case .message(let record) = read(bytes).outcome else { continue }
      let allowed = record.text.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\n" }
      #expect(allowed)
    }
  }
}
