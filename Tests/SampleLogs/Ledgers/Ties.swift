/// The records that name more than one value of a person, and those that must tie nobody.
extension Business {
  /// Gives each further address the record that ties it to the first.
  mutating func tieAddresses() {
    for (place, person) in People.all.enumerated() {
      let party = Party.person(place)
      let number = customerNumber(of: party)
      for other in person.others {
        switch other.tie {
        case .order: orders[lastOrder(of: party)].address = other.address
        case .login:
          let order = lastOrder(of: party)
          (orders[order].address, orders[order].login) = (other.address, person.login)
        case .answer:
          let answer = Self.found(answers.lastIndex { $0.customerNumber == number })
          answers[answer].address = other.address
        case .seasonTicket:
          let ticket = Self.found(seasonTickets.lastIndex { $0.buyer == party })
          seasonTickets[ticket].address = other.address
        case .wish:
          let wish = Self.found(wishes.lastIndex { $0.party == party && $0.address == nil })
          wishes[wish].address = other.address
        case .activity:
          let activity = Self.found(activities.lastIndex { $0.customer.buyer == party })
          activities[activity].address = other.address
        }
      }
    }
  }

  /// Two customers order through one office, and one by the address of another customer.
  mutating func tieNobody() {
    for login in ["tariq.kjaer", "hiro.crane"] {
      orders[lastOrder(of: Self.party(login))].address = Party.office.mailAddress
    }
    let lender = Self.party("delphine.greenhalgh")
    orders[lastOrder(of: Self.party("cormac.underhill"))].address = lender.mailAddress
  }

  /// What must come of `tieNobody`: evidence that is set aside, by the reason.
  static let setAside = ["two values of which everybody has one": 1]

  private func lastOrder(of party: Party) -> Int {
    Self.found(orders.lastIndex { $0.buyer == party && $0.address == nil })
  }

  private static func party(_ login: String) -> Party {
    guard let party = Party.named(login) else { preconditionFailure("nobody is \(login)") }
    return party
  }

  private static func found(_ index: Int?) -> Int {
    guard let index else { preconditionFailure("no record can tie an address") }
    return index
  }
}
