import Clickstream
import Pipeline
import Support
import Testing
import Warehouse

@Suite("Who waits for an answer")
struct WaitingTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let settings = """
    sites:
      - name: shop
        zone: Europe/London
        own_addresses: ['@shop.example']
    """
  private static let box = "box@shop.example"

  /// Mail of a day of March 2025, at ten.
  private static func letter(
    _ number: Int, from: String, to: String = box, day: Int, re: Int? = nil,
    subject: String = "Opening hours", _ body: String = "When are you open on Sunday?",
    more: String = "X-None: 1"
  ) -> String {
    """
    From: \(from)
    To: \(to)
    Date: \(day) Mar 2025 10:00:00 +0000
    Message-ID: <\(number)@x.example>
    \(re.map { "In-Reply-To: <\($0)@x.example>" } ?? "X-Not: 1")
    \(more)
    Subject: \(subject)

    \(body)

    """
  }

  private static let complaint = letter(
    1, from: "bob@b.example", day: 2, subject: "Complaint",
    "I am very disappointed; the service was terrible.")
  private static let again = letter(
    2, from: "bob@b.example", day: 9, re: 1, subject: "Re: Complaint", "Still nothing!")

  private func load(_ letters: [String], into database: LoadingDatabase) async throws {
    for letter in letters {
      let path = try scratch.write(Array(letter.utf8), as: "\(letter.hashValue).eml")
      try await database.ingest(path, settings: Self.settings)
    }
    try await database.withWarehouse { _ = try await $0.derivePersons(now: LoadingDatabase.now) }
  }

  private func call(
    _ direction: String, with address: String, day: Int, into database: LoadingDatabase
  ) async throws {
    let list = """
      number,at,email,kind,subject,direction
      \(day),2025-03-\(day < 10 ? "0" : "")\(day)T10:00:00Z,\(address),call,Hours,\(direction)

      """
    let path = try scratch.write(Array(list.utf8), as: "activities-\(day).csv")
    try await database.importing(path, asOf: Day(year: 2025, month: 3, day: 30))
  }

  /// Who waits on a morning of March, or now, and since which day.
  private func waiting(
    on day: Int? = nil, in database: LoadingDatabase
  ) async throws -> [String] {
    let instant = day.map { "'2025-03-\($0 < 10 ? "0" : "")\($0) 09:00Z'" } ?? "NULL"
    return try await database.texts(
      """
      SELECT concat_ws(' ', address, extract(day FROM since AT TIME ZONE 'UTC'), messages)
      FROM footfall.unanswered('shop', \(instant)) ORDER BY 1
      """)
  }

  private func take(
    _ step: CaseStep, day: Int64, _ database: LoadingDatabase
  ) async throws {
    let ids = try await database.texts(
      "SELECT id::text FROM footfall.message WHERE subject = 'Complaint'")
    let id = try #require(ids.first.flatMap(Int64.init))
    // 1 March 2025, 12:00 UTC, and days after it.
    let now = Instant(seconds: 1_740_830_400 + (day - 1) * 86_400)
    _ = try await database.withWarehouse {
      try await $0.take(step, of: id, staff: "eve", now: now)
    }
  }

  @Test("nobody whose case is closed, until the person writes again or the case is opened again")
  func closed() async throws {
    try await LoadingDatabase.with { database in
      try await load([Self.complaint], into: database)
      #expect(try await waiting(in: database) == ["bob@b.example 2 1"])
      try await take(.close(cause: "late", note: ""), day: 5, database)
      #expect(try await waiting(in: database) == [])
      try await take(.reopen(note: ""), day: 6, database)
      // What was closed is open again, and with it what was asked first.
      #expect(try await waiting(in: database) == ["bob@b.example 2 1"])
      try await take(.close(cause: "late", note: ""), day: 7, database)
      #expect(try await waiting(in: database) == [])
      try await load([Self.again], into: database)
      #expect(try await waiting(in: database) == ["bob@b.example 9 1"])
      let days: [(Int, [String])] = [
        (2, []), (3, ["bob@b.example 2 1"]), (6, []), (7, ["bob@b.example 2 1"]), (8, []), (9, []),
        (10, ["bob@b.example 9 1"]),
      ]
      for (day, expected) in days {
        let found = try await waiting(on: day, in: database)
        #expect(found == expected, "on \(day) March")
      }
    }
  }

  @Test("nobody who was spoken to since, on whatever way; by a program nobody is answered")
  func elsewhere() async throws {
    func question(_ number: Int, _ address: String) -> String {
      Self.letter(number, from: address, day: 2)
    }
    let persons = ["rung", "written", "calling", "told"].enumerated()
    try await LoadingDatabase.with { database in
      try await load(
        persons.map { question(10 + $0.offset, "\($0.element)@a.example") },
        into: database)
      try await call("outbound", with: "rung@a.example", day: 4, into: database)
      try await call("inbound", with: "calling@a.example", day: 5, into: database)
      try await load(
        [
          Self.letter(
            20, from: "Eve <eve@shop.example>", to: "written@a.example", day: 6,
            subject: "Sunday", "We open at ten."),
          Self.letter(
            21, from: "Eve <eve@shop.example>", to: "told@a.example", day: 7, re: 13,
            subject: "Out of office", "Back on Monday.", more: "Auto-Submitted: auto-replied"),
        ], into: database)
      #expect(try await waiting(in: database) == ["calling@a.example 2 1", "told@a.example 2 1"])
      #expect(try await waiting(on: 4, in: database).count == 4)
      #expect(
        try await waiting(on: 5, in: database) == [
          "calling@a.example 2 1", "told@a.example 2 1", "written@a.example 2 1",
        ])
      // Whoever asks again waits since then.
      try await load(
        [Self.letter(30, from: "rung@a.example", day: 8, subject: "Monday")], into: database)
      #expect(try await waiting(in: database).contains("rung@a.example 8 1"))
    }
  }

  @Test("what is told of a past day is what was told on that day, of those who wait and of cases")
  func pastDays() async throws {
    let question = Self.letter(4, from: "ann@a.example", day: 4)
    let reply = Self.letter(
      5, from: "Eve <eve@shop.example>", to: "ann@a.example", day: 6, re: 4,
      subject: "Re: Opening hours", "From ten.")
    func cases(_ instant: String, _ database: LoadingDatabase) async throws -> [String] {
      try await database.texts(
        """
        SELECT concat_ws(' | ', kind, address, subject, opened_at, last_at, waiting_since, owner, cause,
          note, closed_at, closed_by, state)
        FROM footfall.case_as_of('shop', \(instant)) ORDER BY opened_at, id
        """)
    }
    try await LoadingDatabase.with { database in
      var told: [(day: Int, waiting: [String], cases: [String])] = []
      func tell(_ day: Int) async throws {
        told.append((day, try await waiting(in: database), try await cases("NULL", database)))
      }
      try await load([Self.complaint], into: database)
      try await tell(3)
      try await take(.assign(owner: "Orla Finch"), day: 3, database)
      try await load([question], into: database)
      try await tell(5)
      try await take(.close(cause: "late", note: "sent anew"), day: 5, database)
      try await load([reply], into: database)
      try await tell(8)
      try await load([Self.again], into: database)
      try await take(.assign(owner: "Ruth Calder"), day: 10, database)
      try await tell(12)
      #expect(Set(told.map { $0.cases }).count == 4)
      for moment in told {
        #expect(try await waiting(on: moment.day, in: database) == moment.waiting)
        let instant = "'2025-03-\(moment.day < 10 ? "0" : "")\(moment.day) 09:00Z'"
        let found = try await cases(instant, database)
        #expect(found == moment.cases, "on \(moment.day) March")
      }
      let now = try await database.texts("SELECT id::text FROM footfall.service_case ORDER BY 1")
      let same = try await database.texts(
        "SELECT id::text FROM footfall.case_as_of('shop', NULL) ORDER BY 1")
      #expect(now == same && now.count == 1)
    }
  }
}
