import Foundation
import Pipeline
import Support
import Testing

@Suite("Contacts, each once")
struct ContactLawTests {
  private static func forms(_ count: Int, seed: UInt64) -> [String] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { index in
      if Int.random(in: 0..<20, using: &random) == 0 { return #"{"time": broken"# }
      let hour = String(index % 10)
      return #"{"time":"2025-04-01T0\#(hour):15:00Z","form":"contact","page":"/contact","fields":"#
        + #"{"name":"P \#(index)","email":"p\#(index % 7)@mail.test.example","#
        + #""message":"Two tickets, please, for row \#(index)."}}"#
    }
  }

  private static func letter(_ number: Int) -> String {
    """
    From: P \(number) <p\(number % 3)@homeport.example>
    To: office@shop.example
    Subject: Order \(number)
    Date: Tue, 1 Apr 2025 10:0\(number):00 +0000
    Message-ID: <\(number)@homeport.example>

    I want to order book number \(number).

    """
  }

  @Test(
    "submissions that grow, come packed and come again are each kept once",
    arguments: UInt64(1)...6)
  func forms(seed: UInt64) async throws {
    let scratch = try Scratch()
    let bytes = Self.forms(60, seed: seed).file()
    let whole = try scratch.write(bytes, as: "forms.ndjson")
    let clean = try await LoadingDatabase.with { database in
      try await database.ingest(whole)
      return try await Contents(of: database)
    }
    var random = SplitMix64(seed: seed)
    let first = (bytes.firstIndex(of: 10) ?? 0) + 1
    let cuts = (0..<4).map { _ in Int.random(in: first...bytes.count, using: &random) }.sorted()
    try await LoadingDatabase.with { database in
      for cut in cuts + [bytes.count - 1] {
        try await database.ingest(try scratch.write(bytes[..<cut], as: "grown.ndjson"))
        try await database.expectBalance()
      }
      try await database.ingest(try scratch.write(storedGzip(bytes), as: "packed.ndjson.gz"))
      try await database.ingest(whole)
      try await database.ingest(try scratch.write(bytes[..<cuts[0]], as: "cut.ndjson"))
      try await database.expectBalance()
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
    #expect(clean.count("contact") > 30)
  }

  @Test("a message is one contact, in a Maildir, in an mbox and in a file of its own")
  func mail() async throws {
    let scratch = try Scratch()
    for folder in ["new", "tmp"] {
      try FileManager.default.createDirectory(
        atPath: scratch.path + "/Maildir/\(folder)", withIntermediateDirectories: true)
    }
    for number in 1...6 {
      try scratch.write(Self.letter(number).utf8, as: "Maildir/cur/\(number).host:2,S")
    }
    let mbox = (4...9).map {
      "From p@homeport.example Tue Apr  1 10:00:00 2025\n\(Self.letter($0))\n"
    }
    let archive = try scratch.write(mbox.joined().utf8, as: "archive.mbox")
    let single = try scratch.write(Self.letter(9).utf8, as: "one.eml")
    let maildir = scratch.path + "/Maildir"
    var contents: [Contents] = []
    for order in [[maildir, archive, single], [single, archive, maildir, archive, maildir]] {
      contents.append(
        try await LoadingDatabase.with { database in
          for path in order {
            let summary = try await database.ingest(path)
            #expect(summary.failures.isEmpty)
          }
          try await database.expectBalance()
          return try await Contents(of: database)
        })
    }
    #expect(contents[0].count("contact") == 9)
    #expect(contents[0].count("person") == 3)
    #expect(contents[1].differences(from: contents[0]) == [])
  }
}
