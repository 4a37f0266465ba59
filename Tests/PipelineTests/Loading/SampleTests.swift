import Clickstream
import Foundation
import Glibc
import Pipeline
import PostgreSQL
import Settings
import Support
import Testing
import Warehouse

/// The sample of the project, loaded whole, against the truth that its generator wrote.
@Suite("The sample logs")
struct SampleTests {
  /// Some days after the sample ends.
  private static let now = Instant(seconds: 1_795_000_000)

  private let scratch: Scratch
  private let settings: String

  init() throws {
    scratch = try Scratch()
    settings = try String(
      contentsOf: SampleTruth.folder.appending(path: "footfall.yaml"), encoding: .utf8)
  }

  private var secretKey: String { "\(scratch.path)/secret.key" }

  @Test("the database holds exactly what the manifest tells, also after a second load")
  func manifest() async throws {
    let inputs = ["access", "forms", "mail", "ledgers"].map {
      SampleTruth.folder.appending(path: $0).path
    }
    try await LoadingDatabase.with { database in
      let summary = try await database.ingest(
        inputs[0], inputs[1], inputs[2], inputs[3], settings: settings, now: Self.now,
        secretKey: secretKey)
      #expect(summary.failures.isEmpty)
      try await database.expectBalance()
      try await takeSteps(database)
      try await SampleCheck.run(database)
      try await vendors(database)
      let first = try await Contents(of: database)

      try await database.ingest(
        inputs[0], inputs[1], inputs[2], inputs[3], settings: settings, now: Self.now,
        secretKey: secretKey)
      let second = try await Contents(of: database)
      #expect(second.differences(from: first) == [])
      try await SampleCheck.run(database)
    }
  }

  @Test(
    "neither the order in which the files come nor a kill makes a difference", .database,
    arguments: [1, 2] as [UInt64])
  func order(seed: UInt64) async throws {
    var inputs = try mailboxes()
    for folder in ["access", "forms", "ledgers", "mail"].map({
      SampleTruth.folder.appending(path: $0)
    }) {
      inputs += try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0 != "Maildir" }.map { folder.appending(path: $0).path }
    }
    inputs.sort()
    let spring: Int64 = 1_775_000_000
    let clean = try await LoadingDatabase.with { database in
      try await database.setSalts(of: settings, from: spring, now: Self.now)
      for path in inputs {
        try await database.ingest(path, settings: settings, now: Self.now, secretKey: secretKey)
      }
      try await deriveAgain(database)
      return try await Contents(of: database, .apartFromReceipts)
    }
    try await LoadingDatabase.with { database in
      try await database.setSalts(of: settings, from: spring, now: Self.now)
      var random = SplitMix64(seed: seed)
      inputs.shuffle(using: &random)
      for path in inputs {
        if Int.random(in: 0..<4, using: &random) == 0 {
          try await kill(database, path, after: .random(in: 20_000...500_000, using: &random))
        }
        let summary = try await database.ingest(
          path, settings: settings, now: Self.now, secretKey: secretKey)
        #expect(summary.failures.isEmpty)
      }
      try await deriveAgain(database)
      try await database.expectBalance()
      let contents = try await Contents(of: database, .apartFromReceipts)
      #expect(contents.differences(from: clean) == [], "\(inputs)")

      inputs.shuffle(using: &random)
      try await database.ingest(
        all: inputs, settings: settings, now: Self.now, secretKey: secretKey)
      try await deriveAgain(database)
      let again = try await Contents(of: database, .apartFromReceipts)
      #expect(again.differences(from: clean) == [], "again: \(inputs)")
      try await takeSteps(database)
      try await SampleCheck.run(database)
      try await vendors(database)
    }
  }

  /// The Maildir of the sample dealt out to several, so that its messages, too, come in any order.
  private func mailboxes() throws -> [String] {
    let manager = FileManager.default
    let maildir = SampleTruth.folder.appending(path: "mail/Maildir")
    var number = 0
    for part in ["cur", "new", "tmp"] {
      let folder = maildir.appending(path: part)
      for name in try manager.contentsOfDirectory(atPath: folder.path).sorted() {
        // Those beside each other, which often belong together, come apart.
        let box = URL(filePath: scratch.path).appending(path: "mailbox-\(number % 9)")
        for part in ["cur", "new", "tmp"] {
          try manager.createDirectory(
            at: box.appending(path: part), withIntermediateDirectories: true)
        }
        try manager.copyItem(
          at: folder.appending(path: name), to: box.appending(path: "\(part)/\(name)"))
        number += 1
      }
    }
    return try manager.contentsOfDirectory(atPath: scratch.path)
      .filter { $0.hasPrefix("mailbox-") }.map { "\(scratch.path)/\($0)" }
  }

  /// What the nightly does after it has loaded: mail that comes after the ledgers changes persons.
  private func deriveAgain(_ database: LoadingDatabase) async throws {
    try await database.withWarehouse { warehouse in
      _ = try await warehouse.derivePersons(now: Self.now)
      _ = try await warehouse.deriveConversations()
    }
  }

  /// What staff does, which no log tells.
  private func takeSteps(_ database: LoadingDatabase) async throws {
    let file = SampleTruth.folder.appending(path: "deeds.json").path
    let deeds = try #require(try SampleDeeds.load(file: file))
    try await database.withWarehouse { try await deeds.take(in: $0, site: "larkspur") }
  }

  /// What is secret of vendors, by the key that is beside the database.
  private func vendors(_ database: LoadingDatabase) async throws {
    let box = try SecretBox(file: secretKey, making: false)
    let found = try await database.withWarehouse { warehouse in
      var found: [String] = []
      for vendor in try await warehouse.vendors(site: nil, named: nil) {
        let secrets = try await warehouse.reveal(
          vendor: vendor.id, with: box, staff: "Orla Finch", now: Self.now)
        let texts = ["bank_account", "tax_number"].map { field in
          secrets.first { $0.field == field }?.text ?? ""
        }
        found.append(([vendor.number ?? "", vendor.name] + texts).joined(separator: " | "))
      }
      return found
    }
    #expect(
      try found.sorted()
        == SampleTruth.load().vendors.texts("number", "name", "bank_account", "tax_number"))
  }

  /// Loads a file in a process of its own that is killed after a time, in microseconds, or at its end.
  private func kill(
    _ database: LoadingDatabase, _ path: String, after delay: UInt32
  ) async throws {
    let url = database.info.description
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [
        url = url as String, path = path as String, settings = settings as String,
        secretKey = secretKey as String, delay = delay as UInt32
      ] in
      SuddenEnd.after(microseconds: delay)
      let database = LoadingDatabase(info: try ConnectionInfo(url: url))
      _ = try await database.ingest(
        path, settings: settings, batches: .tiny, now: Instant(seconds: 1_795_000_000),
        secretKey: secretKey)
      SuddenEnd.now()
    }
  }
}
