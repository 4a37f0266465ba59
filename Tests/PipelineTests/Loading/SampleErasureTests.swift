import Foundation
import PostgreSQL
import Support
import Testing

/// Erasure on the sample: nothing of a person is left, whatever is loaded afterwards.
@Suite("Erasing persons of the sample", .database(from: LoadingDatabase.template))
struct SampleErasureTests {
  private let program: CommandProgram

  init() throws {
    program = try CommandProgram()
    try program.folder.write(
      String(contentsOf: SampleTruth.folder.appending(path: "footfall.yaml"), encoding: .utf8)
        .replacing(/inputs:(.|\n)*/, with: "output: html\n"), to: "footfall.yaml")
    try program.folder.write(
      String(contentsOf: SampleTruth.folder.appending(path: "titles.yaml"), encoding: .utf8),
      to: "titles.yaml")
  }

  private static let erased = [
    "iris.ashgrove@posthaven.example", "stefan.eastlake@studio-nine.example",
    "seun.brindle@studio-nine.example", "delphine.greenhalgh@homeport.example",
  ]
  private static let marks =
    erased + [
      "Iris Ashgrove", "Stefan Eastlake", "Oluwaseun Brindle", "Delphine Greenhalgh",
      "iris.ashgrove", "seun.brindle", "L-1001", "L-1028", "L-1070", "L-1098",
      "+442079460000", "+442079460027", "+442079460069",
      "7946 0000", "7946 0027", "7946 0069",
    ]

  private func run(_ arguments: String...) async throws {
    let outcome = try await program.run(arguments + ["--config", "footfall.yaml"])
    #expect(outcome.status == 0, "\(arguments): \(outcome.error)\(outcome.output)")
  }

  private func ingest() async throws {
    let inputs = ["access", "forms", "mail", "ledgers"].map {
      SampleTruth.folder.appending(path: $0).path
    }
    let outcome = try await program.run(["ingest"] + inputs + ["--config", "footfall.yaml"])
    #expect(outcome.status == 0, "\(outcome.error)")
  }

  /// The data of the database as PostgreSQL's own program writes it; bytes are read as text.
  private func dump() async throws -> String {
    var admin = try TestDatabase.required.info
    admin["user"] = "postgres"
    let outcome = try await BuiltProgram(path: "/usr/bin/pg_dump").run(
      ["--data-only", "--format=plain", "--dbname=\(admin.description)"])
    #expect(outcome.status == 0, "\(outcome.error)")
    return outcome.output.replacing(/\\\\x([0-9a-f]+)/) { match in
      let digits = Array(match.1.utf8)
      let bytes = stride(from: 0, to: digits.count - 1, by: 2).map {
        UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16) ?? 0
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// What those persons, and nobody else, wrote into forms; and whole lines that name them.
  private static let words: [String] = {
    guard
      let text = try? String(
        contentsOf: SampleTruth.folder.appending(path: "forms/forms.ndjson"), encoding: .utf8)
    else { return [] }
    let lines = text.split(separator: "\n").map(String.init)
    func message(_ line: String) -> String? {
      line.firstMatch(of: /"message":"([^"\\]{12,})"/).map { String($0.1) }
    }
    let theirs = lines.filter { line in erased.contains { line.contains($0) } }
    let others = Set(
      lines.filter { line in !erased.contains { line.contains($0) } }.compactMap(message))
    return theirs + theirs.compactMap(message).filter { !others.contains($0) }
  }()

  /// Customer numbers as words: made ids such as `renewal-1001…` hold them by chance.
  private func numbers(in text: String) -> Set<String> {
    let numbers = text.matches(of: /(?:^|[^a-z])l-[0-9]{4}(?![0-9])/)
    return Set(numbers.map { $0.output.suffix(6).uppercased() })
  }

  private func marks(in text: String) -> [String] {
    let text = text.lowercased()
    let numbers = numbers(in: text)
    return (Self.marks + Self.words).filter { mark in
      mark.hasPrefix("L-") ? numbers.contains(mark) : text.contains(mark.lowercased())
    }
  }

  /// Names that stand on a page, and where.
  private func marksOnPages() throws -> [String] {
    let folder = program.folder.path
    return try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("html") }
      .flatMap { name -> [String] in
        guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
          return []
        }
        return marks(in: name + text).map { "\($0) in \(name)" }
      }
  }

  @Test("who is erased is in no dump and on no page, also after all was loaded again")
  func erase() async throws {
    #expect(Self.words.count > 4)
    try await ingest()
    try await run("report")
    #expect(!Set(marks(in: try await dump())).isDisjoint(with: Self.words))
    #expect(Set(marks(in: try await dump())).isSuperset(of: Self.erased))
    #expect(try !marksOnPages().isEmpty)
    for name in Self.erased { try await run("person", "erase", name, "--yes") }
    #expect(marks(in: try await dump()) == [])
    let left = try marksOnPages()
    #expect(left == [], "\(left)")

    try await ingest()
    for name in [
      "forms/forms.ndjson", "ledgers/orders.csv", "ledgers/mentions.csv", "mail/archive.mbox",
    ] {
      let path = SampleTruth.folder.appending(path: name).path
      try await run("undo", path, "--yes")
      try await run("ingest", path)
    }
    try await run("report")
    #expect(marks(in: try await dump()) == [])
    let back = try marksOnPages()
    #expect(back == [], "\(back)")
  }
}
