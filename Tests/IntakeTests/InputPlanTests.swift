import Foundation
import Intake
import Testing

/// A folder that goes when the test ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/intake-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ names: [String], _ text: String = "x\n") throws {
    for name in names {
      let file = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name, withDestinationPath: target)
  }

  /// Paths without the folder's own.
  func relative(_ path: String) -> String { String(path.dropFirst(self.path.count + 1)) }
}

struct InputPlanTests {
  @Test("a folder gives its inputs, rotated files oldest first, and says what it passed by")
  func walk() throws {
    let folder = try TemporaryFolder()
    try folder.write([
      "access.log", "access.log.1", "access.log.2.gz", "access.log.10.gz", "error.log",
      "b/access_log-20260102", "b/access_log-20260101.gz", "forms.ndjson", "README.md",
      "u/u_ex260102.log", "u/u_ex251231.log.gz", "u/site_2026-01-02.log", "u/site.log",
      "u/site_2025-12-31.log",
      "manifest.json", "footfall.yaml", ".hidden.log", "Maildir/cur/1", "Maildir/new/2",
      "Maildir/tmp/3", "Maildir/.Sent/cur/1", "Maildir/.Sent/new/1", "Maildir/.Sent/tmp/1",
      "picture.png",
    ])
    try folder.link("b/loop", to: "..")
    try folder.link("dangling.log", to: "nowhere")
    try folder.link("self.log", to: "self.log")
    try folder.link("again.log", to: "access.log")
    let plan = InputPlan(arguments: [folder.path + "/"])
    #expect(plan.failed.isEmpty)
    #expect(
      plan.taken.map { folder.relative($0.path) } == [
        "Maildir", "Maildir/.Sent", "access.log.10.gz", "access.log.2.gz", "access.log.1",
        "access.log", "b/access_log-20260101.gz", "b/access_log-20260102", "forms.ndjson",
        "u/site_2025-12-31.log", "u/site_2026-01-02.log", "u/site.log", "u/u_ex251231.log.gz",
        "u/u_ex260102.log",
      ])
    #expect(plan.taken.count { $0.kind == .maildir } == 2)
    let passed = Dictionary(
      uniqueKeysWithValues: plan.passedBy.map { (folder.relative($0.path), $0.reason) })
    #expect(
      passed
        == [
          ".hidden.log": "hidden", "README.md": "about the folder",
          "manifest.json": "about the folder", "footfall.yaml": "configuration",
          "error.log": "an error log by its name", "picture.png": "no kind of input by its name",
          "b/loop": "met before under another name", "dangling.log": "a link that leads nowhere",
          "self.log": "links in a circle", "again.log": "met before under another name",
        ])
  }

  @Test("lists in a folder are taken only by those who can tell them by their columns")
  func lists() throws {
    let folder = try TemporaryFolder()
    try folder.write(["orders.csv", "costs.TSV", "picture.png"])
    #expect(InputPlan(arguments: [folder.path]).taken.isEmpty)
    let plan = InputPlan(arguments: [folder.path], takesLists: true)
    #expect(plan.taken.map { folder.relative($0.path) } == ["costs.TSV", "orders.csv"])
    #expect(plan.passedBy.map { folder.relative($0.path) } == ["picture.png"])
  }

  @Test("files that are named are taken whatever their names, in the order of their age")
  func named() throws {
    let folder = try TemporaryFolder()
    try folder.write(["a.txt", "access.log", "access.log.1"])
    let plan = InputPlan(
      arguments: ["access.log", "access.log.1", "a.txt", "gone"].map { folder.path + "/" + $0 }
        + ["-", "-"])
    #expect(
      plan.taken.map { $0.kind == .standardInput ? "-" : folder.relative($0.path) } == [
        "-", "a.txt", "access.log.1", "access.log",
      ])
    #expect(plan.failed == [ByteSourceError(.notFound, path: folder.path + "/gone")])
  }
}

struct FileTests {
  @Test("a file is read, through a link, and skipping is as good as reading")
  func files() throws {
    let folder = try TemporaryFolder()
    try folder.write(["a.log"], "one\ntwo\nthree\n")
    try folder.link("b.log", to: "a.log")
    var reader = LineReader(try ByteSource(path: folder.path + "/b.log"))
    #expect(reader.source.status?.size == 14)
    #expect(try reader.head() == Array("one\ntwo\nthree\n".utf8))
    #expect(try reader.skip(to: 4))
    var chunk = LineChunk()
    #expect(try reader.read(into: &chunk))
    #expect(chunk.bytes[..<chunk.byteCount] == Array("two\nthree\n".utf8)[...])
    #expect(chunk.lines.map(chunk.position(of:)) == [4, 8])
    #expect(try !reader.read(into: &chunk))
    #expect(reader.source.rawPosition == 14)
    var other = LineReader(try ByteSource(path: folder.path + "/a.log"))
    #expect(try other.skip(to: 8))
    #expect(try other.read(into: &chunk))
    #expect(chunk.bytes[..<chunk.byteCount] == Array("three\n".utf8)[...])
    var late = LineReader(try ByteSource(path: folder.path + "/a.log"))
    #expect(try !late.skip(to: 15))
  }

  @Test("what is no regular file is refused, each with its reason")
  func refusals() throws {
    let folder = try TemporaryFolder()
    try folder.link("loop", to: "loop")
    let pipe = folder.path + "/pipe"
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    let cases: [(String, ByteSourceError.Code)] = [
      (folder.path, .directory), (folder.path + "/none", .notFound), (pipe, .namedPipe),
      (folder.path + "/loop", .linkLoop), ("/dev/null", .device),
    ]
    for (path, code) in cases {
      #expect(throws: ByteSourceError(code, path: path)) { _ = try ByteSource(path: path).isGzip }
    }
    #expect(InputPlan(arguments: ["/dev/null"]).failed.map(\.code) == [.device])
  }
}
