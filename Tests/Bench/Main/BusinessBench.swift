import Clickstream
import Foundation
import Identity
import Intake
import Pipeline
import PostgreSQL
import Settings
import Warehouse

/// How fast lists, letters and persons are taken in and looked up.
///
/// All is generated: customers with four names each, an order for each, letters of three lines.
struct BusinessBench {
  private static let now = Instant(seconds: Int64(Date().timeIntervalSince1970))

  let database: BenchDatabase
  let folder: String
  let customers: Int
  private let configuration: Configuration

  init(_ database: BenchDatabase, folder: String, customers: Int) throws {
    self.database = database
    self.folder = folder
    self.customers = customers
    let settings =
      "sites:\n  - name: shop\n    title: Shop\n    hosts: [shop.example]\n    currency: EUR\n"
    configuration = try Configuration.load(
      contents: Array(settings.utf8), file: "bench.yaml", environment: [:], flags: [:],
      currentFolder: folder)
  }

  func run() async throws {
    try await database.renew()
    try await measureLists()
    try await measureLookup()
    try await measureLetters()
    print(try aside(["identity"]), terminator: "")
  }

  private func list(_ name: String, _ head: String, _ row: (Int) -> String) throws -> String {
    let path = "\(folder)/\(name)"
    let rows = (0..<customers).map(row).joined(separator: "\n")
    try "\(head)\n\(rows)\n".write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  private func load(
    _ path: String, derivesPersons: Bool = true
  ) async throws -> Double {
    let (info, library) = (database.info, database.library)
    let loading = LedgerImport(
      configuration: configuration, maps: try LedgerMaps(files: []), site: nil, asOf: nil,
      now: Self.now
    ) { try await Warehouse.open(info, role: .ingest, statements: library) }
    return try await Stopwatch.seconds {
      _ = try await loading.run(paths: [path], derivesPersons: derivesPersons)
    }
  }

  private func derive() async throws -> Double {
    let warehouse = try await Warehouse.open(
      database.info, role: .ingest, statements: database.library)
    let seconds = try await Stopwatch.seconds {
      _ = try await warehouse.derivePersons(now: Self.now)
    }
    await warehouse.close()
    return seconds
  }

  private func measureLists() async throws {
    let lists = [
      try list("customers.csv", "number,email,login,phone,name,since") {
        "C\($0),p\($0)@m\($0 % 500).example,l\($0),+4420\(10_000_000 + $0),Pat \($0),2024-03-01"
      },
      try list("orders.csv", "number,at,customer_number,amount,currency") {
        "O\($0),2025-0\(1 + $0 % 9)-11T10:00:00Z,C\($0 * 7 % customers),\(1 + $0 % 90).50,EUR"
      },
      try list("lines.csv", "order_number,line,product,quantity,price,amount") {
        "O\($0 / 2),\($0 % 2 + 1),P\($0 % 700),\(1 + $0 % 3),9.90,\(1 + $0 % 3)9.90"
      },
      try list("costs.csv", "number,day,purpose,campaign,amount,currency") {
        "K\($0),2025-0\(1 + $0 % 9)-11,acquisition,letter \($0 % 12),\(1 + $0 % 90).50,EUR"
      },
    ]
    for path in lists {
      let stored = try await load(path, derivesPersons: false)
      let derived = try await derive()
      let bare = try await copyBare(path)
      let name = URL(filePath: path).lastPathComponent
      print(
        "list \(name), stored: \(Int(Double(customers) / stored)) rows/s; COPY into a bare table of "
          + "texts: \(Int(Double(customers) / bare)) rows/s; ratio \(rounded(bare / stored))")
      print(
        "list \(name), persons derived: \(Int(Double(customers) / (stored + derived))) rows/s; "
          + "ratio \(rounded(bare / (stored + derived)))")
    }
    for path in lists.prefix(1) {
      // The same list of a later day, as a nightly export has it.
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: 60)], ofItemAtPath: path)
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data("\n".utf8))
      try handle.close()
      print(
        "list of known customers: \(Int(Double(customers) / (try await load(path)))) rows/s")
    }
    for path in lists { try FileManager.default.removeItem(atPath: path) }
    let news = "\(folder)/news.csv"
    try "number,at,customer_number,amount,currency\nN1,2025-11-11T10:00:00Z,C1,5,EUR\n"
      .write(toFile: news, atomically: false, encoding: .utf8)
    print(
      "list of one row beside \(customers) customers: \(rounded(try await load(news))) s")
  }

  private func copyBare(_ path: String) async throws -> Double {
    let connection = try await Connection.open(database.info)
    let text = try Data(contentsOf: URL(filePath: path))
    let columns = (text.prefix { $0 != 10 }.filter { $0 == 44 }.count + 1)
    let names = (0..<columns).map { "c\($0) text" }.joined(separator: ", ")
    try await connection.execute(
      "DROP TABLE IF EXISTS public.bare; CREATE TABLE public.bare (\(names))", name: "bare")
    let seconds = try await Stopwatch.seconds {
      try await connection.copyIn("COPY public.bare FROM STDIN (FORMAT csv)", name: "copy_texts") {
        try await $0.write(Array(text))
      }
    }
    await connection.close()
    return seconds
  }

  private func measureLookup() async throws {
    let warehouse = try await Warehouse.open(
      database.info, role: .report, statements: database.library)
    var times: [Double] = []
    for number in 0..<20 {
      let name = PersonName("p\(number * 37)@m\(number * 37 % 500).example", site: nil)
      times.append(
        try await Stopwatch.seconds {
          let match = try await name.find(in: warehouse)
          _ = try await warehouse.person(match.person, site: match.site, limit: 50)
        })
    }
    await warehouse.close()
    print(
      "a person looked up: \(Int(times.median * 1_000)) ms, at first \(Int(times[0] * 1_000)) ms")
  }

  private func measureLetters() async throws {
    let count = 3_000
    let path = "\(folder)/letters.mbox"
    try (0..<count).map { number in
      """
      From p\(number)@m.example Tue Apr  1 10:00:00 2025
      From: Pat \(number) <p\(number % 900)@m.example>
      To: office@shop.example
      Subject: Order \(number)
      Date: Tue, 1 Apr 2025 10:\(10 + number % 50):00 +0000
      Message-ID: <\(number)@m.example>

      I want to order book number \(number), please.
      When may I have it?
      Pat

      """
    }.joined(separator: "\n").write(toFile: path, atomically: false, encoding: .utf8)
    let summary = try await database.ingest(path, configuration)
    print("letters: \(Int(Double(count) / summary.seconds)) messages/s")
    try FileManager.default.removeItem(atPath: path)
  }

  /// Persons of five values, tied in a chain, in an order of chance.
  static func measureIdentity(edges: Int) throws {
    let count = edges / 4
    let nodes = (0..<count * 5).map { (number: Int) -> IdentityNode in
      let kind: IdentityKind = number % 5 == 0 ? .customerNumber : .email
      return IdentityNode(
        id: Int64(number), kind: kind,
        firstSeen: Instant(seconds: 1_700_000_000 + Int64(number % 1_000)))
    }
    let evidence = (0..<edges).map { (number: Int) -> Evidence in
      let node = Int64(number / 4 * 5 + number % 4)
      let at = Instant(seconds: 1_700_000_000 + Int64(number * 7_919 % 100_003))
      return Evidence(
        node, node + 1, rule: .ledger, at: at, generation: 1, position: Int64(number))
    }
    var persons: [IdentityResolution.Person] = []
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      persons = IdentityGraph(nodes: nodes, evidence: evidence).resolved().persons
    }
    let peak = megabytes(try peakMemory() * 1_024)
    // The first value of each is the one that was seen first.
    let isRight = persons.enumerated().allSatisfy { number, person in
      let first = Int64(number * 5)
      return person.id == first && person.members == Array(first..<first + 5)
    }
    guard isRight, persons.count == count else {
      throw BenchError("\(persons.count) persons, and not those whom the edges tie")
    }
    print(
      "identity: \(edges) edges, \(persons.count) persons as they are tied, in "
        + "\(rounded(elapsed / .seconds(1))) s, peak of the process \(peak)")
  }
}
