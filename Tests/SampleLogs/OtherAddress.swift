/// A further address of a person, and the record that ties it to the first.
struct OtherAddress {
  enum Tie {
    /// An order names it beside the customer number.
    case order
    /// An order names it beside the log-in, and no customer number.
    case login
    case answer, seasonTicket, wish, activity
  }

  var address: String
  var tie: Tie

  /// By the log-in of the person.
  static let all: [String: [OtherAddress]] = [
    "soeren.wojcik": [OtherAddress(address: "soeren@kayak-wojcik.example", tie: .order)],
    "carys.kestrel": [OtherAddress(address: "carys.brown@quaynet.example", tie: .order)],
    "marta.pemberley": [OtherAddress(address: "mp@pemberley-glass.example", tie: .order)],
    "edmund.garrick": [OtherAddress(address: "egarrick@posthaven.example", tie: .login)],
    "rufus.alvarez": [OtherAddress(address: "rufus@alvarez.example", tie: .login)],
    "yasmin.pemberley": [OtherAddress(address: "y.pemberley@brightmail.example", tie: .answer)],
    "gethin.everdene": [OtherAddress(address: "gethin@everdene.example", tie: .seasonTicket)],
    "priya.ivory": [OtherAddress(address: "priya@ivory-tower.example", tie: .wish)],
    "juergen.haddad": [OtherAddress(address: "haddad@marshlands.example", tie: .activity)],
    "leila.garrick": [
      OtherAddress(address: "leila.garrick@fenwick-college.example", tie: .order),
      OtherAddress(address: "leila@harbour-choir.example", tie: .wish),
    ],
  ]
}
