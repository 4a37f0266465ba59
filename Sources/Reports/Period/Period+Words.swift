import Clickstream

extension Period {
  /// How the pages of the period are called: `Last 7 days`, `October 2026`, `2026`.
  var title: String {
    switch name {
    case .last(let days): "Last \(days) days"
    case .month(let year, let month): DayText.month(year, month)
    case .year(let year): String(year)
    case .chosen: DayText.range(from, lastDay)
    }
  }

  /// The period in a sentence or a legend: `these 28 days`, `October 2026`.
  var these: String {
    switch name {
    case .last, .chosen: "these \(days) days"
    case .month, .year: title
    }
  }

  /// What it is compared with: `the 28 days before`, `September 2026`, `the same days of 2025`.
  var before: String {
    switch name {
    case .last, .chosen: "the \(days) days before"
    case .month, .year: (isRunning ? "the same days of " : "") + previousTitle
    }
  }

  /// The same, short enough for a label: `28 before`, `September 2026`.
  var beforeLabel: String {
    switch name {
    case .last, .chosen: "\(days) before"
    case .month, .year: previousTitle
    }
  }

  private var previousTitle: String {
    let (year, month, _) = previousFrom.civil
    if case .month = name { return DayText.month(year, month) }
    return String(year)
  }
}
