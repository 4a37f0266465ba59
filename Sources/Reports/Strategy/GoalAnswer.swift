import Clickstream
import Figures

/// A goal, and how it stands.
struct GoalAnswer: Sendable {
  let goal: Strategy.Goal
  /// Nil where the panel does not tell it.
  let actual: Double?
  let format: ValueFormat

  /// Looks the value up among the answers of a site.
  init(_ goal: Strategy.Goal, in answers: [DashboardAnswer]) {
    self.goal = goal
    let answer = answers.first { $0.dashboard.name == goal.dashboard }?.rows.flatMap { $0 }
      .first { $0.panel.name == goal.panel }
    (actual, format) = answer.map { Self.value(goal.place, of: $0) } ?? (nil, .decimal)
  }

  private static func value(
    _ place: Strategy.Place, of answer: PanelAnswer
  ) -> (Double?, ValueFormat) {
    let (panel, table) = (answer.panel, answer.table)
    switch place {
    case .column(let column):
      return (table.number(0, column), panel.formats[column] ?? panel.format)
    case .row(let name):
      guard let channels = panel.nameChannel,
        let row = table.rows.indices.first(where: {
          table.text($0, panel.columns[channels.name]) == name
        })
      else { return (nil, panel.format) }
      let format = table.text(row, panel.columns[.formats]).flatMap(ValueFormat.init)
      return (table.number(row, panel.columns[channels.value]), format ?? panel.format)
    }
  }

  var isReached: Bool {
    guard let actual else { return false }
    return goal.better == .more ? actual >= goal.target : actual <= goal.target
  }

  /// How far the way to the target is gone, from 0 to 1; nil where that cannot be said.
  var progress: Double? {
    guard let actual else { return nil }
    if isReached { return 1 }
    if let start = goal.start, start != goal.target {
      return min(1, max(0, (actual - start) / (goal.target - start)))
    }
    let (part, whole) = goal.better == .more ? (actual, goal.target) : (goal.target, actual)
    return whole > 0 ? min(1, max(0, part / whole)) : nil
  }

  /// How it stands in words, as of a day.
  func standing(on today: Day) -> String {
    guard actual != nil else { return "not measured" }
    let days = goal.by.map { $0.number - today.number }
    if isReached { return "reached" }
    let way = progress.map { "\(ValueFormat.share.label($0)) of the way" } ?? "not yet"
    guard let days, let by = goal.by else { return way }
    if days < 0 { return "missed: \(way) on \(DayText.full(by))" }
    return "\(way), \(days == 1 ? "1 day" : "\(days) days") left"
  }
}
