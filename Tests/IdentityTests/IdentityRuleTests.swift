import Clickstream
import Identity
import Testing

/// The cases that other tools get wrong, each by its number in the list of the field.
@Suite("Rules of identity")
struct IdentityRuleTests {
  @Test("T1: a chain of four is one person, in whatever order its links come")
  func chain() {
    var cast = Cast()
    let people = ["a", "b", "c", "d"].map { cast.node(.email, $0) }
    for (left, right) in zip(people, people.dropFirst()) { cast.link(left, right, .ledger) }
    let expected = cast.resolved()
    #expect(expected.persons.count == 1)
    for order in permutations(of: cast.evidence) {
      #expect(IdentityGraph(nodes: cast.graph().nodes, evidence: order).resolved() == expected)
    }
  }

  @Test("T2: two customer numbers through one cookie stay two; the cookie is shared, one conflict")
  func sharedCookie() {
    var cast = Cast()
    let (first, second) = (cast.node(.customerNumber, "17"), cast.node(.customerNumber, "18"))
    let cookie = cast.node(.cookie, "c1")
    cast.link(first, cookie, .login, day: 1)
    cast.link(second, cookie, .login, day: 2)
    let result = cast.resolved()
    #expect(result.persons.count == 2)
    #expect(result.state(of: cookie) == .shared)
    #expect(result.reasons == [.sharedDevice])
  }

  @Test("T4: two mail addresses sent from one browser are two persons")
  func twoForms() {
    var cast = Cast()
    let cookie = cast.node(.cookie, "c1")
    for name in ["ann@d.example", "bob@d.example"] {
      cast.link(cast.node(.email, name), cookie, .form)
    }
    #expect(cast.resolved().persons.count == 2)
  }

  @Test("T7: what a browser did before its first login is its owner's")
  func historyBeforeLogin() {
    var cast = Cast()
    let cookie = cast.node(.cookie, "c1")
    let login = cast.node(.login, "ann", day: 9)
    cast.link(login, cookie, .login, day: 9)
    let result = cast.resolved()
    #expect(result.person(of: cookie) == login)
    let session = SessionOwnership(
      first: Cast.day(0), last: Cast.day(1), device: .sole(person: login), logins: [])
    #expect(session.spans.map(\.person) == [login])
  }

  @Test(
    "T8: values that stand for nobody are known, in any case",
    arguments: [
      "null", "0", "[object Object]", "anonymous", "  GUEST ", "-1", "---", "0000", "aaaa", "N/A",
      "", "  ", "User", "NaN",
    ])
  func blocked(value: String) {
    #expect(BlockedValue.contains(value))
  }

  @Test(
    "T8: names and numbers that somebody has are let through",
    arguments: [
      "ann", "10", "A-100", "nullmann", "7",
    ])
  func letThrough(value: String) {
    #expect(!BlockedValue.contains(value))
  }

  @Test("T9: a merge and its undoing leave what was before")
  func mergeAndUnmerge() {
    var cast = Cast()
    let (ann, anna) = (cast.node(.email, "ann"), cast.node(.email, "anna", day: 3))
    cast.link(ann, cast.node(.customerNumber, "17"), .ledger)
    let before = cast.resolved()
    cast.link(ann, anna, .staff, day: 5)
    let merged = cast.resolved()
    #expect(merged.person(of: anna) == merged.person(of: ann))
    var graph = cast.graph()
    graph.evidence.removeLast()
    #expect(graph.resolved() == before)
  }

  @Test("staff holds two apart whatever evidence says, and the weaker link gives way")
  func heldApart() {
    var cast = Cast()
    let (ann, bob) = (cast.node(.email, "ann"), cast.node(.email, "bob"))
    let order = cast.node(.orderNumber, "881")
    cast.link(ann, order, .ledger, day: 1)
    cast.link(bob, order, .form, day: 0)
    #expect(cast.resolved().persons.count == 1)
    let result = cast.resolved(apart: [(ann, bob)])
    #expect(result.person(of: order) == result.person(of: ann))
    #expect(result.person(of: bob) == bob)
    #expect(result.reasons == [.apart])
    #expect(result.conflicts.map(\.evidence.rule) == [.form])
  }

  @Test("T13: the address of an office joins nobody and is an organisation")
  func office() {
    var cast = Cast()
    let office = cast.node(.email, "info@d.example", isRole: true)
    for name in ["ann", "bob", "cleo"] {
      cast.link(cast.node(.email, name), office, .ledger)
    }
    let result = cast.resolved()
    #expect(result.persons.count == 4)
    #expect(result.persons.filter(\.isOrganisation).map(\.members) == [[office]])
  }

  @Test("T14: a link that another known customer opened leaves his browser his own")
  func forwardedMail() {
    var cast = Cast()
    let (ann, bob) = (cast.node(.email, "ann"), cast.node(.login, "bob"))
    let (token, cookie) = (cast.node(.mailToken, "t1"), cast.node(.cookie, "c1"))
    cast.link(ann, token, .ledger)
    cast.link(token, cookie, .click)
    #expect(cast.resolved().person(of: cookie) == ann)
    cast.link(bob, cookie, .login)
    let result = cast.resolved()
    #expect(result.person(of: cookie) == bob)
    #expect(result.person(of: token) == ann)
    #expect(result.persons.count == 2)
  }

  @Test("T15: hundreds of cookies of one person in a week are nobody's")
  func tooManyCookies() {
    var cast = Cast()
    let login = cast.node(.login, "proxy")
    let cookies = (0..<900).map { cast.node(.cookie, "c\($0)") }
    for cookie in cookies { cast.link(login, cookie, .login) }
    let result = cast.resolved()
    #expect(result.attachments.allSatisfy { $0.state == .excessive })
    #expect(result.persons.map(\.members) == [[login]])
    #expect(result.conflicts.count == 900)
  }

  @Test("T15: a person grows to the limit of nodes and no further, and is set under quarantine")
  func tooManyNodes() {
    var cast = Cast()
    let number = cast.node(.customerNumber, "17")
    for order in 0..<60 {
      cast.link(number, cast.node(.orderNumber, "o\(order)"), .ledger, day: order)
    }
    let result = cast.resolved()
    #expect(result.persons.map(\.members.count).max() == IdentityLimits().nodes)
    #expect(result.persons.count == 12)
    #expect(result.persons.contains { $0.isQuarantined && $0.members.count == 50 })
    #expect(result.reasons == Array(repeating: .nodes, count: 11))
  }

  @Test("a person has five new addresses a year at most; the next year has its own")
  func tooManyAddresses() {
    var cast = Cast()
    let number = cast.node(.customerNumber, "17")
    for index in 0..<7 {
      cast.link(number, cast.node(.email, "m\(index)", day: index), .ledger, day: index)
    }
    cast.link(number, cast.node(.email, "later", day: 400), .ledger, day: 400)
    let result = cast.resolved()
    #expect(result.persons.count == 3)
    #expect(result.reasons == [.addresses, .addresses])
  }

  @Test("T23: one value on two sites is two nodes")
  func twoSites() {
    var cast = Cast()
    let (one, two) = (cast.node(.email, "ann"), cast.node(.email, "ann", realm: 2))
    #expect(one != two)
    #expect(cast.resolved().persons.count == 2)
  }

  @Test("T24: a customer number that is given to somebody else after it was given up joins nobody")
  func reusedNumber() {
    var cast = Cast()
    let number = cast.node(.customerNumber, "17", retired: 100)
    let (ann, bob) = (cast.node(.email, "ann"), cast.node(.email, "bob", day: 200))
    cast.link(number, ann, .ledger, day: 1)
    cast.link(number, bob, .ledger, day: 200)
    let result = cast.resolved()
    #expect(result.person(of: number) == result.person(of: ann))
    #expect(result.person(of: bob) == bob)
    #expect(result.reasons == [.retired])
  }

  @Test("R5: of a path between two customer numbers the weakest and youngest link gives way")
  func weakestLink() {
    var cast = Cast()
    let (one, two) = (cast.node(.customerNumber, "17"), cast.node(.customerNumber, "18"))
    let (ann, anna) = (cast.node(.email, "ann"), cast.node(.email, "anna"))
    cast.link(one, ann, .ledger, day: 5)
    cast.link(ann, anna, .form, day: 1)
    cast.link(anna, two, .form, day: 2)
    let result = cast.resolved()
    #expect(result.person(of: anna) == result.person(of: one))
    #expect(result.person(of: two) == two)
    #expect(result.conflicts.map { $0.evidence.at } == [Cast.day(2)])
  }
}

private func permutations<Element>(of items: [Element]) -> [[Element]] {
  guard let first = items.first else { return [[]] }
  return permutations(of: Array(items.dropFirst())).flatMap { rest in
    (0...rest.count).map { place in
      Array(rest.prefix(place)) + [first] + rest.dropFirst(place)
    }
  }
}
