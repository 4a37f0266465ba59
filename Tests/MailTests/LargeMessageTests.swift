import Clickstream
import Foundation
import Mail
import Support
import Testing

@Suite("Large messages")
struct LargeMessageTests {
  private static let head =
    "From: Ann <ann@a.example>\nTo: box@theatre.example\nDate: 3 Mar 2026 10:20:30 GMT\n"
    + "Message-ID: <large@a.example>\nSubject: =?utf-8?B?U2VhdHM=?=\n"
    + "Content-Type: multipart/mixed; boundary=b\n\n"

  /// 57 bytes; 76 as base64.
  private static let line = "All work and no play makes Jack a dull boy, said the play"

  private static func base64(lines: Int) -> String {
    String(repeating: Data(line.utf8).base64EncodedString() + "\n", count: lines)
  }

  private static func file(_ name: String, lines: Int) -> String {
    "--b\nContent-Type: application/octet-stream; name=\(name)\n"
      + "Content-Disposition: attachment; filename=\(name)\n"
      + "Content-Transfer-Encoding: base64\n\n" + base64(lines: lines)
  }

  /// An attachment of 18 MiB, a text, and one of 6 MiB.
  private static let complaint =
    head + file("film.mp4", lines: 331_130) + "--b\n\nI complain about the broken seat.\n\n"
    + file("seat.jpg", lines: 110_377) + "--b--\n"

  private static let files = [
    AttachedFile(
      name: "film.mp4", mediaType: "application/octet-stream", size: 331_130 * 57,
      hash: "3eb5442ba6e0fa3b97dfbc3ef940a929b85541e2f12430c226639807f97c1da2"),
    AttachedFile(
      name: "seat.jpg", mediaType: "application/octet-stream", size: 110_377 * 57,
      hash: "f0c1eff1a63fc50beb1584b550557444e2b7905131be6dc739945330f0a3e392"),
  ]

  private func records(_ path: String) throws -> [MailRecord] {
    var stream = try MailStream(MailSource(path: path), reader: reader())
    var records: [MailRecord] = []
    while let item = try stream.next() {
      guard case .message(let record) = item.outcome else { continue }
      records.append(record)
    }
    return records
  }

  @Test(
    "what stands between and behind large attachments is read, and these have size and hash",
    arguments: ["\n", "\r\n"])
  func sources(lineEnd: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "mail-\(UInt64.random(in: 0...UInt64.max))")
    let new = folder.appending(path: "box/new")
    try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = Data(Self.complaint.replacing("\n", with: lineEnd).utf8)
    let mark = Data("From ann Mon Mar  3 10:20:30 2026\(lineEnd)".utf8)
    try text.write(to: folder.appending(path: "one.eml"))
    try text.write(to: new.appending(path: "1.host"))
    try (mark + text + Data(lineEnd.utf8) + mark + text)
      .write(to: folder.appending(path: "all.mbox"))
    let found = try ["one.eml", "box", "all.mbox"].flatMap {
      try records(folder.appending(path: $0).path)
    }
    #expect(found.count == 4)
    #expect(Set(found.map(\.id)).count == 1)
    for record in found {
      #expect(record.text == "I complain about the broken seat.")
      #expect(record.subject == "Seats")
      #expect(record.attachments == Self.files)
      #expect(!record.isCut)
    }
  }

  @Test("a text over the limit is cut, and what stands behind it is read")
  func text() throws {
    let record = try #require(
      readRecord(
        Self.head + "--b\n\n" + String(repeating: Self.line + "\n", count: 200_000)
          + "--b\n\nBye\n" + Self.file("a.bin", lines: 9_000) + "--b--\n"))
    #expect(record.isCut)
    #expect(record.text.utf8.count <= 1 << 20)
    #expect(record.attachments.map(\.size) == [9_000 * 57])
  }

  @Test("text where no part is holds nothing up")
  func outside() throws {
    let filler = String(repeating: Self.line + "\n", count: 400_000)
    let record = try #require(
      readRecord(
        Self.head + filler + "--b\nContent-Type: multipart/mixed; boundary=c\n\n" + filler
          + "--c\n\nHello\n--c--\n" + filler + Self.file("a.bin", lines: 90_000) + "--b--\n"
          + filler))
    #expect(record.text == "Hello")
    #expect(record.attachments.map(\.size) == [90_000 * 57])
    #expect(!record.isCut)
  }

  @Test("a large file without a line end in it has its size")
  func oneLine() throws {
    let record = try #require(
      readRecord(
        Self.head + "--b\nContent-Type: image/png; name=a\n\n"
          + String(repeating: Self.line, count: 200_000) + "\n--b\n\nHello\n--b--\n"))
    #expect(record.attachments.map(\.size) == [200_000 * 57])
    #expect(record.text == "Hello")
  }

  @Test("a message without its end has the size of what is there")
  func noEnd() throws {
    let record = try #require(readRecord(Self.head + Self.file("a.bin", lines: 100_000)))
    #expect(record.attachments.map(\.size) == [100_000 * 57])
    #expect(!record.isCut)
  }

  @Test(
    "a file is no attached message by its name, nor one that is encoded",
    arguments: [
      "audio/wav; name=\"Voice message 822.wav\"", "application/x; name=multipart-message.pdf",
      "message/rfc822; name=a.eml",
    ])
  func names(type: String) throws {
    let record = try #require(
      readRecord(
        Self.head + "--b\nContent-Type: \(type)\nContent-Transfer-Encoding: base64\n\n"
          + Self.base64(lines: 20_000) + "--b\n\nHello\n--b--\n"))
    #expect(record.attachments.map(\.size) == [20_000 * 57])
    #expect(record.text == "Hello")
  }

  @Test("what the parser may see otherwise is told as unknown, not wrongly")
  func unknown() throws {
    let record = try #require(
      readRecord(
        Self.head + "--b\nContent-Type: image/png; name=a\nno header\n"
          + "Content-Transfer-Encoding: base64\n\n" + Self.base64(lines: 100_000)
          + "--b\n\nHello\n--b--\n"))
    #expect(record.text == "Hello")
    for file in record.attachments { #expect((file.size == nil) == file.hash.isEmpty) }
  }

  @Test("to see the beginnings of attachments alone changes nothing", arguments: UInt64(1)...60)
  func law(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var letter = RandomLetter(random: random)
    var text = Self.head.replacing("boundary=b", with: "boundary=top") + letter.multipart("top")
    if seed % 2 == 0 { text = text.replacing("\n", with: "\r\n") }
    if seed % 5 == 0 {
      text = String(text.prefix(Int.random(in: 200...text.count, using: &random)))
    }
    let bytes = Array(text.utf8)
    let whole = readRecord(bytes)
    for limit in [0, 300, 2_000] {
      var limits = MailLimits()
      limits.whole = limit
      limits.beginning = 1 + limit / 10
      #expect(readRecord(bytes, limits: limits) == whole, "\(limit)")
    }
    #expect(whole?.isCut == false)
  }

  @Test("of broken messages no size and no hash is wrong", arguments: UInt64(1)...4)
  func broken(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let types = ["multipart/mixed; boundary=b", "multipart/digest; boundary=\"c\"", "text/plain"]
    let pieces =
      types.map { "Content-Type: \($0)\n\n" } + [
        "--b\n", "--b--\n", "--c\n", "--c--\n", "--b2\n", "--b ", "\n", "\n\n", "\r\n", "\r", "-",
        "Content-Type: message/rfc822\n\n", "Content-Type: image/png; name=a\n", "QUJDRA==\n",
        "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: 7bit\n", "=41=\n",
        "Content-Type: multipart/mixed; boundary*=utf-8''b\n\n", "no header\n",
        "From: q@r.example\n",
        String(repeating: "QUJD", count: 30) + "\n",
      ]
    for _ in 0..<2_000 {
      var text = Self.head
      for _ in 0..<Int.random(in: 3...40, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      let bytes = Array(text.utf8)
      var limits = MailLimits()
      limits.whole = 0
      limits.beginning = Int.random(in: 1...30, using: &random)
      let (whole, short) = (readRecord(bytes), readRecord(bytes, limits: limits))
      #expect((whole == nil) == (short == nil))
      guard let whole, let short, whole.attachments.count == short.attachments.count else {
        continue
      }
      for (file, seen) in zip(whole.attachments, short.attachments) {
        #expect(seen.size == nil && seen.hash.isEmpty || file.size == nil || seen == file)
      }
    }
  }
}

/// A well-formed body of parts in parts.
private struct RandomLetter {
  var random: SplitMix64
  private var boundaries = 0

  init(random: SplitMix64) { self.random = random }

  mutating func multipart(_ boundary: String, depth: Int = 0) -> String {
    var text = pick(["", "Your program reads no MIME.\n", words()])
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      text += "--\(boundary)\n" + part(depth: depth + 1) + "\n"
    }
    return text + "--\(boundary)--\n" + pick(["", "\n", words()])
  }

  private mutating func part(depth: Int) -> String {
    boundaries += 1
    let boundary = "b\(boundaries)"
    switch Int.random(in: 0..<(depth < 4 ? 9 : 6), using: &random) {
    case 0: return "\n" + words()
    case 1: return "Content-Type: text/html\n\n<p>" + words() + "</p>"
    case 2:
      return file("base64")
        + Data(words().utf8).base64EncodedString(options: .lineLength76Characters)
    case 3:
      return file("quoted-printable")
        + words().replacing("e", with: "=65").replacing("o", with: "=\n")
    case 4: return file("7bit") + words()
    case 5: return file("binary") + pick(["", "\n", "x", "\n\n\n", words() + "\n"])
    case 6, 7:
      return
        "Content-Type: multipart/\(pick(["mixed", "alternative"])); boundary=\"\(boundary)\"\n\n"
        + multipart(boundary, depth: depth)
    default:
      return "Content-Type: message/rfc822\n\nSubject: inner\nFrom: x@y.example\n"
        + pick([
          "\n" + words(),
          "Content-Type: multipart/mixed; boundary=\(boundary)\n\n"
            + multipart(boundary, depth: depth),
        ])
    }
  }

  private mutating func file(_ encoding: String) -> String {
    pick(["Content-Type: image/png; name=a.png\n", "Content-Disposition: attachment\n"])
      + "Content-Transfer-Encoding: \(encoding)\n\n"
  }

  private mutating func words() -> String {
    let word = pick(["tea ", "-- ", "--x --b1 ", "lemon\n", "From \n", "\n\n", "roses are red\n"])
    return String(
      repeating: word + pick(["a", "\n", "-"]), count: Int.random(in: 1...400, using: &random)
    )
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &random) ?? ""
  }
}
