/// What stands on the site, and where people go from there.
enum Pages {
  static let shows: [(path: String, title: String)] = [
    ("the-glass-harbour", "The Glass Harbour"), ("hedda", "Hedda Gabler"),
    ("much-ado", "Much Ado About Nothing"), ("salt-and-starlight", "Salt and Starlight"),
    ("the-lamplighters", "The Lamplighters"), ("a-child-of-the-marsh", "A Child of the Marsh"),
    ("six-rooms", "Six Rooms"), ("midwinter", "Midwinter at Larkspur"),
  ]
  static let books: [(path: String, title: String)] = [
    ("a-prompter-remembers", "A Prompter Remembers"), ("rope-and-canvas", "Rope and Canvas"),
    ("the-quiet-wings", "The Quiet Wings"), ("verse-for-two-voices", "Verse for Two Voices"),
    ("limelight-county", "Limelight County"), ("the-trapdoor", "The Trapdoor"),
    ("masks-of-the-marsh", "Masks of the Marsh"),
    ("theatre-in-colour", "Le théâtre in Colour, 1890 to 1930"),
    ("the-understudy", "The Understudy"), ("one-act-winter", "One-Act Winter"),
  ]
  static let downloads: [(path: String, bytes: Int)] = [
    ("/downloads/season-brochure-2026.pdf", 2_411_724), ("/downloads/stagecraft.pdf", 905_216),
    ("/downloads/seating-plan.pdf", 188_420), ("/downloads/autumn-dates.ics", 6_120),
  ]
  static let standing = [
    "/", "/programme", "/tickets", "/bookshop", "/bookshop/new", "/season-subscription",
    "/contact", "/about", "/visit-us", "/newsletter",
  ]
  static let oldLinks = [
    ("/whats-on.php?id=17", "https://www.fenwickguide.example/theatres"),
    ("/spring-2024/the-seagull", "https://stagepapers.example/reviews/the-seagull"),
    ("/shop/catalogue.html", "https://www.quayreaders.example/links"),
  ]
  /// What `titles.yaml` says.
  static var titles: String {
    let named =
      [
        ("/", "Larkspur Theatre & Books"), ("/programme", "What is on"), ("/tickets", "Tickets"),
        ("/tickets/thanks", "Thank you for your order"), ("/bookshop", "Bookshop"),
        ("/bookshop/new", "New books"), ("/bookshop/basket", "Your basket"),
        ("/season-subscription", "Season tickets"), ("/contact", "Write to us"),
        ("/about", "About the house"), ("/visit-us", "How to find us"),
        ("/newsletter", "Our newsletter"), ("/search", "Search"),
      ]
      + shows.flatMap { show in
        [
          ("/programme/\(show.path)", show.title),
          ("/tickets/\(show.path)", "Tickets for \(show.title)"),
        ]
      } + books.map { ("/bookshop/\($0.path)", $0.title) }
    return "# What the pages of the site are called.\n\n"
      + named.map { "\($0.0): \($0.1)\n" }.joined()
  }
  private static let searches = [
    "midwinter", "parking", "glass+harbour", "gift+voucher", "student+tickets", "caf%C3%A9",
    "wheelchair", "rope+and+canvas",
  ]

  /// Every page that a crawler finds.
  static var all: [String] {
    standing + shows.map { "/programme/\($0.path)" } + shows.map { "/tickets/\($0.path)" }
      + books.map { "/bookshop/\($0.path)" }
  }

  /// The picture on the page of a show or a book.
  static func picture(of path: String) -> String? {
    (shows + books).map(\.path).first { path == "/programme/\($0)" || path == "/bookshop/\($0)" }
      .map { "/images/\($0).webp" }
  }

  /// Bytes of the answer: the same page has about the same size.
  static func size(of path: String) -> Int {
    8_000 + path.utf8.reduce(7) { ($0 * 31 + Int($1)) % 24_001 }
  }

  /// A show in fashion: the first ones draw the most.
  static func show(_ dice: inout Dice) -> String {
    dice.weighted(zip(shows, [30, 18, 16, 12, 9, 6, 5, 14]).map { ($0.path, $1) })
  }

  static func book(_ dice: inout Dice) -> String {
    dice.weighted(zip(books, [20, 16, 14, 10, 9, 8, 7, 6, 5, 4]).map { ($0.path, $1) })
  }

  /// The next page after `target`, nil where the visit ends.
  static func next(after target: String, _ dice: inout Dice) -> String? {
    let path = String(target.prefix { $0 != "?" })
    let parts = path.split(separator: "/").map(String.init)
    let choice: String
    switch (parts.first ?? "", parts.count) {
    case ("", _):
      choice = dice.weighted([
        ("/programme", 30), ("/tickets", 10), ("/bookshop", 14), ("/bookshop/new", 6),
        ("/season-subscription", 5), ("/about", 6), ("/contact", 3), ("/visit-us", 6),
        ("/newsletter", 2), ("search", 4), ("", 24),
      ])
    case ("programme", 1):
      choice = dice.weighted([("show", 64), ("/tickets", 8), ("/", 3), ("", 25)])
    case ("programme", _):
      choice = dice.weighted([
        ("/tickets/\(parts[1])", 28), ("/programme", 22), ("/visit-us", 4), ("download", 3),
        ("", 43),
      ])
    case ("tickets", 1):
      choice = dice.weighted([("tickets", 50), ("/visit-us", 7), ("download", 3), ("", 40)])
    case ("tickets", 2) where parts[1] != "thanks":
      choice = dice.weighted([("\(path)/seats", 40), ("/programme/\(parts[1])", 10), ("", 50)])
    case ("tickets", 3): choice = dice.weighted([("/tickets/thanks", 45), (path, 12), ("", 43)])
    case ("bookshop", 1):
      choice = dice.weighted([("book", 48), ("/bookshop/new", 18), ("search", 4), ("", 30)])
    case ("bookshop", 2) where !["thanks", "basket", "order"].contains(parts[1]):
      choice = dice.weighted([
        ("book", 24), ("/bookshop/basket", 15), ("/bookshop", 15), ("", 46),
      ])
    case ("bookshop", _):
      choice = dice.weighted([("/bookshop/thanks", parts[1] == "basket" ? 40 : 0), ("", 60)])
    case ("search", _):
      choice = dice.weighted([("show", 34), ("book", 22), ("search", 14), ("", 30)])
    case ("about", _):
      choice = dice.weighted([
        ("/programme/autumn-old", 14), ("/contact", 14), ("/visit-us", 12), ("/", 10), ("", 50),
      ])
    case ("season-subscription", _):
      choice = dice.weighted([("download", 16), ("/tickets", 14), ("/programme", 20), ("", 50)])
    case ("account", 1):
      choice = dice.weighted([("/account/orders", 50), ("/tickets", 25), ("", 25)])
    default: choice = dice.weighted([("/", 14), ("/programme", 16), ("", 70)])
    }
    switch choice {
    case "": return nil
    case "show": return "/programme/\(show(&dice))"
    case "tickets": return "/tickets/\(show(&dice))"
    case "book": return "/bookshop/\(book(&dice))"
    case "search": return "/search?q=\(dice.pick(searches))"
    case "download":
      return dice.weighted(zip(downloads, [50, 25, 15, 10]).map { ($0.path, $1) })
    default: return choice
    }
  }
}
