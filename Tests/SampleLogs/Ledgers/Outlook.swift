import Clickstream

/// What is said of the theatre elsewhere.
struct Mention {
  var at: Seconds
  var url: String
  var source: String
  /// Who wrote it: one of the people, or a paper of no name.
  var author: Party?
  var tone: String
  var text: String

  private static let words: [(tone: String, text: String)] = [
    ("positive", "The Glass Harbour is the evening of the year; go while there are seats."),
    ("neutral", "Larkspur opens the season with six plays and a shelf of new books."),
    ("negative", "A pillar, a draught and three hours: we left at the interval."),
    ("positive", "The bookshop behind the foyer finds whatever you ask for."),
    ("neutral", "Has anybody seen the new programme of the Larkspur?"),
  ]

  /// One every nine days.
  static let all: [Mention] = London.days.enumerated().compactMap { place, day in
    guard place % 9 == 4 else { return nil }
    let number = place / 9
    let isPaper = number % 3 == 1
    let (tone, text) = words[number % words.count]
    return Mention(
      at: London.midnight(of: day) + Seconds(36_000 + number * 1_111),
      url: isPaper
        ? "https://stagepapers.example/reviews/\(1_200 + number)"
        : "https://forum.county.example/t/larkspur/\(40 + number * 7)",
      source: isPaper ? "Stage Papers" : "County Forum",
      author: isPaper ? nil : .person(number * 17 % People.count), tone: tone, text: text)
  }
}

/// What is expected to come of what was spent.
struct Benefit {
  var day: Day
  var purpose: String
  var campaign: String
  /// In pence.
  var amount: Int
  var note: String

  static let all = [
    Benefit(
      day: Day(year: 2026, month: 12, day: 31), purpose: "acquisition", campaign: "season-2026",
      amount: 410_000, note: "Season tickets that the advertising sells"),
    Benefit(
      day: Day(year: 2026, month: 12, day: 31), purpose: "acquisition", campaign: "posters",
      amount: 95_050, note: "Evenings of those who saw a poster"),
    Benefit(
      day: Day(year: 2027, month: 3, day: 31), purpose: "retention", campaign: "newsletter",
      amount: 128_000, note: "Renewals that the newsletter brings about"),
    Benefit(
      day: Day(year: 2027, month: 6, day: 30), purpose: "system", campaign: "", amount: 36_000,
      note: "Hours saved at the box office"),
  ]
}
