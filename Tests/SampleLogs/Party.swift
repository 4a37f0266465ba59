/// Who deals with the theatre.
enum Party: Hashable {
  /// One of the people who write.
  case person(Int)
  /// Somebody known at the box office alone, of whom no address is known.
  case boxOffice(Int)
  /// An address that no record ties to anybody.
  case stranger(Int)
  /// One of those whom the theatre buys from, by the place in the list.
  case vendor(Int)

  private static let boxOffice = ["Maud Tolliver", "Walter Pym", "Esther Blackwood"]
  /// Somebody who writes under the name of another, and an office through which two people order.
  private static let strangers = [
    ("Zoë Larkin", "zoe@larkin-books.example"), ("", "office@fenwick-college.example"),
  ]

  static let impostor = Party.stranger(0)
  static let office = Party.stranger(1)

  static let atBoxOffice = boxOffice.indices.map(Party.boxOffice)
  static let everybody =
    People.all.indices.map(Party.person) + atBoxOffice + strangers.indices.map(Party.stranger)
    + VendorLetters.writers

  /// By the log-in of the site.
  static func named(_ login: String) -> Party? {
    People.all.firstIndex { $0.login == login }.map(Party.person)
  }

  var name: String {
    switch self {
    case .person(let place): People.all[place].name
    case .boxOffice(let place): Self.boxOffice[place]
    case .stranger(let place): Self.strangers[place].0
    case .vendor(let place): Vendor.all[place].writer
    }
  }

  var addresses: [String] {
    switch self {
    case .person(let place): People.all[place].addresses
    case .boxOffice: []
    case .stranger(let place): [Self.strangers[place].1]
    case .vendor(let place): [Vendor.all[place].address]
    }
  }

  var mailAddress: String {
    if case .person(let place) = self {
      People.all[place].mailAddress
    } else {
      addresses.first ?? ""
    }
  }
}
