import Clickstream
import Pipeline
import Support
import Testing
import Warehouse

@Suite("Cases")
struct CaseTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let settings = """
    sites:
      - name: shop
        zone: Europe/London
        own_addresses: ['@shop.example']
    """

  private static func letter(
    _ number: Int, from: String, to: String, day: Int, re: Int? = nil, subject: String,
    _ body: String
  ) -> String {
    """
    From: \(from)
    To: \(to)
    Date: \(day) Mar 2025 10:00:00 +0000
    Message-ID: <\(number)@x.example>
    \(re.map { "In-Reply-To: <\($0)@x.example>" } ?? "X-None: 1")
    Subject: \(subject)

    \(body)

    """
  }

  private static let box = "box@shop.example"
  private static let complaint = letter(
    1, from: "bob@b.example", to: box, day: 2, subject: "Complaint",
    "I am very disappointed; the service was terrible.")
  private static let answer = letter(
    2, from: "Eve <eve@shop.example>", to: "bob@b.example", day: 3, re: 1, subject: "Re: Complaint",
    "I am sorry to hear that.")
  private static let again = letter(
    3, from: "bob@b.example", to: box, day: 9, re: 2, subject: "Re: Complaint", "Still nothing!")
  private static let question = letter(
    4, from: "ann@a.example", to: box, day: 4, subject: "Opening hours",
    "When are you open on Sunday?")
  private static let reply = letter(
    5, from: "Eve <eve@shop.example>", to: "ann@a.example", day: 5, re: 4,
    subject: "Re: Opening hours", "From ten.")

  private func load(_ letters: [String], into database: LoadingDatabase) async throws {
    for letter in letters {
      let path = try scratch.write(Array(letter.utf8), as: "\(letter.hashValue).eml")
      try await database.ingest(path, settings: Self.settings)
    }
    try await database.withWarehouse { _ = try await $0.derivePersons(now: LoadingDatabase.now) }
  }

  private func cases(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' | ', kind, subject, address, state, to_char(
          coalesce(closed_at, opened_at) AT TIME ZONE 'UTC', 'DD Mon'), owner, cause, closed_by)
      FROM footfall.service_case ORDER BY opened_at, id
      """)
  }

  private func id(_ subject: String, _ database: LoadingDatabase) async throws -> Int64 {
    let ids = try await database.texts(
      "SELECT id::text FROM footfall.message WHERE subject = '\(subject)'")
    return try #require(ids.first.flatMap(Int64.init))
  }

  private func take(
    _ step: CaseStep, of id: Int64, day: Int64, _ database: LoadingDatabase
  ) async throws -> Warehouse.CaseRow? {
    // 1 March 2025, 12:00 UTC, and days after it.
    let now = Instant(seconds: 1_740_830_400 + (day - 1) * 86_400)
    return try await database.withWarehouse {
      try await $0.take(step, of: id, staff: "eve", now: now)
    }
  }

  @Test("a complaint is open until staff closes it, a question until it is answered")
  func opened() async throws {
    try await LoadingDatabase.with { database in
      try await load([Self.complaint, Self.question], into: database)
      #expect(
        try await cases(database) == [
          "complaint | Complaint | bob@b.example | open | 02 Mar",
          "question | Opening hours | ann@a.example | open | 04 Mar",
        ])
      try await load([Self.answer, Self.reply], into: database)
      #expect(
        try await cases(database) == ["complaint | Complaint | bob@b.example | open | 02 Mar"])
      let row = try await take(
        .close(cause: "late delivery", note: "sent anew"), of: id("Complaint", database), day: 6,
        database)
      #expect(row?.state == "closed" && row?.closedBy == "eve" && row?.note == "sent anew")
      #expect(
        try await cases(database) == [
          "complaint | Complaint | bob@b.example | closed | 06 Mar | late delivery | eve"
        ])
    }
  }

  @Test("a call of staff answers what was asked before it, as a mail does, and nothing after it")
  func rung() async throws {
    let calls = try scratch.write(
      Array(
        """
        number,at,kind,direction,email,staff
        A1,2025-03-05 10:00,call,outbound,ann@a.example,Eve
        A2,2025-03-05 11:00,call,outbound,bob@b.example,Eve

        """.utf8), as: "activities.csv")
    let later = Self.letter(
      6, from: "ann@a.example", to: Self.box, day: 6, subject: "Tickets", "Where do I get them?")
    try await LoadingDatabase.with { database in
      try await load([Self.complaint, Self.question], into: database)
      try await database.importing(calls, settings: Self.settings)
      // A complaint stays one until staff closes it.
      #expect(
        try await cases(database) == ["complaint | Complaint | bob@b.example | open | 02 Mar"])
      try await load([later], into: database)
      #expect(
        try await cases(database) == [
          "complaint | Complaint | bob@b.example | open | 02 Mar",
          "question | Tickets | ann@a.example | open | 06 Mar",
        ])
      try await database.undo(calls)
      #expect(try await cases(database).count == 3)
    }
  }

  @Test("mail that is forged to be of staff opens no case, and what is forged of others is marked")
  func forged() async throws {
    func forged(_ number: Int, _ address: String) -> String {
      let domain = address.split(separator: "@")[1]
      return "Authentication-Results: mx.shop.example; spf=fail smtp.mailfrom=\(domain); "
        + "dmarc=fail header.from=\(domain)\n"
        + "Received: from evil by mx.shop.example; Fri, 7 Mar 2025 10:00:00 +0000\n"
        + Self.letter(
          number, from: address, to: Self.box, day: 7, subject: "New account \(number)",
          "Where is the money? Please use this account.")
    }
    try await LoadingDatabase.with { database in
      for number in [7, 8] {
        let address = number == 7 ? "eve@shop.example" : "ann@a.example"
        let path = try scratch.write(Array(forged(number, address).utf8), as: "\(number).eml")
        try await database.ingest(
          path, settings: Self.settings + "\n    mail_servers: [mx.shop.example]\n")
      }
      let marks = try await database.texts(
        "SELECT subject || ' ' || is_forged FROM footfall.message ORDER BY subject")
      #expect(marks == ["New account 7 true", "New account 8 true"])
      let open = try await cases(database)
      #expect(open.count == 1 && open[0].contains("ann@a.example"))
      let listed = try await database.withWarehouse {
        try await $0.messages(site: nil, topic: nil, limit: 9)
      }
      #expect(listed.allSatisfy { $0.class.hasSuffix("sender not proved") })
    }
  }

  @Test("what a vendor asks is no question of a customer")
  func vendor() async throws {
    let vendors = try scratch.write(
      Array("number,name,email\nV1,Ann & Co,ann@a.example\n".utf8), as: "vendors.csv")
    try await LoadingDatabase.with { database in
      try await load([Self.complaint, Self.question], into: database)
      try await database.importing(
        vendors, asOf: Day(year: 2025, month: 1, day: 1), settings: Self.settings)
      #expect(
        try await cases(database) == ["complaint | Complaint | bob@b.example | open | 02 Mar"])
    }
  }

  @Test("whoever writes again opens the case again; what was said of it before stays")
  func reopened() async throws {
    try await LoadingDatabase.with { database in
      try await load([Self.complaint, Self.answer], into: database)
      let id = try await id("Complaint", database)
      _ = try await take(.assign(owner: "Orla Finch"), of: id, day: 4, database)
      _ = try await take(.close(cause: "late delivery", note: ""), of: id, day: 5, database)
      try await load([Self.again], into: database)
      #expect(
        try await cases(database) == [
          "complaint | Complaint | bob@b.example | open | 02 Mar | Orla Finch | late delivery"
        ])
      // By any message of the conversation.
      let last = try await self.id("Re: Complaint", database)
      _ = try await take(.close(cause: "", note: ""), of: last, day: 10, database)
      #expect(
        try await cases(database) == [
          "complaint | Complaint | bob@b.example | closed | 10 Mar | Orla Finch | late delivery | eve"
        ])
      _ = try await take(.reopen(note: "not yet"), of: id, day: 11, database)
      #expect(try await cases(database).first?.contains("| open |") == true)
    }
  }

  @Test("a case of a message that is dated ahead is closed and opened again all the same")
  func ahead() async throws {
    try await LoadingDatabase.with { database in
      // Nineteen hours after the clock.
      try await load([Self.complaint.replacing("2 Mar", with: "16 Jun")], into: database)
      let id = try await id("Complaint", database)
      func take(_ step: CaseStep, _ second: Int64) async throws -> String? {
        try await database.withWarehouse {
          try await $0.take(
            step, of: id, staff: "eve", now: LoadingDatabase.now.advanced(bySeconds: second))?.state
        }
      }
      #expect(try await take(.close(cause: "", note: ""), 1) == "closed")
      #expect(try await take(.reopen(note: ""), 2) == "open")
      #expect(try await take(.close(cause: "", note: ""), 3) == "closed")
      await #expect(throws: CaseStands.self) { try await take(.close(cause: "", note: ""), 4) }
    }
  }

  @Test(
    "a case has the note of its last closing, or none; while it is open the last one that was written"
  )
  func notes() async throws {
    try await LoadingDatabase.with { database in
      try await load([Self.complaint], into: database)
      let id = try await id("Complaint", database)
      func note(_ step: CaseStep, day: Int64) async throws -> [String] {
        _ = try await take(step, of: id, day: day, database)
        return try await database.texts("SELECT coalesce(note, '-') FROM footfall.service_case")
      }
      let first = try await note(.close(cause: "heating", note: "Sent a voucher."), day: 6)
      #expect(first == ["Sent a voucher."])
      let open = try await note(.reopen(note: ""), day: 7)
      #expect(open == ["Sent a voucher."])
      let closed = try await note(.close(cause: "", note: ""), day: 8)
      #expect(closed == ["-"])
      let past = try await database.texts(
        "SELECT coalesce(note, '-') FROM footfall.case_as_of('shop', '2025-03-07T00:00:00Z')")
      #expect(past == ["Sent a voucher."])
    }
  }

  @Test("a question that staff took in hand stays a case, closed by its answer")
  func taken() async throws {
    try await LoadingDatabase.with { database in
      try await load([Self.question], into: database)
      _ = try await take(
        .assign(owner: "eve"), of: id("Opening hours", database), day: 4, database)
      try await load([Self.reply], into: database)
      #expect(
        try await cases(database) == [
          "question | Opening hours | ann@a.example | closed | 05 Mar | eve | Eve"
        ])
    }
  }

  @Test("what staff did follows the conversation, whichever of its messages comes to light first")
  func follows() async throws {
    try await LoadingDatabase.with { database in
      try await load([Self.again], into: database)
      // Alone it is a question that waits.
      let id = try await id("Re: Complaint", database)
      _ = try await take(.assign(owner: "eve"), of: id, day: 10, database)
      try await load([Self.answer, Self.complaint], into: database)
      #expect(
        try await cases(database) == ["complaint | Complaint | bob@b.example | open | 02 Mar | eve"]
      )
    }
  }

  @Test("what is no case gets no step, and nothing is written down of it")
  func none() async throws {
    try await LoadingDatabase.with { database in
      try await load([Self.answer], into: database)
      let id = try await id("Re: Complaint", database)
      #expect(try await take(.assign(owner: "eve"), of: id, day: 4, database) == nil)
      #expect(try await take(.assign(owner: "eve"), of: 7, day: 4, database) == nil)
      #expect(try await database.texts("SELECT at::text FROM footfall_store.case_step") == [])
    }
  }

  @Test(
    "only whole words name somebody: who has a name like another's keeps what is written of him")
  func wholeWords() async throws {
    try await LoadingDatabase.with { database in
      try await load([Self.complaint, Self.question], into: database)
      let other = try await id("Complaint", database)
      _ = try await take(
        .close(cause: "joann@a.example", note: "Tell ann@a.example."), of: other, day: 6, database)
      let ann = try await database.find("ann@a.example")
      _ = try await database.withWarehouse {
        try await $0.erasePerson(ann, now: LoadingDatabase.now)
      }
      #expect(
        try await database.texts(
          "SELECT concat_ws('|', step, cause, note) FROM footfall_store.case_step")
          == ["close|joann@a.example|"])
    }
  }

  @Test("a complaint that staff wrote down is a case; erased with the person, as its steps are")
  func activity() async throws {
    try await LoadingDatabase.with { database in
      let path = try scratch.write(
        Array(
          """
          number,at,email,kind,topic,subject,direction
          1,2025-03-02T10:00:00Z,bob@b.example,call,complaint,Cold seats,inbound

          """.utf8), as: "activities.csv")
      try await database.importing(path, asOf: Day(year: 2025, month: 3, day: 3))
      #expect(
        try await cases(database) == ["complaint | Cold seats | bob@b.example | open | 02 Mar"])
      let id = try #require(
        Int64(try await database.texts("SELECT id::text FROM footfall.service_case")[0]))
      _ = try await take(
        .close(cause: "heating", note: "Bob at bob@b.example is content"), of: id, day: 4, database)
      _ = try await database.withWarehouse {
        try await $0.addToDiary(
          Day(year: 2025, month: 4, day: 1), "thank bob@b.example", site: "shop", about: nil,
          staff: "", author: "eve", now: LoadingDatabase.now)
      }
      let bob = try await database.find("bob@b.example")
      let erasure = try await database.withWarehouse {
        try await $0.erasePerson(bob, now: LoadingDatabase.now)
      }
      // What names him in the notes of others is blanked; the notes stay.
      #expect(erasure.rows["steps of cases"] == 1 && erasure.rows["diary entries"] == nil)
      #expect(try await database.texts("SELECT what FROM footfall.diary") == ["erased"])
      #expect(try await !database.everything().contains { $0.contains("bob@b.example") })
    }
  }
}
