import Clickstream
import Intake
import Testing

@Suite("Mapping files and guesses")
struct LedgerMapTests {
  @Test("all mistakes are told at once, each with its line")
  func mistakes() {
    let yaml = """
      ledger: order
      decimal: komma
      columns:
        number: No
        amuont: Total
        at: []
      constants: { number: 5 }
      """
    let problems = #expect(throws: LedgerMapProblems.self) {
      try LedgerMap.load(yaml: yaml, name: "test")
    }
    #expect(problems?.problems.map(\.line) == [1, 2, 5, 6, 7])
    #expect(problems?.description.contains("Did you mean `amount`?") == true)
  }

  @Test("an unknown ledger is told with the nearest", arguments: ["orders", "custmer"])
  func unknownLedger(name: String) {
    let problems = #expect(throws: LedgerMapProblems.self) {
      try LedgerMap.load(yaml: "ledger: \(name)\ncolumns: {}\n", name: "test")
    }
    #expect(problems?.description.contains("Did you mean") == true)
  }

  @Test("aliases are refused")
  func aliases() {
    #expect(throws: LedgerMapProblems.self) {
      try LedgerMap.load(yaml: "ledger: order\ncolumns: &a\n  at: Date\nvalues: *a\n", name: "test")
    }
  }

  @Test(
    "a guess finds ledger and columns by their names",
    arguments: [
      (
        "Order ID,Order Date,Customer Email,Total,Currency", "order",
        ["number", "at", "email", "amount", "currency"]
      ),
      (
        "Kundennummer;Vorname;Nachname;E-Mail;PLZ;Ort", "customer",
        ["number", "given_name", "family_name", "email", "postal_code", "city"]
      ),
      ("Email Address\tFirst Name\tLast Name", "customer", ["email", "given_name", "family_name"]),
      ("SKU,Product Name,Price,Quantity On Hand", "product", ["number", "name", "price", "stock"]),
      (
        "Contract Number,Customer ID,Start Date,Renewal Date,Fee", "subscription",
        ["number", "customer_number", "started", "renews_on", "price"]
      ),
      ("Date,Purpose,Campaign,Amount", "cost", ["day", "purpose", "campaign", "amount"]),
      ("order_id,ordered_at,email,total", "order", ["number", "at", "email", "amount"]),
      ("Kundennummer;Nachname;Anlagedatum", "customer", ["number", "family_name", "since"]),
      ("Bestell-Nr;Datum;Betrag", "order", ["number", "at", "amount"]),
      ("Bestell-Nr.;Datum;Betrag", "order", ["number", "at", "amount"]),
      (
        "Bestellnr;Pos;Artikel;Menge", "order_line",
        ["order_number", "line", "product", "quantity"]
      ),
      (
        "Kundennr;Nachname;Straße und Hausnummer;Kunde seit", "customer",
        ["number", "family_name", "street", "since"]
      ),
      (
        "Contact ID,Email,Creation Date,Last Modify Date", "customer",
        ["number", "email", "since", "updated"]
      ),
      ("Customer ID,email,create_date,last_update", "customer", ["number", "since", "updated"]),
      (
        "Lieferantennr;Firma;Ansprechpartner;IBAN;UID-Nummer;E-Mail", "vendor",
        ["number", "name", "contact_name", "bank_account", "tax_number", "email"]
      ),
      ("Company,First Name,Last Name,Email", "customer", ["company", "given_name", "email"]),
    ])
  func guesses(header: String, ledger: String, fields: [String]) throws {
    let table = try #require(LedgerTable(Array((header + "\n").utf8)))
    let guess = try #require(LedgerGuess(table.header))
    #expect(guess.map.ledger.name == ledger)
    #expect(Set(fields).isSubset(of: guess.map.sources.keys))
    #expect(guess.missing.isEmpty)
    // What it proposes is a map that reads the file.
    let map = try LedgerMap.load(yaml: guess.yaml, name: "guess")
    #expect(map.sources == guess.map.sources)
    #expect(map.fit(table.header) != nil)
  }

  @Test(
    "columns of other programs are found by the words of their names, and by their values",
    arguments: [
      // Maximizer, OnContact and others name them as their users like.
      (
        "CID,Client Name,Email Addr.,Tel. No,Last Visit Date|17,Ann Hill,ann@a.example,01 23,x",
        nil, "customer", ["name", "email", "phone"]
      ),
      (
        "Client ID,City/Town,Business Email|9,Graz,ann@a.example", nil, "customer",
        ["number", "city", "email"]
      ),
      ("Contact,Mail|Ann Hill,ann@a.example", nil, "customer", ["name", "email"]),
      (
        "Abo,Kunde,Beginn,Ende,Verlängerung|A1,K17,2025-01-01,,2026-01-01", nil, "subscription",
        ["number", "customer_number", "started", "ended", "renews_on"]
      ),
      (
        "Bestellnummer,Kunde,Bestelldatum,Summe|1,Ann Hill,2025-01-01,5", nil, "order",
        ["number", "name", "at", "amount"]
      ),
      (
        "Bestellnummer,Wer,Bestelldatum,Summe|1,ann@a.example,2025-01-01,5", nil, "order",
        ["number", "email", "at", "amount"]
      ),
      ("foo,bar|1,2", "customer", "customer", []),
    ] as [(String, String?, String, [String])])
  func words(file: String, said: String?, ledger: String, fields: [String]) throws {
    let table = try #require(LedgerTable(Array(file.replacing("|", with: "\n").utf8)))
    let guess = try #require(
      LedgerGuess(table.header, rows: table.sample(50), ledger: said.flatMap(Ledger.named)))
    #expect(guess.map.ledger.name == ledger)
    #expect(Set(fields).isSubset(of: guess.map.sources.keys), "\(guess.map.sources)")
    #expect(
      guess.yaml.contains("no column says whose")
        == (fields.isEmpty || fields.contains("name") && ledger == "order"),
      "\(guess.yaml)")
  }

  /// What `--guess` proposes for a file.
  private func proposal(_ text: String, _ ledger: String? = nil) throws -> String {
    let table = try #require(LedgerTable(Array(text.utf8)))
    var guess = try #require(
      LedgerGuess(table.header, rows: table.sample(50), ledger: ledger.flatMap(Ledger.named)))
    guess.look(through: table)
    return guess.yaml
  }

  @Test(
    "a proposal says how dates and numbers are written, or what is open of it",
    arguments: [
      ("13.04.2026|5,5", "dates: dmy", true), ("04/13/2026|5.5", "dates: mdy", true),
      ("13/04/2026|1.234,50", "decimal: comma", true),
      ("03/04/2026|5.5", "# dates: dmy   # dates such as 03/04/2026", false),
      ("13/04/2026|1,234", "# decimal: point   # numbers such as 1,234", false),
    ])
  func conventions(row: String, line: String, isRead: Bool) throws {
    let text = "Order No;Order Date;Total\n1;\(row.replacing("|", with: ";"))\n"
    let yaml = try proposal(text)
    #expect(yaml.split(separator: "\n").contains { $0.hasPrefix(line) }, "\(yaml)")
    let map = try LedgerMap.load(yaml: yaml, name: "guess")
    let table = try #require(LedgerTable(Array(text.utf8)))
    let reader = try? LedgerReader(table, map: map, zone: .utc)
    #expect((reader != nil) == isRead)
    let iso = try proposal("Order No;Order Date;Total\n1;2026-04-13;5\n")
    #expect(!iso.contains("dates:") && !iso.contains("decimal:"), "\(iso)")
  }

  @Test("a proposal without a column that tells rows apart says so")
  func keyless() throws {
    let words =
      "# no column tells the rows apart: one that changes would be there twice; look for one for number"
    let dates = try proposal("Order Date,Email,Total\n2026-01-02,a@a.example,5\n")
    #expect(dates.contains("  \(words)\n"), "\(dates)")
    _ = try LedgerMap.load(yaml: dates, name: "guess")
    let numbered = try proposal("Order No,Order Date,Total\n1,2026-01-02,5\n")
    #expect(!numbered.contains("tells the rows apart"), "\(numbered)")
  }

  @Test("a proposal has the words that the ledger does not know, and what is the same for each row")
  func vocabulary() throws {
    let consents = try proposal(
      "Customer ID,Email,Newsletter\n1,a@a.example,Ja\n2,b@b.example,Abgemeldet\n"
        + "3,c@c.example,vielleicht\n4,d@d.example,nein\n")
    #expect(consents.contains("\nvalues:\n  opt_in:"), "\(consents)")
    #expect(consents.contains("\n    \"abgemeldet\": no\n#     \"vielleicht\": \n"), "\(consents)")
    #expect(!consents.contains("\"ja\"") && !consents.contains("\"nein\""))
    let map = try LedgerMap.load(yaml: consents, name: "guess")
    #expect(map.words["opt_in"] == ["abgemeldet": "no"])
    let costs = try proposal(
      "Datum;Zweck;Betrag\n01.02.2026;Werbung;5,00 €\n01.02.2026;Sonstiges;6,00 €\n", "cost")
    #expect(costs.contains("    \"werbung\": acquisition\n#     \"sonstiges\": \n"), "\(costs)")
    #expect(costs.contains("constants:\n  currency: \"EUR\""), "\(costs)")
    let written = try LedgerMap.load(yaml: costs, name: "guess")
    #expect(written.sources["currency"] == .constant("EUR"))
    let none = try proposal("Datum;Zweck;Betrag\n2026-02-01;Sonstiges;5\n", "cost")
    #expect(none.contains("# values:\n#   purpose:"), "\(none)")
    #expect(none.contains("# constants: { currency: EUR }"))
    _ = try LedgerMap.load(yaml: none, name: "guess")
    let orders = try proposal(
      "Order No,Order Date,Status\n1,2026-01-02,Paid\n2,2026-01-02,Storno\n")
    #expect(orders.contains("# States of orders in it: \"paid\", \"storno\"."), "\(orders)")
    #expect(
      try proposal("Datum;Betrag\n2026-02-01;5\n", "cost").contains("#   purpose: acquisition"))
  }

  @Test("what a cell holds does nothing to a terminal, and makes no other map")
  func hostileValues() throws {
    let yaml = try proposal(
      "Customer ID,Email,Newsletter\n1,a@a.example,\"\u{1B}[2J\"\"\n}: x\u{202E}\"\n2,b@b.example,\"a\n"
        + "ledger: cost\"\n")
    #expect(
      PrintableText.string(from: yaml.replacing("\n", with: "")) == yaml.replacing("\n", with: ""))
    #expect(try LedgerMap.load(yaml: yaml, name: "guess").ledger.name == "customer")
  }

  @Test(
    "a list that is nearly one of a ledger is told with the column that is none, or is missing",
    arguments: [
      (
        "number,at,email,Foo Bar,amount", "the ledger `order` with other columns besides: “Foo Bar”"
      ),
      ("number,purpose,amount,note", "without a column “day”, which it needs"),
    ])
  func nearly(header: String, words: String) throws {
    guard
      case .unknown(let diagnosis) = InputKind.sniff(
        Array("\(header)\n1,2,3,4,5\n".utf8), name: "x.csv")
    else {
      Issue.record("it is known")
      return
    }
    #expect(diagnosis.summary.contains(words), "\(diagnosis.summary)")
  }

  @Test(
    "a file that is no YAML is told with the line",
    arguments: [
      ("ledger: order\ncolumns:\n  at: 'Date\n", 4),
      ("ledger: order\ncolumns: [a\nzone: b: c\n", 3),
      ("ledger: order\nledger: cost\n", 1), ("ledger: order\n\ncolumns: &a {at: Date}\n", 3),
    ])
  func noYAML(text: String, line: Int) {
    let problems = #expect(throws: LedgerMapProblems.self) {
      try LedgerMap.load(yaml: text, name: "test")
    }
    #expect(problems?.problems.map(\.line) == [line], "\(text)")
  }

  @Test("nothing of a column's name does anything to a terminal, and the map still finds it")
  func printable() throws {
    let header = ["Order\u{9B}ID\u{202E}", "Order\u{85}Date", "Total\u{1B}", "Un\u{9D}known"]
    let guess = try #require(LedgerGuess(header))
    #expect(
      PrintableText.string(from: guess.yaml.replacing("\n", with: "")).utf8.count
        == guess.yaml.replacing("\n", with: "").utf8.count, "\(guess.yaml)")
    let map = try LedgerMap.load(yaml: guess.yaml, name: "guess")
    #expect(map.fit(header) == guess.map.fit(header) && map.fit(header) != nil)
  }

  @Test("hostile column names make no other map")
  func hostileHeader() throws {
    let guess = try #require(
      LedgerGuess(["Date", "Order \"No\"\nledger: cost", "Total", "E-Mail"]))
    _ = try LedgerMap.load(yaml: guess.yaml, name: "guess")
  }

  @Test("every ledger names its key and its time among its fields")
  func declarations() {
    for ledger in Ledger.all {
      let names = ledger.fields.map(\.name)
      #expect(Set(names).count == names.count)
      #expect(ledger.key.joined().allSatisfy(names.contains))
      #expect(ledger.time.map(names.contains) ?? true)
      for field in ledger.fields { #expect((field.kind == .word) == !field.words.isEmpty) }
    }
    #expect(Set(Ledger.all.map(\.name)).count == Ledger.all.count)
  }
}
