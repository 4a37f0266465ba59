import Clickstream

/// What a column may be by the words of its name, and by what stands in it.
extension LedgerGuess {
  /// Whether a title says that mail addresses stand below it.
  static func isOfAddresses(_ column: String) -> Bool {
    let folded = LedgerMap.folded(column)
    return folded == "email" || (spellings["email"] ?? []).contains(folded)
      || !words(of: column).isDisjoint(with: mail)
  }

  /// Names of fields in lists of vendors, where the firm is what a row is about.
  static let vendors: [String: [String]] = [
    "name": [
      "firma", "firmenname", "lieferant", "supplier", "vendor", "company", "companyname",
      "organisation", "organization",
    ],
    "contact_name": [
      "ansprechpartner", "ansprechpartnerin", "contact", "contactperson", "kontakt",
      "kontaktperson",
    ],
    "website": ["web", "homepage", "webseite", "internet", "url"],
    "supplies": ["liefert", "sortiment", "goods", "products"],
    "since": ["lieferantseit", "suppliersince", "vendorsince"],
    "bank_account": ["iban", "bankverbindung", "kontonummer", "bankaccountnumber"],
    "tax_number": [
      "uid", "uidnummer", "uidnr", "ustid", "ustidnr", "umsatzsteuerid", "steuernummer", "steuernr",
      "vat", "vatnumber", "vatid", "vatno", "taxid", "taxno",
    ],
  ]

  /// The words of a name in lower case: `Client ID`, `EmailAddr`, `tel_no`.
  private static func words(of column: String) -> Set<String> {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in column {
      if !character.isLetter && !character.isNumber && character != "#"
        || character.isUppercase && wasLower
      {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if character.isLetter || character.isNumber || character == "#" { word.append(character) }
      wasLower = character.isLowercase
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return Set(words)
  }

  /// Whether a column is that of a field, of which no spelling is there, by the words of its name and
  /// by what stands in it.
  static func isLike(
    _ column: String, _ field: String, of ledger: Ledger, values: some Sequence<String>
  ) -> Bool {
    let words = words(of: column)
    let isOfPerson = !words.isDisjoint(with: personWords)
    switch field {
    case "email": return !words.isDisjoint(with: mail) || areAddresses(values)
    case "phone": return !words.isDisjoint(with: telephone)
    case "number" where ledger.name == "customer", "customer_number":
      // What an account is called by is its firm, of several persons.
      guard isOfPerson, !words.isSuperset(of: ["account", "id"]) else { return false }
      return !words.isDisjoint(with: numberWords)
        || words.isSubset(of: personWords) && areNumbers(values)
    case "name":
      return ["customer", "order"].contains(ledger.name) && isOfPerson
        && (words.contains("name") || words.isSubset(of: personWords))
    case "city": return !words.isDisjoint(with: ["city", "town", "ort", "ville"])
    default: return false
    }
  }

  private static let mail: Set<String> = ["email", "mail", "emails", "courriel", "emailadresse"]
  private static let telephone: Set<String> = [
    "phone", "tel", "telephone", "telefon", "mobile", "mobil", "handy", "cell",
  ]
  private static let numberWords: Set<String> = [
    "id", "no", "nr", "number", "nummer", "num", "code", "key", "#",
  ]
  private static let personWords: Set<String> = [
    "customer", "client", "contact", "kunde", "kunden", "person", "member", "mitglied", "account",
    "buyer", "subscriber", "abonnent",
  ]

  /// Whether each value that is there has a digit, as numbers of customers do.
  private static func areNumbers(_ values: some Sequence<String>) -> Bool {
    values.allSatisfy { value in value.isEmpty || value.contains(where: \.isNumber) }
  }

  /// Whether the values of a column are mail addresses, all that are there.
  private static func areAddresses(_ values: some Sequence<String>) -> Bool {
    var count = 0
    for value in values where !value.isEmpty {
      guard MailAddress(value) != nil else { return false }
      count += 1
    }
    return count > 0
  }
}
