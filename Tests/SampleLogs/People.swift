/// An invented person who writes forms and mails; every domain is under `.example`.
struct Person {
  var name: String
  /// As the rules of persons keep it: lower case.
  var address: String
  /// The name at the log-in of the site.
  var login: String
  /// Further addresses, each with the record that ties it to the first.
  var others: [OtherAddress] = []

  /// All of them, the first one first.
  var addresses: [String] { [address] + others.map(\.address) }

  /// Where mail is written from; forms are filled in with the first address.
  var mailAddress: String { others.first?.address ?? address }

  /// The address as it is typed: now and then with capitals.
  func typedAddress(_ dice: inout Dice) -> String {
    guard dice.chance(18) else { return address }
    var isStart = true
    return String(
      address.map { character in
        defer { isStart = character == "." || character == "@" }
        return isStart ? Character(character.uppercased()) : character
      })
  }
}

enum People {
  static let count = 120

  /// First names, with the spelling of their addresses where that differs.
  private static let first: [(String, String)] = [
    ("Iris", "iris"), ("Zoë", "zoe"), ("Hamish", "hamish"), ("Priya", "priya"),
    ("Oluwaseun", "seun"), ("Marta", "marta"), ("Gethin", "gethin"), ("José", "jose"),
    ("Fatima", "fatima"), ("Søren", "soeren"), ("Beatrix", "beatrix"), ("Tariq", "tariq"),
    ("Nell", "nell"), ("Anaïs", "anais"), ("Dougal", "dougal"), ("Mei", "mei"),
    ("Rufus", "rufus"), ("Ingrid", "ingrid"), ("Kwame", "kwame"), ("Sorcha", "sorcha"),
    ("Jürgen", "juergen"), ("Leila", "leila"), ("Piers", "piers"), ("Agnieszka", "agnieszka"),
    ("Tobias", "tobias"), ("Winifred", "winifred"), ("Hiro", "hiro"), ("Carys", "carys"),
    ("Edmund", "edmund"), ("Noémie", "noemie"), ("Bashir", "bashir"), ("Greta", "greta"),
    ("Lachlan", "lachlan"), ("Imogen", "imogen"), ("Stefan", "stefan"), ("Yasmin", "yasmin"),
    ("Cormac", "cormac"), ("Delphine", "delphine"), ("Arthur", "arthur"), ("Thandiwe", "thandi"),
  ]
  private static let last: [(String, String)] = [
    ("Ashgrove", "ashgrove"), ("Brindle", "brindle"), ("Cattermole", "cattermole"),
    ("Dunmore", "dunmore"), ("Eastlake", "eastlake"), ("Fairweather", "fairweather"),
    ("Garrick", "garrick"), ("Hollins", "hollins"), ("Iyer", "iyer"), ("Jessop", "jessop"),
    ("Kjær", "kjaer"), ("Larkin", "larkin"), ("Müller", "mueller"), ("Nightingale", "nightingale"),
    ("Okafor", "okafor"), ("Pemberley", "pemberley"), ("Quill", "quill"), ("Ramsden", "ramsden"),
    ("Santos", "santos"), ("Thistlewood", "thistlewood"), ("Underhill", "underhill"),
    ("Vance", "vance"), ("Wójcik", "wojcik"), ("Yarrow", "yarrow"), ("Zeller", "zeller"),
    ("Álvarez", "alvarez"), ("Birtwhistle", "birtwhistle"), ("Crane", "crane"),
    ("Dubois", "dubois"), ("Everdene", "everdene"), ("Fenn", "fenn"), ("Greenhalgh", "greenhalgh"),
    ("Haddad", "haddad"), ("Ivory", "ivory"), ("Juniper", "juniper"), ("Kestrel", "kestrel"),
    ("Lovelace", "lovelace"),
  ]
  private static let domains = [
    "posthaven.example", "brightmail.example", "quaynet.example", "letterbox.example",
    "fenwick-college.example", "marshlands.example", "studio-nine.example", "homeport.example",
  ]

  /// All of them, no two with one address.
  static let all: [Person] = (0..<count).map { i in
    let (given, plainGiven) = first[i % first.count]
    let (family, plainFamily) = last[(i * 11 + i / first.count) % last.count]
    let login = "\(plainGiven).\(plainFamily)"
    return Person(
      name: "\(given) \(family)",
      address: "\(login)@\(domains[(i * 5 + i / 8) % domains.count])", login: login,
      others: OtherAddress.all[login] ?? [])
  }
}
