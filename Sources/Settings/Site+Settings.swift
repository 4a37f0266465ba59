import Clickstream

extension Site {
  /// Every setting of a site, in the order of the sample file.
  static let settings: [Setting<Site>] = [
    Setting(
      "name", \.name,
      .word("1 to 64 of the characters a-z, 0-9 and -", length: 1...64) { byte in
        (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
      },
      example: "larkspur",
      help: "Names the folder of the site's pages; keep it for ever. Needed, and only once."),
    Setting(
      "title", \.title, .line("one line of text"), example: "Larkspur Theatre",
      help: "What people call the site; it stands on its pages."),
    Setting(
      "hosts", \.hosts, .list(of: .host), example: "[www.larkspur.example, larkspur.example]",
      help: """
        The hosts of the site as its logs name them, compared exactly but for case and port. An \
        empty list means any host, which only a single site can have.
        """),
    Setting(
      "zone", \.zone, .zone, example: "Europe/London",
      help: "The time zone in which the days and hours of the site are told."),
    Setting(
      "currency", \.currency,
      .word("three capital letters (ISO 4217) such as EUR", length: 3...3) {
        (65...90).contains($0)
      },
      example: "GBP", help: "The currency of the site's sums, by its ISO 4217 code."),
    Setting(
      "language", \.language, .language, example: "en-GB",
      help: "The language of the site, as a tag of BCP 47; its pages are written in English so far."
    ),
    Setting(
      "profile", \.profile, .choice, example: "matomo",
      help: """
        The definitions that visits, bounces and durations follow: ours (footfall), or those of the \
        tool that you had before (matomo, ga4, plausible). Where there are sessions already, a change \
        takes effect with 'footfall reclassify'; 'footfall compare' shows what it does.
        """),
    Setting(
      "own_networks", \.ownNetworks, .list(of: .network),
      example: "[192.0.2.0/24, '2001:db8::/32']",
      help: """
        Networks of the business itself; hits from there count as staff. It holds for lines that are \
        loaded from then on: of those that are stored the address is cut.
        """),
    Setting(
      "own_addresses", \.ownAddresses, .list(of: .addressOrDomain),
      example: "['@larkspur.example', box.office@mail.example]",
      help: """
        Mail addresses and @domains of the business itself, that from which your site mails its \
        forms included; mail from them is outbound, but for those forms.
        """),
    Setting(
      "dropboxes", \.dropboxes, .list(of: .mailAddress), example: "[crm@larkspur.example]",
      help: """
        Mail addresses to which your staff sends blind copies of what it writes; each copy becomes a \
        contact with its recipient.
        """),
    Setting(
      "mail_servers", \.mailServers, .list(of: .host), example: "[mx.larkspur.example]",
      help: """
        The names by which your own mail servers begin Authentication-Results, and names of servers \
        that write bounces for you, such as googlemail.com; what others say of a sender, or of an \
        address that bounced, is not believed, nor is a bounce that no server marked as received.
        """),
    Setting(
      "salt_period", \.saltPeriod, .choice, example: "day",
      help: """
        How long a visitor without cookie is told again: 'day', 'month' or 'never' (never a new \
        salt, so for ever).
        """),
    Setting(
      "quiet_hour", \.quietHour, .number(0...23), example: "4",
      help: "The local hour at which salt periods change: the one with the fewest visitors."),
    Setting(
      "link_browsing", \.linkBrowsing, .choice, example: "never",
      help: """
        Whether visits are tied to the persons who made them, where they logged in or sent a form: \
        with their 'consent' to browsing, 'always' or 'never'.
        """),
    Setting(
      "visit_parameter", \.visitParameter,
      .word("1 to 64 of the characters a-z, A-Z, 0-9, _ and -", length: 1...64) { byte in
        (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      },
      example: "v",
      help: """
        The query parameter in which links carry the token of a visit, and the hidden field of forms: \
        so a message is tied to the visit in which it was written. A keyed hash of it is kept.
        """),
    Setting(
      "bot_signs", \.botSigns, .list(of: .botSign), example: "[robots, probing, many_pages]",
      help: """
        What shows that a visitor with the agent of a browser is no person: it asked for robots.txt \
        (robots), for what only an attacker asks for (probing), for 200 pages in a session \
        (many_pages), or for 10 pages without a style sheet, a script or a picture (no_assets; \
        leave it out where these come from another host or are not in the log; with 'assets: count' it \
        never counts), or it sent five forms and saw neither page nor picture (hammering). What was \
        loaded before is told anew by 'footfall reclassify'.
        """),
    Setting(
      "double_opt_in", \.doubleOptIn, .flag, example: "true",
      help: """
        Whether a box ticked in a form counts only once a form with the field 'confirmed' came \
        after it from the same address.
        """),
    Setting(
      "cancelled", \.cancelled, .list(of: .line("one line of text", limit: 60)),
      example: "[cancelled, refunded, failed]",
      help: """
        The states by which an order is no purchase, compared without case: where the last one that \
        the lists of orders and of their states told is among these, no page counts it.
        """),
    Setting(
      "goals", \.goals, .goals,
      example: "[{name: news, form: newsletter}, {name: sold, order: true}]",
      help: """
        What visitors are wanted to do, each with a name and one of page or download (a path, * is any \
        run of characters), form (its name), contact (a topic, or any), order: true (with product or \
        amount), duration or pages; a title, a value in the currency of the site, and every: true \
        where each time in a visit counts.
        """),
    Setting(
      "funnels", \.funnels, .funnels,
      example: "[{name: buying, steps: [{page: /tickets/*}, {page: /thanks}]}]",
      help: """
        Ways of 2 to 8 steps, each the name of a goal or what is done, as goals say it; order: strict \
        where no other page may lie between, else sequential; within: 30d where a person may take \
        them in several visits, else in one visit.
        """),
    Setting(
      "segments", \.segments, .segments, example: "[{name: phones, all: {device: phone}}]",
      help: """
        Kinds of visits, which get pages of their own: those for which all conditions hold, of \
        channel, source, campaign, country, device, browser, system, entry (the first page), page (one \
        that was seen), pages and duration (at least), returning, known, goal, weekday, hour.
        """),
    Setting(
      "annotations", \.annotations, .annotations,
      example: "[{on: 2026-10-03, note: New programme}]",
      help: """
        What happened and may explain what pages show: it is marked by a number in all pictures along \
        days, and told below them.
        """),
    Setting(
      "calling_code", \.callingCode, .optional(.callingCode), example: "44",
      help: """
        The country of telephone numbers that name none, by its calling code; without it such \
        numbers are kept as they are written, and are the same only where they are written alike.
        """),
    Setting(
      "page_groups", \.pageGroups, .pageGroups,
      example: "[{name: Tickets, pages: [/tickets/*]}, {name: Other, pages: ['*']}]",
      help: """
        Pages that are counted together; the first group that holds a page counts. A * stands for any \
        run of characters, and /tickets/* holds /tickets too. A page that none holds is counted under \
        the first segment of its path, as in /tickets.
        """),
    Setting(
      "titles", \.titles, .optional(.path("the path of a file")), example: "titles.yaml",
      help: """
        The titles of pages, which stand beside their paths: a YAML file of lines such as \
        '/visit-us: Visit us', or a CSV file with the columns path and title.
        """),
    Setting(
      "pages", \.pages, .optional(.pages), example: "https://www.larkspur.example/",
      help: """
        The pages of the site itself, which 'footfall audit' reads where it is given none: the folder \
        in which their files lie, or the address at which reading begins.
        """),
  ]
}

extension Kind<String> {
  /// A folder, made absolute, or the address of a page.
  fileprivate static var pages: Kind {
    .text(
      "the path of a folder, or an address such as https://www.larkspur.example/",
      parse: { text, origin, reading throws(Mistake) in
        let isWeb = ["http://", "https://"].contains { text.lowercased().hasPrefix($0) }
        guard !text.isEmpty, text.utf8.count <= 2_000, !text.hasPrefix("~"),
          isWeb || !text.contains("://"), PrintableText.string(from: text) == text
        else { throw Mistake() }
        return isWeb ? text : reading.absolute(text, from: origin)
      },
      print: YAMLText.scalar)
  }

  fileprivate static var callingCode: Kind {
    .text(
      "the calling code of a country, such as 44",
      parse: { text, _, _ throws(Mistake) in
        let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 &- 48 < 10 }),
          !digits.hasPrefix("0")
        else { throw Mistake() }
        return String(digits)
      },
      print: YAMLText.scalar)
  }

  fileprivate static var language: Kind {
    .text(
      "a language tag such as en or de-AT",
      parse: { text, _, _ throws(Mistake) in
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isWord = { (part: Substring.UTF8View) in
          part.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          }
        }
        guard (2...3).contains(parts[0].count), parts[0].allSatisfy({ $0 >= 65 }),
          parts.dropFirst().allSatisfy({ (1...8).contains($0.count) }), parts.allSatisfy(isWord),
          text.utf8.count <= 35
        else { throw Mistake() }
        return text
      },
      print: YAMLText.scalar)
  }
}

extension Kind<Behaviour> {
  fileprivate static var botSign: Kind {
    .text(
      "one of \(Behaviour.allCases.map(\.name).joined(separator: ", "))",
      parse: { text, _, _ throws(Mistake) in
        guard let sign = Behaviour(name: text) else { throw Mistake() }
        return sign
      },
      print: \.name)
  }
}
