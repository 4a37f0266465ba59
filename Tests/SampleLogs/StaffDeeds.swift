import Clickstream

/// What somebody of the staff did about a case.
struct CaseDeed {
  var at: Seconds
  var staff: String
  /// Who sees to it from now on; nil where it is closed.
  var owner: String?
  var cause = ""
  var note = ""
}

/// What somebody of the staff wrote into the diary.
struct DiaryEntry {
  var at: Seconds
  var staff: String
  var day: Day
  var what: String
  var owner: String

  static let all = [
    DiaryEntry(
      at: London.time(11, 4, 11, 20), staff: "Orla Finch",
      day: Day(year: 2026, month: 11, day: 16), what: "Ring the printer about the winter programme",
      owner: "Desmond Pike"),
    DiaryEntry(
      at: London.time(11, 6, 9, 45), staff: "Ruth Calder",
      day: Day(year: 2026, month: 11, day: 20), what: "Write to whoever holds a season ticket",
      owner: "Ruth Calder"),
    DiaryEntry(
      at: London.time(11, 9, 16, 5), staff: "Desmond Pike",
      day: Day(year: 2026, month: 11, day: 30), what: "Count the books before the sale",
      owner: "Desmond Pike"),
    DiaryEntry(
      at: London.time(11, 11, 10, 30), staff: "Orla Finch",
      day: Day(year: 2026, month: 12, day: 4), what: "Answer what still waits of October",
      owner: "Orla Finch"),
  ]

  static var json: JSON {
    .list(
      all.map { entry in
        .object([
          ("at", .text(Clock.rfc3339(entry.at))), ("staff", .text(entry.staff)),
          ("day", .text(entry.day.description)), ("what", .text(entry.what)),
          ("owner", .text(entry.owner)),
        ])
      })
  }
}
