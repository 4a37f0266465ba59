import Clickstream

/// What is planted because it happens, and because rules turn on it.
extension Traffic {
  mutating func oddities() {
    longRuns()
    boundaries()
    strangeSpellings()
    noRequests()
    oldLinks()
    methods()
    shareBrowser()
  }

  /// One evening somebody else logs in at the browser of Tobias Fairweather.
  private mutating func shareBrowser() {
    for index in hits.indices
    where hits[index].client.user == "tobias.fairweather"
      && London.day(of: hits[index].at) == Day(year: 2026, month: 10, day: 15)
    {
      hits[index].client.user = "juergen.kestrel"
    }
  }

  /// Robots without a pause of half an hour for more than a day: local midnights cut them.
  private mutating func longRuns() {
    // The first has its first hit exactly 24 hours before a midnight, and one exactly on it; the
    // second comes a second too late to be cut there; the others go over the day of 25 hours.
    let runs: [(address: String, from: Seconds, hours: Int, step: Seconds)] = [
      ("192.0.2.101", London.time(8, 19, 0, 0), 31, 1_200),
      ("192.0.2.102", London.time(8, 19, 0, 0, 1), 30, 1_200),
      ("192.0.2.103", London.time(9, 8, 13, 10), 62, 1_500),
      ("192.0.2.104", London.time(10, 25, 0, 40), 30, 1_190),
      ("192.0.2.105", London.time(10, 24, 23, 30), 31, 1_799),
    ]
    for run in runs {
      let client = robot(run.address, Agents.claude)
      ask(client, "/robots.txt", at: run.from, size: 148)
      let end = run.from + Seconds(run.hours) * 3_600
      for time in stride(from: run.from + run.step, to: end, by: Int(run.step)) {
        ask(client, dice.pick(Pages.all), at: time)
      }
    }
  }

  private mutating func walk(_ address: String, _ steps: [(Seconds, String)]) {
    let client = Client(
      address: address, agent: Agents.browser(&dice), cookie: dice.hexadecimal(digits: 32))
    for (time, target) in steps {
      hits.append(
        Hit(at: time, client: client, target: target, bytes: Pages.size(of: target)))
    }
  }

  private mutating func boundaries() {
    let noon = London.time(8, 25, 12, 0)
    walk("192.0.2.111", [(noon, "/"), (noon + 1_799, "/programme")])
    walk("192.0.2.112", [(noon, "/"), (noon + 1_800, "/programme")])
    // Over midnight, without a cut.
    let late = London.time(9, 4, 23, 59, 50)
    walk("192.0.2.113", [(late, "/bookshop"), (late + 20, "/bookshop/new")])
    // Over the quiet hour in which the salt changes: two visitors of one browser.
    let quiet = London.time(11, 1, 4, 0)
    walk(
      "192.0.2.114",
      [(quiet - 300, "/"), (quiet - 1, "/programme"), (quiet, "/tickets"), (quiet + 60, "/")])
    // Through the hour that a clock on the wall shows twice.
    let twice = London.time(10, 25, 1, 10)
    walk(
      "192.0.2.115",
      [(twice, "/"), (twice + 1_500, "/programme"), (twice + 3_000, "/programme/hedda")])
    // A picture alone is a session and no visit.
    walk("192.0.2.116", [(noon + 77, "/images/foyer.webp")])
  }

  private mutating func strangeSpellings() {
    let day = London.time(9, 22, 19, 30)
    walk(
      "192.0.2.121",
      [
        (day, "/programme/caf%C3%A9-m%C3%BCller"), (day + 40, "/search?q=%E2%98%95+caf%C3%A9"),
        (day + 95, "/programme/%D0%B3%D0%B0%D0%BC%D0%BB%D0%B5%D1%82"),
      ])
    // One browser that sends Latin-1 bytes; the server writes them as escapes.
    walk("192.0.2.122", [(day + 600, "/programme/caf\\xE9"), (day + 660, "/programme")])
    walk("192.0.2.123", [(day + 900, "/search?q=two words"), (day + 930, "/tickets")])
    for (address, name) in [("192.0.2.124", "\\\"Foyer\\\""), ("192.0.2.125", "\\x22Foyer\\x22")] {
      let client = Client(
        address: address,
        agent: "Mozilla/5.0 (X11; Linux x86_64) \(name) Gecko/20100101 Firefox/140.0",
        cookie: dice.hexadecimal(digits: 32))
      hits.append(
        Hit(at: day + 1_200, client: client, target: "/", bytes: Pages.size(of: "/")))
      hits.append(
        Hit(
          at: day + 1_230, client: client, target: "/about", bytes: Pages.size(of: "/about"),
          referrer: Self.site + "/?note=\\\"quoted\\\""))
    }
  }

  /// Lines whose request is no request: they are hits all the same.
  private mutating func noRequests() {
    let greetings = [
      ("\\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\\xFC\\x03\\x03", 400), ("-", 400), ("-", 408),
      ("", 400), ("SSH-2.0-Go", 400), ("GET /", 400), ("\\x00", 400),
    ]
    for (i, day) in London.days.enumerated() where i % 3 == 1 {
      let (text, status) = greetings[i / 3 % greetings.count]
      let client = robot("203.0.113.\(150 + i % 40)", "-")
      var hit = Hit(
        at: Rhythm.moment(on: day, &dice), client: client, target: "", status: status,
        bytes: status == 408 ? 0 : 157)
      hit.malformed = text
      hits.append(hit)
    }
  }

  private mutating func oldLinks() {
    for (i, day) in London.days.enumerated() where i % 2 == 0 {
      let (target, referrer) = dice.pick(Pages.oldLinks)
      let client = newClient()
      let time = Rhythm.moment(on: day, &dice)
      hits.append(
        Hit(
          at: time, client: client, target: target, status: 404, bytes: 1_964, referrer: referrer))
      guard i % 4 == 0 else { continue }
      hits.append(
        Hit(
          at: time + 12, client: client, target: "/", bytes: Pages.size(of: "/"),
          referrer: Self.site + target))
    }
  }

  private mutating func methods() {
    for (i, day) in London.days.enumerated() where i % 9 == 4 {
      let time = Rhythm.moment(on: day, &dice)
      let script = robot("198.51.100.33", Agents.python)
      ask(script, "/", at: time, size: 0, method: "OPTIONS", status: i % 2 == 0 ? 204 : 405)
      ask(script, "/", at: time + 1, size: 0, method: "PROPFIND", status: 405)
      ask(script, "/.well-known/security.txt", at: time + 2, size: 120)
      ask(script, "/contact", at: time + 3, size: 0, method: "DELETE", status: 405)
      // The visitor went away before the answer came.
      ask(script, "/programme", at: time + 4, size: 0, status: 499)
    }
  }
}
