import Clickstream

/// Crawlers, monitors and scanners.
extension Traffic {
  mutating func robots() {
    for day in London.days {
      crawl(robot("2001:db8:66:1::\(dice.number(in: 1...4))", Agents.google), on: day, pages: 9)
      if day.number % 2 == 0 {
        crawl(robot("203.0.113.9", Agents.bing), on: day, pages: 9)
      }
      if day.isoWeekday == 2 { crawl(robot("2001:db8:a4::2", Agents.ahrefs), on: day, pages: 16) }
      if day.isoWeekday == 5 { crawl(robot("2001:db8:9e::1", Agents.gpt), on: day, pages: 14) }
      if dice.chance(30) {
        let link = "/programme/\(Pages.show(&dice))"
        ask(robot("2001:db8:face::5", Agents.preview), link, at: Rhythm.moment(on: day, &dice))
      }
      if dice.chance(50) { scan(on: day) }
      let midnight = London.midnight(of: day)
      // A script of the town's calendar, each morning.
      ask(robot("198.51.100.20", Agents.curl), "/feed.xml", at: midnight + 21_600, size: 14_220)
      for hour in stride(from: 1, to: 24, by: 6) {
        ask(
          robot("192.0.2.40", Agents.monitor), "/", at: midnight + Seconds(hour) * 3_600,
          size: 0, method: "HEAD")
      }
    }
    watch()
  }

  func robot(_ address: String, _ agent: String) -> Client {
    Client(address: address, agent: agent, isRobot: true)
  }

  mutating func ask(
    _ client: Client, _ target: String, at time: Seconds, size: Int? = nil,
    method: String = "GET", status: Int = 200
  ) {
    hits.append(
      Hit(
        at: time, client: client, method: method, target: target, version: "HTTP/1.1",
        status: status, bytes: size ?? Pages.size(of: target)))
  }

  /// One crawl of a day: the rules first, then pages a few at a time.
  private mutating func crawl(_ client: Client, on day: Day, pages: Int) {
    var time = Rhythm.moment(on: day, hours: 0...20, &dice)
    ask(client, "/robots.txt", at: time, size: 148)
    if dice.chance(20) { ask(client, "/sitemap.xml", at: time + 2, size: 5_310) }
    let all = Pages.all
    for _ in 0..<dice.number(in: pages / 2...pages * 3 / 2) {
      time += Seconds(dice.number(in: 3...240))
      let isOld = dice.chance(4)
      ask(
        client, isOld ? "/programme/autumn-old" : dice.pick(all), at: time,
        size: isOld ? 1_964 : nil, status: isOld ? 404 : 200)
    }
  }

  /// Somebody who tries the doors of other people's software.
  private mutating func scan(on day: Day) {
    let doors = [
      "/wp-login.php", "/.env", "/xmlrpc.php", "/phpmyadmin/index.php", "/.git/config",
      "/wp-admin/setup-config.php", "/admin/", "/backup.zip", "/vendor/phpunit/eval-stdin.php",
    ]
    let agent = dice.weighted([(Agents.python, 40), (Agents.go, 30), ("-", 15), ("browser", 15)])
    var client = robot("203.0.113.\(dice.number(in: 200...250))", agent)
    if agent == "browser" {
      // It lies: its agent is a person's, and what it does is not.
      client.agent = Agents.browser(&dice)
      client.isRobot = false
    }
    var time = Rhythm.moment(on: day, &dice)
    for _ in 0..<dice.number(in: 3...9) {
      ask(client, dice.pick(doors), at: time, size: 1_964, status: 404)
      time += Seconds(dice.number(in: 0...2))
    }
  }

  /// A monitor that asks every five minutes for a week, over the change of the salt on 1 October.
  private mutating func watch() {
    let client = robot("192.0.2.50", Agents.monitor)
    for time in stride(
      from: London.time(9, 27, 9, 0), to: London.time(10, 4, 9, 0), by: 300)
    {
      ask(client, "/health", at: time, size: 2)
    }
    // Another one watched the bad day.
    let second = robot("192.0.2.51", Agents.monitor)
    for time in stride(from: Rhythm.failure.lowerBound, to: Rhythm.failure.upperBound, by: 300) {
      ask(second, "/health", at: time, size: 21, status: dice.chance(65) ? 503 : 200)
    }
  }
}
