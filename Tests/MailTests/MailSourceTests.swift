import Clickstream
import Foundation
import Mail
import Support
import Testing

@Suite("Sources of messages")
struct MailSourceTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "mail-\(UInt64.random(in: 0...UInt64.max))")

  /// Makes `folder`, runs `body`, takes it away.
  private func withFolder(_ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body()
  }

  private func write(_ text: String, to name: String) throws -> String {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private func items(_ path: String) throws -> [MailItem] {
    var stream = try MailStream(MailSource(path: path), reader: reader())
    var items: [MailItem] = []
    while let item = try stream.next() { items.append(item) }
    return items
  }

  private func records(_ path: String) throws -> [MailRecord] {
    try items(path).compactMap { item in
      guard case .message(let record) = item.outcome else { return nil }
      return record
    }
  }

  private static let bodies = [
    "Hello,\n\nFrom here on it goes well.\n>From there too.\n", "One line\n", "\n\nlate start\n",
    "no end of line", "", "a\n\n\n",
  ]

  private static func text(_ index: Int, lineEnd: String = "\n") -> String {
    let text =
      "From: p\(index)@larkspur.example\nDate: \(index + 1) Mar 2026 10:20:30 GMT\n"
      + "Message-ID: <\(index)@larkspur.example>\nSubject: s\(index)\n\n"
      + bodies[index % bodies.count]
    return text.replacing("\n", with: lineEnd)
  }

  /// The messages as an mbox file: separators, quoted lines, an empty line after each.
  private static func mbox(_ texts: [String], lineEnd: String = "\n") -> String {
    texts.map { text in
      let lines = text.split(separator: lineEnd, omittingEmptySubsequences: false).map { line in
        line.drop { $0 == ">" }.hasPrefix("From ") ? ">" + line : String(line)
      }
      return "From someone@larkspur.example Sun Mar  1 10:20:30 2026" + lineEnd
        + lines.joined(separator: lineEnd) + (text.hasSuffix(lineEnd) ? "" : lineEnd) + lineEnd
    }.joined()
  }

  @Test("an mbox file holds what the messages hold as files", arguments: ["\n", "\r\n"])
  func mbox(lineEnd: String) throws {
    try withFolder {
      let texts = (0..<20).map { Self.text($0, lineEnd: lineEnd) }
      let single = try texts.enumerated().flatMap { index, text in
        try records(write(text, to: "\(index).eml"))
      }
      let joined = try records(write(Self.mbox(texts, lineEnd: lineEnd), to: "all.mbox"))
      #expect(joined == single)
      #expect(joined.count == 20)
    }
  }

  @Test("a message of an mbox file says where its separator stands")
  func offsets() throws {
    try withFolder {
      let first = Self.mbox([Self.text(0)])
      let second = Self.mbox([Self.text(1)])
      let items = try items(write(first + second, to: "x"))
      #expect(items.map(\.offset) == [0, Int64(first.utf8.count)])
      #expect(items.map(\.length) == [0, 1].map { Int64(Self.text($0).utf8.count) })
    }
  }

  @Test("an mbox file in which a long message stands is read piece by piece")
  func longMbox() throws {
    try withFolder {
      let filler = String(repeating: "From x >From y\n\n>>From z\n", count: 20_000)
      let texts = (0..<3).map { Self.text($0) + filler.replacing("\nFrom", with: "\n From") }
      let single = try records(write(texts[1], to: "1.eml"))
      let joined = try records(write(Self.mbox(texts), to: "all.mbox"))
      #expect(joined.count == 3)
      #expect(joined[1] == single[0])
    }
  }

  @Test("a Maildir is read from new and cur, never from tmp, and left as it was")
  func maildir() throws {
    try withFolder {
      _ = try write(Self.text(0), to: "box/new/1.a.host")
      _ = try write(Self.text(1), to: "box/cur/2.b.host:2,S")
      _ = try write(Self.text(2), to: "box/tmp/3.c.host")
      _ = try write(Self.text(3), to: "box/cur/.hidden")
      let box = folder.appending(path: "box").path
      let before = try FileManager.default.subpathsOfDirectory(atPath: box).sorted()
      #expect(try records(box).map(\.subject) == ["s0", "s1"])
      #expect(try FileManager.default.subpathsOfDirectory(atPath: box).sorted() == before)
    }
  }

  @Test("a message that is moved and flagged while others are read is found again")
  func moved() throws {
    try withFolder {
      let paths = try (0..<3).map { try write(Self.text($0), to: "box/new/\($0).host") }
      _ = try write(Self.text(4), to: "box/cur/9.host")
      let box = folder.appending(path: "box").path
      var stream = try MailStream(MailSource(path: box), reader: reader())
      #expect(stream.count == 4)
      var subjects: [String] = []
      while let item = try stream.next() {
        if subjects.isEmpty {
          try FileManager.default.moveItem(atPath: paths[1], toPath: box + "/cur/1.host:2,RS")
          try FileManager.default.removeItem(atPath: paths[2])
        }
        if case .message(let record) = item.outcome { subjects.append(record.subject) }
      }
      #expect(subjects == ["s0", "s1", "s4"])
      #expect(stream.vanished == 1)
    }
  }

  @Test("copies of a message in a Maildir, an mbox and a file have one identity")
  func identity() throws {
    try withFolder {
      let delivered =
        "Return-Path: <a@b.example>\nDelivered-To: x@larkspur.example\n" + Self.text(0)
      let box = try write(delivered, to: "box/cur/1")
      let copies =
        try records(String(box.dropLast("/cur/1".count)))
        + records(write(Self.mbox([Self.text(0)]), to: "a.mbox"))
        + records(write(Self.text(0, lineEnd: "\r\n"), to: "b.eml"))
      #expect(copies.count == 3)
      #expect(Set(copies.map(\.id)).count == 1)
      let other = try records(write(Self.text(0) + "PS.\n", to: "c.eml"))
      #expect(other.first?.id != copies.first?.id)
    }
  }

  @Test("equal bytes have one receipt, other bytes another, and the key decides")
  func receipts() {
    let one = Array(message().utf8)
    let other = Array(message(body: "Hello!\n").utf8)
    #expect(read(one).receipt == read(one).receipt)
    #expect(read(one).receipt != read(other).receipt)
    let foreign = MailReader(key: SipHash.Key(3, 4), now: testClock)
    #expect(unsafe foreign.read(one.span.bytes).receipt != read(one).receipt)
  }

  @Test("no random bytes stop the splitter", arguments: 1...6 as ClosedRange<UInt64>)
  func randomMbox(seed: UInt64) throws {
    try withFolder {
      var random = SplitMix64(seed: seed)
      let pieces = [
        "From ", ">From ", ">", "\n", "\n\n", "\r\n", "\r", "x", "From: a@b.c\n", "From",
      ]
      var text = "From "
      for _ in 0..<40_000 { text += pieces.randomElement(using: &random) ?? "" }
      let items = try items(write(text, to: "x"))
      #expect(items.count > 10)
      #expect(items.map(\.offset) == items.map(\.offset).sorted())
    }
  }

  @Test("a file that is missing is an error with its path, a folder of junk too")
  func missing() throws {
    try withFolder {
      #expect(throws: MailSourceError.self) { try items(folder.appending(path: "none").path) }
      #expect(throws: MailSourceError.self) { try items(folder.path) }
    }
  }

  @Test("mail is told from logs and junk by its first bytes")
  func detection() {
    func isMail(_ text: String) -> Bool {
      let bytes = Array(text.utf8)
      return unsafe MailSource.isMail(bytes.span.bytes)
    }
    #expect(isMail(message()))
    #expect(isMail("From a Sun\nx"))
    #expect(isMail("Received: from a\n by b; x\nX-Y: z\n\nbody"))
    #expect(!isMail("192.0.2.1 - - [01/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n"))
    #expect(!isMail("{\"time\":\"2026-03-01T10:00:00Z\"}\n"))
    #expect(!isMail("From: a@b.example\nno header\n"))
    #expect(!isMail(""))
  }
}
