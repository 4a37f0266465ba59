import Clickstream
import Intake
import Support
import Testing

@Suite("Files of ledgers")
struct LedgerReaderTests {
  private let vienna: Zone

  init() throws { vienna = try Zone(named: "Europe/Vienna") }

  /// Rows of a file as text, one line each: values by name, or the reject.
  private func read(_ text: String, map yaml: String? = nil, ledger: String = "order") throws
    -> [String]
  {
    let table = try #require(LedgerTable(Array(text.utf8)))
    let plain = LedgerMap(plain: try #require(Ledger.named(ledger)))
    let map = try yaml.map { try LedgerMap.load(yaml: $0, name: "test") } ?? plain
    var reader = try LedgerReader(table, map: map, zone: vienna, callingCode: "43")
    var lines: [String] = []
    while let row = reader.next() {
      switch row {
      case .record(let record):
        let named = zip(map.ledger.fields, record.values).compactMap { field, value in
          value.map { "\(field.name)=\(shown($0))" }
        }
        lines.append(
          named.joined(separator: " ")
            + (record.updated.map { " @\(vienna.civilText(of: $0))" } ?? ""))
      case .rejected(let reject): lines.append("\(reject.reason): \(reject.detail)")
      case .leftOut: lines.append("left out")
      }
    }
    return lines
  }

  private func shown(_ value: LedgerValue) -> String {
    switch value {
    case .text(let text), .decimal(let text): text
    case .day(let day): day.description
    case .instant(let instant): vienna.civilText(of: instant)
    case .flag(let flag): String(flag)
    }
  }

  @Test(
    "rows are chosen, a flag is turned round, the first of some columns that holds something counts"
  )
  func chosen() throws {
    let yaml = """
      ledger: customer
      columns:
        number: [Id, Other Id]
        email: Mail
        phone: Phone
        opt_in: Opted Out
      values:
        opt_in: { "true": "no", "false": unknown }
      only:
        - { column: [Stage, Status], is: [Won, Held] }
      """
    let text = """
      Id,Other Id,Mail,Phone,Opted Out,Stage
      ,7,a@a.example,'+43 1 234567,true,won
      8,9,b@b.example,,false, WON
      NULL,12,e@e.example,,,held
      10,,c@c.example,,true,Lost
      11,,d@d.example,,maybe,Held

      """
    #expect(
      try read(text, map: yaml) == [
        "number=7 email=a@a.example phone=+431234567 opt_in=false",
        "number=8 email=b@b.example", "number=12 email=e@e.example", "left out",
        "field: Column “Opted Out” for `opt_in`: expected yes or no.",
      ])
    #expect(throws: LedgerReader.Problem.self) {
      try read("Id,Mail\n1,a@a.example\n", map: yaml)
    }
    #expect(throws: LedgerMapProblems.self) {
      try LedgerMap.load(yaml: yaml.replacing("unknown", with: "maybe"), name: "x")
    }
    #expect(throws: LedgerMapProblems.self) {
      try LedgerMap.load(yaml: yaml.replacing("is: [Won, Held]", with: "was: Won"), name: "x")
    }
  }

  @Test("a German spreadsheet: semicolons, decimal commas, days first, the zone of the site")
  func german() throws {
    let lines = try read(
      """
      Bestellnr;Datum;Uhrzeit;E-Mail;Summe
      881;03.04.2026;14:05;Anna@Beispiel.example;"1.234,50 €"
      882;31.12.2026;;bob@beispiel.example;7,-
      """,
      map: """
        ledger: order
        columns:
          number: Bestellnr
          at: { join: [Datum, Uhrzeit] }
          email: [Mail, e-mail]
          amount: Summe
        constants: { currency: EUR }
        """)
    #expect(
      lines.first
        == "number=881 at=2026-04-03 14:05:00 email=anna@beispiel.example amount=1234.50 currency=EUR"
    )
    #expect(lines.count == 2)
  }

  @Test("a number without a country is called by the row's own country, where that is known")
  func ownCountry() throws {
    for (country, phone) in [
      ("USA", "+15125550100"), ("us", "+15125550100"), ("United States", "+15125550100"),
      ("", "+435125550100"), ("Atlantis", "+435125550100"), ("Österreich", "+435125550100"),
    ] {
      let lines = try read(
        "number,phone,country\n1,(512) 555-0100,\(country)\n", ledger: "customer")
      #expect(lines.first?.contains("phone=\(phone)") == true, "\(country): \(lines)")
    }
    let others = try read(
      "number,phone,country\n1,1 (512) 555-0100,US\n2,06 1234567,Italia\n3,+43 1 23456,DE\n",
      ledger: "customer")
    #expect(
      others == [
        "number=1 phone=+15125550100 country=US", "number=2 phone=+39061234567 country=Italia",
        "number=3 phone=+43123456 country=DE",
      ])
  }

  @Test(
    "a line below the rows is no row, one of separators alone is nothing, an address is a person")
  func footing() throws {
    let yaml = """
      ledger: customer
      columns: { number: Id, name: Name, email: Mail, phone: Phone, city: City }
      """
    let text =
      "Id,Name,Mail,Phone,City\n1,Ann,a@a.example,,\n,,,,\n , ,,,\n,,b@b.example,,\n"
      + "Copyright (c) 2000-2026 x.com inc.\n\"Confidential\",,,,\n,,,,\n"
    let lines = try read(text, map: yaml)
    #expect(
      lines == [
        "number=1 email=a@a.example name=Ann", "email=b@b.example",
        "format: It is no row of the list: one value stands where the header has 5.",
        "format: It is no row of the list: one value stands where the header has 5.",
      ])
    // Of few columns, and where the columns are the fields, a row may say one thing.
    #expect(
      try read("Id,Name\n1,\n", map: "ledger: customer\ncolumns: { number: Id, name: Name }")
        == ["number=1"])
    #expect(
      try read("number,name,email,phone,city\n1,,,,\n", ledger: "customer") == ["number=1"])
  }

  @Test("in lines of JSON a list where one value is wanted is a reject; elsewhere it is passed by")
  func jsonLists() throws {
    let yaml = "ledger: customer\ncolumns: { number: id, email: email }"
    let text =
      #"{"id":"1","email":["x@a.example"],"tags":["a"]}"# + "\n"
      + #"{"id":"2","email":[],"tags":["a","b"]}"# + "\n"
    #expect(
      try read(text, map: yaml) == [
        "field: Column “email” for `email`: expected one value, found a list.", "number=2",
      ])
  }

  @Test("what a spreadsheet made of a telephone number is none, what people write is kept")
  func telephones() throws {
    for bad in ["#REF!", "#N/A", "#WERT!", "4.36E+11", "4,36e11", "4E+11"] {
      let lines = try read("number,phone\n1,\"\(bad)\"\n", ledger: "customer")
      #expect(
        lines == ["field: Column “phone” for `phone`: expected a telephone number."], "\(bad)")
    }
    for good in ["+43 1 234567", "ext 12", "0316/12 34 56", "E11", "12E", "n/a", "#31#0664 123"] {
      let lines = try read("number,phone\n1,\(good)\n", ledger: "customer")
      #expect(lines.first?.hasPrefix("number=1 phone=") == true, "\(good): \(lines)")
    }
  }

  @Test("one bad row is one reject that says the column and shows nothing of the row")
  func badRow() throws {
    let lines = try read(
      "number,at,amount\n1,2026-01-02,5\n2,2026-02-30,6\n3,,7\n4,2026-01-03,x y\n5,2026-01-04,8,9\n"
    )
    #expect(
      lines == [
        "number=1 at=2026-01-02 00:00:00 amount=5",
        "field: Column “at” for `at`: expected a day or time.",
        "field: Column “at” for `at` is empty and is needed.",
        "field: Column “amount” for `amount`: expected a number.",
        "format: The row has 4 values, the header 3.",
      ])
  }

  @Test("what happened lies at most a year ahead; what is planned may lie farther")
  func farAhead() throws {
    func rows(_ text: String, of ledger: String) throws -> [String] {
      let table = try #require(LedgerTable(Array(text.utf8)))
      let fields = table.header.map { "\($0): \($0)" }.joined(separator: ", ")
      let map = try LedgerMap.load(
        yaml: "ledger: \(ledger)\ncolumns: { \(fields) }\n", name: "test")
      var reader = try LedgerReader(
        table, map: map, zone: vienna, now: Instant(seconds: 1_764_000_000))
      var lines: [String] = []
      while let row = reader.next() {
        switch row {
        case .record: lines.append("taken")
        case .rejected(let row): lines.append("\(row.reason): \(row.detail)")
        case .leftOut: lines.append("left out")
        }
      }
      return lines
    }
    #expect(
      try rows("number,at\n1,2025-11-20\n2,2026-06-01\n3,2062-11-20\n", of: "order")
        == ["taken", "taken", "timestamp: `at` lies more than a year ahead."])
    #expect(
      try rows(
        "number,started,renews_on,ended\n1,2025-01-01,2035-01-01,2040-01-01\n"
          + "2,2052-01-01,,\n", of: "subscription")
        == ["taken", "timestamp: `started` lies more than a year ahead."])
    #expect(
      try rows("number,since\n1,2126-01-01\n", of: "customer").first?.contains("since") == true)
  }

  @Test("wrong columns are named, and nothing is read")
  func wrongColumns() throws {
    let table = try #require(LedgerTable(Array("Numer,When\n1,2\n".utf8)))
    let map = try LedgerMap.load(
      yaml: "ledger: order\ncolumns: { number: Number, at: Date }\n", name: "test")
    let problem = #expect(throws: LedgerReader.Problem.self) {
      try LedgerReader(table, map: map, zone: vienna)
    }
    #expect(
      problem?.sentences == [
        "there is no column “Date” for `at`",
        "there is no column “Number” for `number`, which tells rows apart; there is “Numer”; "
          + "where there is none, leave `number` out of the map",
      ])
  }

  @Test("what is no UTF-8 and says nothing of itself is taken for Windows-1252, which is told")
  func guessedEncoding() throws {
    func isGuessed(_ bytes: [UInt8], _ encoding: LedgerEncoding? = nil) throws -> Bool {
      try #require(LedgerTable(bytes, encoding: encoding)).isEncodingGuessed
    }
    let cafe = Array("number,name\n1,Caf".utf8)
    #expect(try isGuessed(cafe + [0xE9, 10]))
    #expect(try !isGuessed(cafe + [0xE9, 10], LedgerEncoding("ISO-8859-1")))
    #expect(try !isGuessed(cafe + [0xC3, 0xA9, 10]))
    #expect(try !isGuessed([0xEF, 0xBB, 0xBF] + cafe + [0xC3, 0xA9, 10]))
  }

  @Test("what can be read in two ways is asked for, unless another row decides")
  func openConventions() throws {
    #expect(throws: LedgerReader.Problem.self) { try read("number,at,amount\n1,03/04/2026,5\n") }
    #expect(throws: LedgerReader.Problem.self) {
      try read("number,at,amount\n1,2026-01-01,\"1,234\"\n")
    }
    #expect(try read("number,at\n1,03.04.2026\n").first == "number=1 at=2026-04-03 00:00:00")
    #expect(
      try read("number,at\n1,03/04/2026\n2,04/13/2026\n").first == "number=1 at=2026-03-04 00:00:00"
    )
    #expect(
      try read("number,at\n1,03/04/2026\n2,13/04/2026\n").first == "number=1 at=2026-04-03 00:00:00"
    )
    #expect(
      try read("number,at,amount\n1,2026-01-01,\"1,234\"\n2,2026-01-01,0.5\n").first?.hasSuffix(
        "amount=1234") == true)
  }

  @Test("JSON lines, with values within values, whatever the order of their names")
  func json() throws {
    let lines = try read(
      """
      {"number": 7, "at": "2026-01-02T03:04:05Z", "amount": 12.5}
      {"amount": "3", "at": 1767323045, "number": "8", "email": "a@b.example"}
      no object
      """)
    #expect(
      lines == [
        "number=7 at=2026-01-02 04:04:05 amount=12.5",
        "number=8 email=a@b.example amount=3".replacing(
          "number=8 ", with: "number=8 at=2026-01-02 04:04:05 "),
        "format: The line is no JSON object.",
      ])
  }

  @Test(
    "numbers as they are written",
    arguments: [
      ("1234", "1234"), ("1,234.50", "1234.50"), ("$1,234.50", "1234.50"), ("(12.00)", "-12.00"),
      ("-0.5", "-0.5"), ("7-", "-7"), ("1 234.5", "1234.5"), ("EUR 10.00", "10.00"), ("007", "7"),
      ("1'000.00", "1000.00"), ("12,34,567.00", "1234567.00"), ("0", "0"),
    ])
  func numbers(written: String, digits: String) throws {
    let lines = try read("number\tat\tamount\n1\t2026-01-01\t\(written)\n2\t2026-01-01\t1.5\n")
    #expect(lines.first == "number=1 at=2026-01-01 00:00:00 amount=\(digits)")
  }

  @Test(
    "no numbers",
    arguments: [
      "abc", "1.2.3", "12,34", "--1", "1e5x", "٣", "1,2,3", "25.00 (EUR)", "10-20", "(5", "5)",
      "-(5)",
    ])
  func noNumbers(written: String) throws {
    let lines = try read(
      "number\tat\tamount\n1\t2026-01-01\t\(written)\n",
      map: "ledger: order\ndecimal: point\ncolumns: { number: number, at: at, amount: amount }\n")
    #expect(lines.first?.hasPrefix("field:") == true)
  }

  @Test(
    "times as they are written",
    arguments: [
      ("2026-11-26", "2026-11-26 00:00:00"),
      ("2026-11-26T14:05:09.25+01:00", "2026-11-26 14:05:09"),
      ("2026-11-26 14:05", "2026-11-26 14:05:00"), ("20261126", "2026-11-26 00:00:00"),
      ("26.11.2026 2:05 PM", "2026-11-26 14:05:00"), ("26 Nov 2026", "2026-11-26 00:00:00"),
      ("November 26, 2026 14:05", "2026-11-26 14:05:00"), ("46352.5", "2026-11-26 12:00:00"),
      ("26/11/26", "2026-11-26 00:00:00"), ("1795698309", "2026-11-26 14:05:09"),
      ("2026-11-26T13:05:09Z", "2026-11-26 14:05:09"),
      ("12/11/2026 12:05 AM", "2026-11-12 00:05:00"),
    ])
  func times(written: String, shown: String) throws {
    let lines = try read(
      "number\tat\n1\t\(written)\n",
      map: "ledger: order\ndates: dmy\ncolumns: { number: number, at: at }\n")
    #expect(lines == ["number=1 at=\(shown)"])
  }

  @Test(
    "no times",
    arguments: [
      "2026-13-01", "2026-02-29", "31.02.2026", "yesterday", "14:05", "2026-11-26 25:00", "26.11.",
      "0000-00-00",
      "2026-11-26 14:05 tea",
    ])
  func noTimes(written: String) throws {
    let lines = try read(
      "number\tat\n1\t\(written)\n",
      map: "ledger: order\ndates: dmy\ncolumns: { number: number, at: at }\n")
    #expect(lines.first?.hasPrefix("field:") == true)
  }

  @Test("no bytes stop the reader", arguments: UInt64(1)...300)
  func hostile(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "number,at,amount\n", "\"", ",", ";", "\n", "\r", "{\"at\":", "}", "2026-01-01", "1,5",
      "\u{0}", "é", "\u{FEFF}",
      "sep=;\n", "9", "-", "(", "PM", "26.11.2026", "\t",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      bytes +=
        Int.random(in: 0...9, using: &random) == 0
        ? [UInt8.random(in: 0...255, using: &random)]
        : Array((pieces.randomElement(using: &random) ?? "").utf8)
    }
    guard let table = LedgerTable(bytes),
      var reader = try? LedgerReader(
        table, map: LedgerMap(plain: try #require(Ledger.named("order"))), zone: vienna)
    else { return }
    var positions: [Int64] = []
    while let row = reader.next() {
      switch row {
      case .record(let record): positions.append(record.position)
      case .rejected(let reject): positions.append(reject.position)
      case .leftOut: break
      }
    }
    #expect(positions == positions.sorted() && Set(positions).count == positions.count)
  }
}
