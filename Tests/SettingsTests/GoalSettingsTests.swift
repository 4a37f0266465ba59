import Clickstream
import Settings
import Testing

@Suite("Goals, funnels and segments in the configuration")
struct GoalSettingsTests {
  private func site(_ lines: String) throws -> Site {
    let text = lines.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    return try load("sites:\n  - name: a\n\(text)").sites[0]
  }

  @Test("goals say what is done, and say it in words")
  func goals() throws {
    let site = try site(
      """
      goals:
        - {name: tickets, title: Tickets, page: [/tickets/*, /seats]}
        - {name: leaflet, download: /files/*.pdf, every: true, value: 0.50}
        - {name: news, form: newsletter}
        - {name: wrote, contact: any}
        - {name: asked, contact: [booking, enquiry]}
        - {name: sold, order: true, product: 'Ticket*', amount: 50}
        - {name: stayed, duration: 5m}
        - {name: read, pages: 5}
      """)
    #expect(
      site.goals.map(\.deed.says) == [
        "saw /tickets/* or /seats", "took /files/*.pdf", "sent the form newsletter", "wrote",
        "wrote about booking or enquiry", "ordered Ticket* for 50 or more",
        "stayed 5 minutes or longer", "saw 5 pages or more",
      ])
    #expect(site.goals.map(\.title).prefix(2) == ["Tickets", "leaflet"])
    #expect(site.goals[1].every && site.goals[1].value == "0.50")
    #expect(site.goals.flatMap(\.deed.kinds).map(\.rawValue).count == 8)
  }

  @Test("funnels name goals or say what is done themselves")
  func funnels() throws {
    let site = try site(
      """
      goals: [{name: sold, title: Sold, order: true}]
      funnels:
        - {name: buying, steps: [{page: /tickets/*}, sold]}
        - {name: long, order: strict, within: 30d, steps: [{title: A, page: /a}, {page: /b}]}
      """)
    let titles = site.funnels.map { site.deeds(of: $0).map { $0?.title } }
    #expect(titles == [["Saw /tickets/*", "Sold"], ["A", "Saw /b"]])
    #expect(site.funnels.map(\.order) == [.sequential, .strict])
    #expect(site.funnels.map(\.within) == [nil, 30 * 86_400])
  }

  @Test("segments are tables of conditions, told in words")
  func segments() throws {
    let site = try site(
      """
      goals: [{name: sold, order: true}]
      segments:
        - {name: phones, title: Phones, all: {device: phone, country: [GB, IE]}}
        - name: all
          all:
            - {channel: Organic_Search, source: Goo*, campaign: x, browser: Firefox, system: Android}
            - {entry: /a*, page: /b, pages: 3, duration: 90s, returning: false, known: true}
            - {goal: sold, weekday: [sat, sun], hour: 19}
      """)
    #expect(site.segments[0].says == "country GB or IE, device phone")
    #expect(
      site.segments[1].says
        == "channel organic search, source Goo*, campaign x, browser Firefox, system Android, "
        + "began on /a*, saw /b, 3 pages or more, 90 seconds or longer, was there for the first "
        + "time, known whose, reached the goal sold, on Sat or Sun, in the hour 19")
    let beyond = site.segments.map { $0.all.flatMap(\.list).contains(where: \.field.looksBeyond) }
    #expect(beyond == [false, true])
    #expect(Set(site.segments.flatMap(\.all).flatMap(\.list).map(\.field)).count == 16)
  }

  /// A line of a site, and what is said of it.
  private static let wrong: [(String, String)] = [
    ("goals: x", "3:12: sites[0].goals must be a list of goals, each '- name: …', found 'x'"),
    ("goals: [{page: /a}]", "3:13: sites[0].goals[0] needs a name"),
    (
      "goals: [{name: A b, page: /a}]",
      "3:20: sites[0].goals[0].name must be 1 to 64 of the characters a-z, 0-9, _ and -, found "
        + "'A b'"
    ),
    (
      "goals: [{name: a}]",
      "3:13: sites[0].goals[0] needs one of page, download, form, contact, order, duration, pages"
    ),
    (
      "goals: [{name: a, page: /a, pages: 3}]",
      "3:13: sites[0].goals[0] has page and pages; one alone says what is done"
    ),
    (
      "goals: [{name: a, page: /a}, {name: a, page: /b}]",
      "3:41: sites[0].goals[1].name: there is 'a' among the goals already"
    ),
    (
      "goals: [{name: a, page: /a, amount: 5}]",
      "3:13: sites[0].goals[0] has a product or an amount, which only 'order: true' can have"
    ),
    (
      "goals: [{name: a, pages: 5, every: true}]",
      "3:13: sites[0].goals[0] cannot count every time: a visit lasts so long, or sees so many "
        + "pages, once"
    ),
    (
      "goals: [{name: a, page: tickets}]",
      "3:29: sites[0].goals[0].page must be a path such as /tickets/*, where * is any run of "
        + "characters, found 'tickets'"
    ),
    (
      "goals: [{name: a, page: /a, value: 1e9}]",
      "3:40: sites[0].goals[0].value must be an amount such as 12.50, found '1e9'"
    ),
    (
      "goals: [{name: a, pge: /a}]", "3:23: unknown setting 'pge'; did you mean 'page'?"
    ),
    (
      "funnels: [{name: a, steps: [{page: /a}]}]",
      "3:15: sites[0].funnels[0] needs 2 to 8 steps, found 1"
    ),
    (
      "funnels: [{name: a, steps: [{page: /a}, sold]}]",
      "3:32: sites[0].funnels[0].steps: there is no goal 'sold'; none is declared"
    ),
    (
      "funnels: [{name: a, steps: [{page: /a}, {pages: 3}]}]",
      "3:45: sites[0].funnels[0].steps[1]: 'pages' happens at no moment of its own, so it is no "
        + "step"
    ),
    (
      "funnels: [{name: a, order: any, steps: [{page: /a}, {page: /b}]}]",
      "3:32: sites[0].funnels[0].order must be one of sequential, strict, found 'any'"
    ),
    (
      "segments: [{name: a}]",
      "3:16: sites[0].segments[0] needs conditions under 'all', such as {device: phone}"
    ),
    (
      "segments: [{name: a, all: {device: fridge}}]",
      "3:40: sites[0].segments[0].all.device must be one of desktop, phone, tablet, tv, console, "
        + "wearable, other, found 'fridge'"
    ),
    (
      "segments: [{name: a, all: {goal: sold}}]",
      "3:31: sites[0].segments[0].all: there is no goal 'sold'; none is declared"
    ),
  ]

  @Test("what means nothing is told with its line", arguments: wrong)
  func mistakes(line: String, expected: String) {
    let found = problems("sites:\n  - name: a\n    \(line)")
    #expect(found == [expected])
  }
}
