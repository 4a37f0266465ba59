import Clickstream

/// A browser that comes now and then.
struct Visitor {
  var client: Client
  /// When its cache was last filled; nil before the first visit.
  var seen: Seconds?
}

/// Everybody who comes to the site, and every request that they make.
struct Traffic {
  var dice: Dice
  var hits: [Hit] = []
  /// The first ones are the persons who also write, in their order.
  var visitors: [Visitor] = []

  static let site = "https://www.larkspur.example"

  init(seed: UInt64, people: [Person]) {
    dice = Dice(seed: seed)
    for (i, person) in people.enumerated() {
      var client = newClient()
      if i % 4 == 0 { client.user = person.login }
      visitors.append(Visitor(client: client))
    }
  }

  /// Somebody new, with an address of the ranges for documentation.
  mutating func newClient() -> Client {
    let address: String
    if dice.chance(40) {
      address = "\(dice.pick(["198.51.100", "203.0.113"])).\(dice.number(in: 1...254))"
    } else {
      let net = String(dice.number(in: 0x1000...0xffff), radix: 16)
      let host = (0..<4).map { _ in String(dice.number(in: 0x1000...0xffff), radix: 16) }
      address = "2001:db8:\(net):1:\(host.joined(separator: ":"))"
    }
    let cookie = dice.chance(82) ? dice.hexadecimal(digits: 32) : nil
    return Client(address: address, agent: Agents.browser(&dice), cookie: cookie)
  }

  /// The visits of people over all days.
  mutating func people() {
    for day in London.days {
      let expected = Rhythm.visits(on: day, ordinarily: 21)
      for _ in 0..<max(4, expected + dice.number(in: -3...3)) {
        let start = Rhythm.moment(on: day, &dice)
        var who = visitors.count
        if dice.chance(day == Rhythm.newsletterDay ? 55 : 34) {
          // Those who came lately are the likelier to come again.
          let back = dice.number(in: 0...(visitors.count - 1)) * dice.number(in: 1...100) / 100
          who = dice.chance(35) ? dice.number(in: 0...119) : visitors.count - 1 - back
        } else {
          visitors.append(Visitor(client: newClient()))
        }
        visit(by: who, at: start, entry: entry(on: day, at: start))
      }
    }
  }

  /// Where a visit comes from, and where it lands.
  private mutating func entry(on day: Day, at start: Seconds) -> (target: String, referrer: String)
  {
    let letter = "utm_source=newsletter&utm_medium=email&utm_campaign=autumn-2026"
    if day == Rhythm.newsletterDay && start > London.time(9, 17, 10, 0) && dice.chance(70)
      || day == Rhythm.newsletterDay.advanced(byDays: 1) && dice.chance(40)
    {
      let page = dice.weighted([
        ("/programme", 40), ("/programme/the-glass-harbour", 35), ("/bookshop/new", 25),
      ])
      return ("\(page)?\(letter)", "-")
    }
    if Rhythm.campaign.contains(day), dice.chance(30) {
      let advertisement = dice.weighted(
        [
          ("utm_source=google&utm_medium=cpc", "https://www.google.com/", 60),
          ("utm_source=instagram&utm_medium=social", "https://www.instagram.com/", 40),
        ].map { (($0.0, $0.1), $0.2) })
      return (
        "/season-subscription?\(advertisement.0)&utm_campaign=season-subscription",
        advertisement.1
      )
    }
    let referrer = dice.weighted([
      ("-", 34), ("https://www.google.com/", 32), ("https://www.bing.com/", 5),
      ("https://duckduckgo.com/", 4), ("https://www.ecosia.org/", 1),
      ("https://www.facebook.com/", 4), ("https://www.instagram.com/", 4),
      ("https://www.fenwickguide.example/theatres", 6),
      ("https://stagepapers.example/reviews/the-glass-harbour", 4),
      ("https://www.quayreaders.example/new", 4), ("https://county.example/arts", 2),
    ])
    if referrer.contains("stagepapers") { return ("/programme/the-glass-harbour", referrer) }
    if referrer.contains("quayreaders") { return ("/bookshop/\(Pages.book(&dice))", referrer) }
    let page = dice.weighted([
      ("/", 50), ("/programme", 14), ("show", 18), ("/bookshop", 5), ("book", 6), ("/visit-us", 4),
      ("/about", 3),
    ])
    switch page {
    case "show": return ("/programme/\(Pages.show(&dice))", referrer)
    case "book": return ("/bookshop/\(Pages.book(&dice))", referrer)
    default: return (page, referrer)
    }
  }

  /// One visit from its first page to the one where the visitor has seen enough.
  ///
  /// Who has a log-in may go to the account first, and is known by name from there on.
  private mutating func visit(
    by who: Int, at start: Seconds, entry: (target: String, referrer: String)
  ) {
    var client = visitors[who].client
    let user = client.user
    client.user = nil
    var (page, referrer) = entry
    var time = start
    var logsIn = user != nil && dice.chance(55)
    let isFresh = visitors[who].seen.map { time - $0 > 14 * 86_400 } ?? true
    if isFresh, page == "/", dice.chance(12) {
      hits.append(
        Hit(
          at: time, client: client, target: "/", version: "HTTP/1.1", status: 301, bytes: 162,
          referrer: referrer))
    }
    visitors[who].seen = start
    for number in 1...24 {
      if page.hasPrefix("/account") { client.user = user }
      let isFound = view(
        page, at: time, client, referrer: referrer, isFirst: isFresh && number == 1)
      let isEnough = !isFound && dice.chance(45)
      let isFailing = Rhythm.failure.contains(time) && !isFound
      guard !isEnough,
        let next = isFailing ? page : logsIn ? "/account" : Pages.next(after: page, &dice)
      else { break }
      logsIn = false
      let isBack = next.hasSuffix("/thanks")
      referrer = isBack ? "https://pay.cardlane.example/" : Self.site + page
      time += isBack ? dwell() + 60 : dwell()
      page = next
      if time >= London.end - 5 { break }
    }
  }

  /// How long a page is looked at.
  private mutating func dwell() -> Seconds {
    Seconds(
      dice.number(
        in: dice.weighted([(7...60, 58), (60...240, 31), (240...900, 9), (900...2_900, 2)])))
  }

  /// A page with what belongs to it; false where it could not be had.
  private mutating func view(
    _ target: String, at time: Seconds, _ client: Client, referrer: String, isFirst: Bool
  ) -> Bool {
    var hit = Hit(
      at: time, client: client, target: target, bytes: Pages.size(of: target), referrer: referrer)
    if target.hasPrefix("/downloads/") {
      download(hit)
      return true
    }
    if Rhythm.failure.contains(time), dice.chance(65) {
      hit.status = dice.pick([500, 500, 502, 504])
      hit.bytes = 552
      hit.delay = 3
    } else if target == "/programme/autumn-old" {
      hit.status = 404
      hit.bytes = 1_964
    } else if ["/programme", "/bookshop", "/visit-us"].contains(target), dice.chance(3) {
      var slash = hit
      slash.target += "/"
      slash.status = 301
      slash.bytes = 162
      hits.append(slash)
    }
    if hit.delay == 0, dice.chance(7) { hit.delay = Seconds(dice.number(in: 1...3)) }
    hits.append(hit)
    if hit.status == 200 { furnish(hit, isFirst: isFirst) }
    return hit.status == 200
  }

  /// The style sheet, the script, the font and the pictures of a page.
  private mutating func furnish(_ page: Hit, isFirst: Bool) {
    var wanted: [(String, Int)] = []
    if isFirst {
      wanted = [
        ("/assets/site.css", 18_204), ("/assets/site.js", 9_410),
        ("/assets/larkspur.woff2", 41_808), ("/assets/logo.svg", 2_216), ("/favicon.ico", 4_286),
      ]
    } else if dice.chance(6) {
      wanted = [("/assets/site.css", 0)]
    }
    if let picture = Pages.picture(of: page.path) {
      wanted.append((picture, Pages.size(of: page.path) * 4))
    } else if page.path == "/" || page.path == "/programme" && dice.chance(60) {
      wanted.append(("/images/foyer.webp", 96_310))
    }
    for (target, bytes) in wanted {
      hits.append(
        Hit(
          at: page.at + Seconds(dice.number(in: 0...1)), client: page.client, target: target,
          status: bytes == 0 ? 304 : 200, bytes: bytes, referrer: Self.site + page.target))
    }
  }

  /// A file, whole or, as browsers show a PDF, in ranges.
  private mutating func download(_ whole: Hit) {
    let size = Pages.downloads.first { $0.path == whole.target }?.bytes ?? 0
    var hit = whole
    hit.bytes = size
    guard size > 200_000, dice.chance(55) else {
      hit.delay = Seconds(dice.number(in: 0...4))
      hits.append(hit)
      return
    }
    hit.status = 206
    let pieces = dice.number(in: 3...9)
    for piece in 0..<pieces {
      hit.bytes = piece == pieces - 1 ? size - size / pieces * (pieces - 1) : size / pieces
      hit.at = whole.at + Seconds(piece / 2)
      hits.append(hit)
    }
  }

  /// The visit in which a form is filled in; its request ends up to three seconds after `form.at`.
  mutating func submit(_ form: Submission) {
    if form.person == nil { visitors.append(Visitor(client: newClient())) }
    let who = form.person ?? visitors.count - 1
    let client = visitors[who].client
    let shown = form.at - Seconds(dice.number(in: 25...600))
    let before = dice.pick(["/", "/programme", "/bookshop", "/visit-us"])
    _ = view(
      before, at: shown - dwell(), client, referrer: "-", isFirst: visitors[who].seen == nil)
    visitors[who].seen = form.at
    look(before: form, shown: shown, by: client, from: before)
    var hit = Hit(
      at: shown, client: client, target: form.target, bytes: Pages.size(of: form.page),
      referrer: Self.site + before)
    hit.client.user = nil
    hits.append(hit)
    hit.referrer = Self.site + form.target
    hit.at = form.at + Seconds(dice.number(in: 0...3))
    hit.method = "POST"
    // Two of the forms answer in place, the others send on to a page of thanks.
    let isAnswered = ["newsletter", "booking-enquiry"].contains(form.form)
    hit.status = isAnswered ? 200 : 303
    hit.bytes = isAnswered ? 412 : 0
    hits.append(hit)
    guard hit.status == 303 else { return }
    hit.at += 1
    hit.method = "GET"
    hit.target = "\(form.page)/thanks"
    hit.status = 200
    hit.bytes = 5_120
    hits.append(hit)
  }

  /// The theatre's own people, from their own network: shown apart.
  mutating func staff() {
    let desks = (2...6).map {
      Client(
        address: "192.0.2.\($0)", agent: Agents.browser(&dice),
        cookie: dice.hexadecimal(digits: 32))
    }
    for day in London.days where day.isoWeekday < 7 && dice.chance(45) {
      visitors.append(Visitor(client: dice.pick(desks), seen: London.midnight(of: day)))
      visit(
        by: visitors.count - 1, at: Rhythm.moment(on: day, hours: 9...17, &dice),
        entry: ("/", "-"))
    }
  }
}
