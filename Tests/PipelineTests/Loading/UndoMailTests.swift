import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Taking mail back, and files by their names", .database)
struct UndoMailTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func letter(_ number: Int) -> String {
    """
    From: P\(number) <p\(number)@mail.test.example>
    To: shop@homeport.example
    Subject: A question \(number)
    Date: Tue, 1 Apr 2025 10:0\(number):00 +0000
    Message-ID: <\(number)@mail.test.example>

    Where is it?

    """
  }

  private func mbox(_ numbers: ClosedRange<Int>, _ name: String) throws -> String {
    let text = numbers.map {
      "From p@mail.test.example Tue Apr  1 10:00:00 2025\n\(letter($0))\n"
    }
    return try scratch.write(text.joined().utf8, as: name)
  }

  private func maildir(_ numbers: ClosedRange<Int>) throws -> String {
    let folder = scratch.path + "/Maildir"
    for name in ["new", "tmp"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    for number in numbers {
      try scratch.write(letter(number).utf8, as: "Maildir/cur/\(number).host:2,S")
    }
    return folder
  }

  @Test(
    "a mailbox goes with its messages, is passed by as long as it is only met, and comes again by name",
    arguments: ["mbox", "Maildir", "message"])
  func mailbox(kind: String) async throws {
    try await LoadingDatabase.with { database in
      let other = try mbox(4...6, "other.mbox")
      let path =
        switch kind {
        case "mbox": try mbox(1...3, "archive.mbox")
        case "Maildir": try maildir(1...3)
        default: try scratch.write(letter(1).utf8, as: "one.eml")
        }
      let count: Int64 = kind == "message" ? 1 : 3
      try await database.ingest(other)
      let clean = try await Contents(of: database, .apartFromStreams)
      try await database.ingest(path)
      let full = try await Contents(of: database, .apartFromStreams)
      let (plan, undone) = try await database.undo(path)
      #expect(plan.refusals.isEmpty && plan.mailboxes.map(\.found) == [Int(count)])
      #expect(plan.preview?.contacts == count && plan.preview?.messages == count)
      #expect(undone.contacts == count && undone.events == 0)
      try await database.expectBalance()
      #expect(
        try await Contents(of: database, .apartFromStreams)
          .differences(from: clean, in: UndoTests.kept) == [])
      let again = try await database.undoing.plan(paths: [path], now: LoadingDatabase.now)
      #expect(again.isEmpty && again.refusals.map(\.reason) == ["it is taken back already"])
      // As the nightly and the daemon read it.
      let met = try await database.ingest(path)
      #expect(met.inputs.map(\.kept) == [0] && met.inputs.map(\.ignored) == [count])
      #expect(met.inputs.first?.note.contains("footfall ingest") == true)
      try await database.expectBalance()
      try await database.ingest(path, loadsUndone: true)
      try await database.expectBalance()
      let differences = try await Contents(of: database, .apartFromStreams)
        .differences(from: full, in: UndoTests.kept)
      #expect(differences == [], "\(differences)")
    }
  }

  @Test("a copy with other headers of its way is passed by too, and takes its message back")
  func copies() async throws {
    try await LoadingDatabase.with { database in
      let inbox = try scratch.write(letter(1).utf8, as: "inbox.eml")
      let copy = try scratch.write(
        ("Received: from elsewhere\n" + letter(1)).utf8, as: "copy.eml")
      try await database.ingest(inbox, copy)
      try await database.undo(copy)
      #expect(try await Contents(of: database).count("contact") == 0)
      for path in [inbox, copy] {
        #expect(try await database.ingest(path).inputs.map(\.kept) == [0])
      }
      #expect(try await database.undo(inbox).plan.isEmpty)
      try await database.ingest(inbox, loadsUndone: true)
      #expect(try await Contents(of: database).count("contact") == 1)
      try await database.expectBalance()
    }
  }

  @Test("what was taken back unread is passed by also by a program that can read it")
  func unread() async throws {
    try await LoadingDatabase.with { database in
      let path = try scratch.write(letter(1).utf8, as: "one.eml")
      try await database.ingest(path)
      let connection = try await Connection.open(database.info)
      let receipts = try await connection.query(
        "SELECT position::text AS n FROM footfall_store.contact", name: "the hash of its bytes")
      let receipt: String = try #require(receipts.first).get("n")
      try await database.undo(path)
      // As if it had been a reject then.
      try await connection.execute(
        "UPDATE footfall_store.undone_message SET message = \(receipt)", name: "by its bytes")
      await connection.close()
      #expect(try await database.ingest(path).inputs.map(\.kept) == [0])
      try await database.ingest(path, loadsUndone: true)
      #expect(try await Contents(of: database).count("contact") == 1)
      try await database.expectBalance()
    }
  }

  @Test("of several files that had one name none is guessed: they are told, and found by their ids")
  func several() async throws {
    try await LoadingDatabase.with { database in
      for folder in ["a", "b"] {
        var writer = LogWriter(seed: folder == "a" ? 3 : 4, network: 0)
        try await database.ingest(
          try scratch.write(writer.lines(20).file(), as: "\(folder)/access.log"))
      }
      let plan = try await database.undoing.plan(
        paths: [], names: [scratch.path + "/a/access.log"], now: LoadingDatabase.now)
      #expect(plan.isEmpty)
      let reason = try #require(plan.refusals.first?.reason)
      let ids = reason.matches(of: /#-?[0-9]+/).map { String($0.output) }
      #expect(Set(ids).count == 2, "\(reason)")
      let one = try await database.undoing.plan(
        paths: [], names: [ids[0]], now: LoadingDatabase.now)
      #expect(one.streams.count == 1 && one.refusals.isEmpty)
    }
  }

  @Test("what nobody knows of a mailbox is said")
  func unknown() async throws {
    try await LoadingDatabase.with { database in
      let plan = try await database.undoing.plan(
        paths: [try mbox(1...2, "new.mbox")], now: LoadingDatabase.now)
      #expect(plan.refusals.map(\.reason) == ["this database never saw a message of it"])
    }
  }

  @Test("a file that was deleted, or changed into another, goes by the name that it had")
  func names() async throws {
    try await LoadingDatabase.with { database in
      var (one, two) = (LogWriter(seed: 1, network: 0), LogWriter(seed: 2, network: 1))
      let path = try scratch.write(one.lines(40).file(), as: "logs/access.log.3")
      let other = try scratch.write(two.lines(30).file(), as: "logs/access.log")
      try await database.ingest(path, other)
      let full = try await Contents(of: database)
      try FileManager.default.removeItem(atPath: path)
      for name in [path, "access.log.3"] {
        let plan = try await database.undoing.plan(
          paths: [], names: [name], now: LoadingDatabase.now)
        #expect(plan.streams.map(\.path) == ["access.log.3"], "\(plan.streams) \(plan.refusals)")
      }
      let plan = try await database.undoing.plan(
        paths: [], names: ["access.log.3", "log.3", "access%"], now: LoadingDatabase.now)
      #expect(plan.refusals.map(\.path) == ["log.3", "access%"])
      _ = try await database.undoing.run(plan, now: LoadingDatabase.now)
      try await database.expectBalance()
      let left = try await Contents(of: database)
      #expect(left.count("event") < full.count("event") && left.count("event") > 0)
      let never = try await database.undoing.plan(
        paths: [], names: [path], now: LoadingDatabase.now)
      #expect(never.isEmpty && never.refusals.count == 1)
    }
  }
}
