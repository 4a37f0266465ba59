import Foundation
import Glibc
import Pipeline
import Support
import Testing

@Suite("Mail and forms under a daemon")
struct MailAndFormTests {
  private let logs: LogFolder
  private var mail: String { logs.at("Maildir") }

  init() throws {
    logs = try LogFolder()
    for folder in ["new", "cur", "tmp"] {
      try FileManager.default.createDirectory(
        atPath: logs.at("Maildir/\(folder)"), withIntermediateDirectories: true)
    }
  }

  private func message(_ number: Int) -> [UInt8] {
    Array(
      """
      From: Ada <ada\(number)@reader.example>
      To: box@shop.example
      Subject: Tickets \(number)
      Date: Sat, 14 Jun 2025 10:0\(number % 10):00 +0000
      Message-ID: <m\(number)@reader.example>

      Are there two for Saturday?

      """.utf8)
  }

  private func contacts(_ database: LoadingDatabase) async throws -> Int {
    try await Contents(of: database).count("contact")
  }

  @Test("what is stored goes from new to cur; what is in tmp is not looked at")
  func moves() async throws {
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, mail)
      try logs.write(message(1), as: "Maildir/new/1.host")
      try logs.write(message(2), as: "Maildir/cur/2.host:2,S")
      try logs.write(message(3), as: "Maildir/tmp/3.host")
      try await daemon.pass()
      #expect(try await contacts(database) == 2)
      #expect(logs.exists("Maildir/cur/1.host:2,") && !logs.exists("Maildir/new/1.host"))
      #expect(logs.exists("Maildir/tmp/3.host"))
      try await daemon.stop()
      // Another daemon knows them.
      let next = try await TestDaemon.start(database, mail)
      try await next.settle()
      #expect(try await contacts(database) == 2)
      try await next.stop()
    }
  }

  @Test("with move: false nothing is moved, and nothing stored twice")
  func stays() async throws {
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, "{path: \(mail), move: false}")
      try logs.write(message(1), as: "Maildir/new/1.host")
      try await daemon.settle()
      #expect(logs.exists("Maildir/new/1.host"))
      // A mail reader moves it; a copy of it is delivered under another name.
      try logs.rename("Maildir/new/1.host", to: "Maildir/cur/1.host:2,RS")
      try logs.write(message(1), as: "Maildir/new/2.host")
      try await daemon.settle()
      #expect(try await contacts(database) == 1)
      try await daemon.stop()
    }
  }

  @Test("where it may not move, it stores all the same, says so once, and that is no trouble")
  func cannotMove() async throws {
    // In new the name is as long as may be; in cur it would be longer.
    let long = String(repeating: "1", count: 253)
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, mail)
      try logs.write(message(1), as: "Maildir/new/\(long)")
      try logs.write(message(2), as: "Maildir/new/2.host")
      try await daemon.settle()
      #expect(try await contacts(database) == 2)
      #expect(logs.exists("Maildir/new/\(long)") && logs.exists("Maildir/new/2.host"))
      try await daemon.writeStatus()
      #expect(daemon.state.snapshot.sources.first?.error == "")
      let notes = try await database.texts("SELECT note FROM footfall.source")
      #expect(notes.first?.contains("cannot be moved to cur") == true, "\(notes)")
      // Somebody changed the folder: it is tried again with what comes next.
      try logs.remove("Maildir/new/\(long)")
      try logs.write([], as: "Maildir/cur/.changed")
      try logs.write(message(3), as: "Maildir/new/3.host")
      try await daemon.settle()
      #expect(logs.exists("Maildir/cur/3.host:2,"))
      try await daemon.stop()
    }
  }

  @Test("no message is moved over another one of its name")
  func noReplacement() async throws {
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, mail)
      try logs.write(message(1), as: "Maildir/new/1.host")
      // The name in cur is no message, so that the one in new is not known by it.
      try logs.write(Array("kept".utf8), as: "Maildir/cur/1.host:2,/keep")
      try await daemon.settle()
      #expect(logs.exists("Maildir/new/1.host"))
      #expect(try logs.bytes("Maildir/cur/1.host:2,/keep") == Array("kept".utf8))
      try await daemon.stop()
    }
  }

  @Test("a message that cannot be read keeps no other from being stored, and is tried again")
  func unreadable() async throws {
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, mail)
      #expect(unsafe mkfifo(logs.at("Maildir/new/1.host"), 0o600) == 0)
      try logs.write(message(2), as: "Maildir/new/2.host")
      try await daemon.settle()
      #expect(try await contacts(database) == 1)
      try await daemon.writeStatus()
      #expect(daemon.state.snapshot.sources.first?.error.contains("1.host") == true)
      try logs.remove("Maildir/new/1.host")
      try logs.write(message(1), as: "Maildir/new/1.host")
      try await daemon.settle()
      #expect(try await contacts(database) == 2)
      try await daemon.writeStatus()
      #expect(daemon.state.snapshot.sources.first?.error == "")
      try await daemon.stop()
    }
  }

  @Test(
    "with room for few messages none is lost or doubled, in what order ever they come",
    arguments: [UInt64(1), 2, 3])
  func littleRoom(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(
        database, "{path: \(mail), move: \(seed == 1)}", mailRoom: MailRoom(known: 5, found: 4))
      var delivered = 0
      for _ in 0..<6 {
        for _ in 0..<Int.random(in: 0...9, using: &random) {
          delivered += 1
          let folder = Bool.random(using: &random) ? "new/\(delivered).h" : "cur/\(delivered).h:2,S"
          try logs.write(message(delivered), as: "Maildir/\(folder)")
        }
        for _ in 0..<12 { try await daemon.pass() }
        #expect(try await contacts(database) == delivered)
      }
      #expect(delivered > 20)
      // What a mail server takes away leaves room.
      for number in 1...delivered {
        for name in ["new/\(number).h", "cur/\(number).h:2,S", "cur/\(number).h:2,"]
        where logs.exists("Maildir/\(name)") { try logs.remove("Maildir/\(name)") }
      }
      for number in 1...3 {
        try logs.write(message(delivered + number), as: "Maildir/new/\(delivered + number).h")
      }
      for _ in 0..<12 { try await daemon.pass() }
      #expect(try await contacts(database) == delivered + 3)
      try await daemon.stop()
      try await database.expectBalance()
    }
  }

  @Test("a folder is listed when it changed, also within one tick of the clock, and else not")
  func listing() async throws {
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, "{path: \(mail), move: false}")
      func deliver(_ number: Int) throws {
        try logs.write(message(number), as: "Maildir/new/\(number).host")
        try logs.touch("Maildir/new", at: 1_700_000_000)
      }
      try deliver(1)
      try await daemon.pass()
      try deliver(2)
      try await daemon.pass()
      #expect(try await contacts(database) == 2)
      try await daemon.settle()
      try deliver(3)
      try await daemon.settle()
      #expect(try await contacts(database) == 2)
      try logs.touch("Maildir/new", at: 1_700_000_001)
      try await daemon.pass()
      #expect(try await contacts(database) == 3)
      try await daemon.stop()
    }
  }

  @Test("what is stored is not read again, whoever moves it; what came with the same name is")
  func known() async throws {
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, "{path: \(mail), move: false}")
      try logs.write(message(1), as: "Maildir/new/1.host")
      try await daemon.pass()
      // Its bytes are others by now, but nobody looks.
      try logs.write(message(9), as: "Maildir/new/1.host")
      try logs.rename("Maildir/new/1.host", to: "Maildir/cur/1.host:2,S")
      try await daemon.pass()
      try logs.rename("Maildir/cur/1.host:2,S", to: "Maildir/cur/1.host:2,RS")
      try logs.write(message(2), as: "Maildir/new/2.host")
      try await daemon.settle()
      #expect(try await contacts(database) == 2)
      try logs.remove("Maildir/cur/1.host:2,RS")
      try await daemon.settle()
      try logs.write(message(3), as: "Maildir/new/1.host")
      try await daemon.settle()
      #expect(try await contacts(database) == 3)
      try await daemon.stop()
    }
  }

  @Test("many messages come in parts")
  func many() async throws {
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, mail)
      for number in 1...450 { try logs.write(message(number), as: "Maildir/new/\(number).host") }
      try await daemon.pass()
      #expect(try await contacts(database) == 450)
      try await daemon.stop()
    }
  }

  @Test("forms are stored as they are dropped, and counted once")
  func forms() async throws {
    func form(_ number: Int) -> String {
      #"{"time":"2025-06-14T10:00:0\#(number)Z","form":"contact","fields":"#
        + #"{"email":"ada\#(number)@reader.example","message":"Two for Saturday?"}}"# + "\n"
    }
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("forms*.ndjson"))
      try logs.append(Array((form(1) + form(2)).utf8), to: "forms.ndjson")
      try await daemon.pass()
      #expect(try await contacts(database) == 2)
      try logs.append(Array(form(3).utf8.dropLast(9)), to: "forms.ndjson")
      try await daemon.pass()
      #expect(try await contacts(database) == 2)
      try logs.append(Array(form(3).utf8.suffix(9)), to: "forms.ndjson")
      try logs.append(Array(form(4).utf8), to: "forms-2.ndjson")
      try logs.copy("forms.ndjson", to: "forms-copy.ndjson")
      try await daemon.settle()
      #expect(try await contacts(database) == 4)
      try await database.expectBalance()
      try await daemon.stop()
    }
  }
}
