import Clickstream

/// What a proposal says of the values of a file.
extension LedgerGuess {
  /// Words of a column that its field does not know.
  struct Vocabulary: Sendable {
    var field: Ledger.Field
    /// In lower case, those that can be guessed first: each with the word of the field.
    var words: [(own: String, meant: String?)]
    /// There are more of them.
    var isCut = false
  }

  private static let wordLimit = 30

  /// Looks through the whole file for how dates and numbers are written, for words that the ledger
  /// does not know, and for what is the same in each row.
  package mutating func look(through table: LedgerTable) {
    let survey = LedgerReader.survey(table, map)
    switch survey.dates {
    case .told(let order): map.dates = order
    case .open:
      remarks.append(
        "dates: dmy   # dates such as 03/04/2026 can be read in two ways: dmy is the third of April, "
          + "mdy the fourth of March")
    case .mixed:
      remarks.append("dates: dmy   # days stand before and after months: dmy or mdy, and put right")
    case .none: break
    }
    switch survey.decimal {
    case .told(.comma): map.decimal = .comma
    case .told: break
    case .open:
      remarks.append(
        "decimal: point   # numbers such as 1,234 can be read in two ways: point or comma")
    case .mixed: remarks.append("decimal: point   # numbers are written with both: point or comma")
    case .none: break
    }
    guessConstants(table)
    vocabularies = map.ledger.fields.compactMap { vocabulary($0, table) }
    if let status = map.ledger.index(of: "status"), map.ledger.name.hasPrefix("order") {
      states = values(of: map.ledger.fields[status].name, in: table, limit: Self.wordLimit).words
    }
  }

  /// The currency of the amounts where a sign or the title of their column tells it.
  private mutating func guessConstants(_ table: LedgerTable) {
    guard map.ledger.index(of: "currency") != nil, map.sources["currency"] == nil else { return }
    let sums = ["amount", "price"].filter { map.sources[$0] != nil }
    guard !sums.isEmpty else { return }
    var found: Set<String> = []
    for name in sums {
      for title in map.sources[name]?.columns ?? [] {
        found.formUnion(Self.currencies(in: title))
      }
      for value in values(of: name, in: table, limit: 10_000).words {
        found.formUnion(Self.currencies(in: value))
      }
    }
    if let currency = found.first, found.count == 1 {
      map.sources["currency"] = .constant(currency)
    } else {
      remarks.append(
        found.isEmpty
          ? "constants: { currency: EUR }   # where it is not that of the site"
          : "there are amounts in \(found.sorted().joined(separator: ", ")): a column must tell "
            + "which, as the field currency")
    }
  }

  /// Currencies that a text names by sign or code.
  private static func currencies(in text: String) -> Set<String> {
    let signs = ["€": "EUR", "£": "GBP", "¥": "JPY", "$": "USD"]
    var found = Set(signs.filter { text.contains($0.key) }.values)
    let words = text.uppercased().split { !$0.isLetter }
    for code in ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF"]
    where words.contains(Substring(code)) {
      found.insert(code)
    }
    return found
  }

  private func vocabulary(_ field: Ledger.Field, _ table: LedgerTable) -> Vocabulary? {
    guard field.kind == .word || field.kind == .flag else { return nil }
    let (met, isCut) = values(of: field.name, in: table, limit: Self.wordLimit) {
      !LedgerValueReader.knows($0, field)
    }
    guard !met.isEmpty else { return nil }
    let words = met.map { (own: $0, meant: Self.meaning(of: $0, field)) }
    return Vocabulary(
      field: field, words: words.filter { $0.meant != nil } + words.filter { $0.meant == nil },
      isCut: isCut)
  }

  /// Different values of a field's column, in lower case and in their order.
  private func values(
    of field: String, in table: LedgerTable, limit: Int,
    where isWanted: (String) -> Bool = { _ in true }
  ) -> (words: [String], isCut: Bool) {
    guard case .column(let names)? = map.sources[field],
      let place = table.header.firstIndex(where: { $0 == names.first })
    else { return ([], false) }
    var seen: Set<String> = []
    var words: [String] = []
    var offset = 0
    while let row = table.row(at: &offset) {
      guard row.problem == nil, place < row.values.count else { continue }
      let text = PlainText.line(String(decoding: row.values[place], as: UTF8.self), limit: 80)
        .lowercased()
      guard !LedgerValueReader.isNothing(text), isWanted(text), seen.insert(text).inserted else {
        continue
      }
      guard words.count < limit else { return (words, true) }
      words.append(text)
    }
    return (words, false)
  }

  /// What the word of a file may mean as one of the field; nil where nobody can tell.
  private static func meaning(of word: String, _ field: Ledger.Field) -> String? {
    let folded = LedgerMap.folded(word)
    return (meanings[field.kind == .flag ? "flag" : field.name] ?? [:])
      .first { $0.value.contains(folded) }?.key
  }

  private static let meanings: [String: [String: Set<String>]] = [
    "flag": [
      "yes": [
        "si", "sí", "sì", "da", "tak", "wahr", "vrai", "optedin", "optin", "subscribed",
        "angemeldet", "zugestimmt", "granted", "given", "accepted",
      ],
      "no": [
        "não", "nie", "falsch", "faux", "optedout", "optout", "unsubscribed", "abgemeldet",
        "abgelehnt", "withdrawn", "denied", "declined", "revoked", "widerrufen",
      ],
      "unknown": ["unknown", "unbekannt", "na", "pending", "offen"],
    ],
    "kind": [
      "call": ["telefonat", "anruf", "phone", "phonecall", "telephone", "telefon", "appel"],
      "visit": ["besuch", "visite", "walkin"], "letter": ["brief", "post", "lettre"],
      "email": ["mail", "emailsent", "courriel"],
      "meeting": ["termin", "besprechung", "appointment", "treffen", "event"],
      "note": ["notiz", "task", "aufgabe", "memo", "todo"], "chat": ["livechat", "whatsapp"],
    ],
    "direction": [
      "inbound": ["in", "incoming", "eingehend", "received"],
      "outbound": ["out", "outgoing", "ausgehend", "sent"],
    ],
    "tone": [
      "positive": ["positiv", "good", "gut", "positif"],
      "negative": ["negativ", "bad", "schlecht", "négatif"],
      "neutral": ["neutre", "mixed", "gemischt"],
    ],
    "purpose": [
      "acquisition": [
        "werbung", "advertising", "ads", "marketing", "akquise", "neukunden", "advertisement",
      ],
      "retention": ["kundenbindung", "bestandskunden", "loyalty", "keeping", "bindung"],
      "system": ["it", "hosting", "website", "software", "technik", "betrieb"],
    ],
  ]
}
