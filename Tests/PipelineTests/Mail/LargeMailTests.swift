import Foundation
import Pipeline
import Support
import Testing
import Warehouse

/// Messages with attachments that are longer than what of a message is parsed.
@Suite("Large mail")
struct LargeMailTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// 57 bytes; 76 as base64.
  private static let line = "All work and no play makes Jack a dull boy, said the play"

  private static func file(_ name: String, lines: Int, _ headers: String = "") -> String {
    "--b\nContent-Type: application/octet-stream; name=\(name)\n" + headers
      + "Content-Transfer-Encoding: base64\n\n"
      + String(repeating: Data(line.utf8).base64EncodedString() + "\n", count: lines)
  }

  private static func letter(_ parts: String) -> String {
    """
    From: Bob <bob@b.example>
    To: box@shop.example
    Date: 2 Mar 2025 10:00:00 +0000
    Message-ID: <1@b.example>
    Subject: Our evening
    Content-Type: multipart/mixed; boundary=b


    """ + parts + "--b--\n"
  }

  /// The message in a way in which it may come, and what is to be read.
  private func write(_ text: String, as way: String) throws -> String {
    switch way {
    case "mbox":
      return try scratch.write(
        Array(("From bob@b.example Sun Mar  2 10:00:00 2025\n" + text + "\n").utf8), as: "a.mbox")
    case "Maildir":
      for part in ["cur", "new", "tmp"] {
        try FileManager.default.createDirectory(
          atPath: "\(scratch.path)/box/\(part)", withIntermediateDirectories: true)
      }
      return String(
        try scratch.write(Array(text.utf8), as: "box/new/1.host").dropLast("/new/1.host".count))
    default: return try scratch.write(Array(text.utf8), as: "a.eml")
    }
  }

  @Test(
    "what stands between attachments makes the topic, and each has its size and hash",
    arguments: ["eml", "Maildir", "mbox"])
  func complaint(way: String) async throws {
    // 18 MiB and 6 MiB.
    let text = Self.letter(
      Self.file("film.mp4", lines: 331_130)
        + "--b\n\nI complain about the broken seat. I am very disappointed.\n"
        + Self.file("seat.jpg", lines: 110_377))
    let path = try write(text, as: way)
    try await LoadingDatabase.with { database in
      let summary = try await database.ingest(path)
      #expect(summary.failures.isEmpty, "\(summary.failures)")
      let messages = try await database.texts(
        "SELECT concat_ws(' | ', topic, excerpt, is_cut, size) FROM footfall.message")
      #expect(
        messages == [
          "complaint | I complain about the broken seat. I am very disappointed. | f | "
            + "\(text.utf8.count)"
        ])
      let files = try await database.texts(
        "SELECT concat_ws(' ', name, size, hash) FROM footfall.attachment ORDER BY place")
      #expect(
        files == [
          "film.mp4 18874410 3eb5442ba6e0fa3b97dfbc3ef940a929b85541e2f12430c226639807f97c1da2",
          "seat.jpg 6291489 f0c1eff1a63fc50beb1584b550557444e2b7905131be6dc739945330f0a3e392",
        ])
    }
  }

  @Test("a size that is not known is told as such")
  func unknown() async throws {
    let path = try write(
      Self.letter(
        "--b\n\nSee below.\n"
          + Self.file("a.bin", lines: 100_000, "Content-Transfer-Encoding: 8bit\n")
          + Self.file("b.bin", lines: 2)), as: "eml")
    try await LoadingDatabase.with { database in
      try await database.ingest(path)
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', name, coalesce(size::text, '-'), hash IS NULL)
          FROM footfall.attachment ORDER BY place
          """) == ["a.bin - t", "b.bin 114 f"])
    }
  }
}
