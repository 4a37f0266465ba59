import Clickstream
import Figures

extension Facts {
  /// What is known of the rows of a panel in its period; without a covered compared period nothing
  /// is said about change.
  init(_ panel: Panel, _ table: PanelTable, period: Period, site: Site) {
    set("days", Double(period.days), .count)
    if site.hosts.isEmpty { set("undeclared", remark: Self.undeclared) }
    switch panel.figure {
    case .line where panel.columns[.colour] == nil,
      .area where panel.columns[.colour] == nil:
      series(panel, table, period, y: .y, hasPrevious: period.hasPrevious)
    case .calendar: series(panel, table, period, y: .colour, hasPrevious: false)
    case .bar where panel.columns[.colour] != nil:
      parts(panel, table)
    case .bar, .pie, .ring:
      ranking(panel, table, label: .label, value: .value, hasPrevious: period.hasPrevious)
    case .column: ranking(panel, table, label: .x, value: .y, hasPrevious: false)
    case .line, .area, .stacked, .multiples: stack(panel, table, period)
    case .cohort: cohorts(panel, table)
    case .treemap: tree(panel, table)
    case .flow: flow(panel, table)
    case .funnel: funnel(panel, table)
    case .scatter: dots(panel, table, value: .y)
    case .dots: dots(panel, table, value: .mid)
    case .histogram: spread(panel, table, period)
    case .heatmap, .matrix: grid(panel, table)
    case .table, .sentence: firstRow(panel, table, hasPrevious: period.hasPrevious)
    case .numbers: break
    }
  }

  private static let undeclared =
    "The site declares no hosts, so its own pages cannot be told apart from other sites."

  private mutating func series(
    _ panel: Panel, _ table: PanelTable, _ period: Period, y: FigureKind.Channel,
    hasPrevious: Bool
  ) {
    let x = panel.columns[.x]
    let values = table.numbers(panel.columns[y])
    let total = values.reduce(0) { $0 + ($1 ?? 0) }
    let compared = panel.columns[.compared].map { table.numbers($0) }
    let previous = hasPrevious ? compared?.reduce(0) { $0 + ($1 ?? 0) } : nil
    set("total", total, previous: previous, panel.format)
    let known = values.indices.filter { values[$0] != nil && period.covers(table.day($0, x)) }
    set("average", known.isEmpty ? nil : (total / Double(known.count)).rounded(), panel.format)
    peak(values, panel.format) { table.text($0, x) }
  }

  private mutating func peak(
    _ values: [Double?], _ format: ValueFormat, label: (Int) -> String?
  ) {
    guard let best = Self.largest(values), let value = values[best], value > 0 else { return }
    set("peak", label(best))
    set("peak_value", value, format)
  }

  private mutating func ranking(
    _ panel: Panel, _ table: PanelTable, label: FigureKind.Channel, value: FigureKind.Channel,
    hasPrevious: Bool
  ) {
    let values = table.numbers(panel.columns[value])
    let compared = hasPrevious ? panel.columns[.compared].map { table.numbers($0) } : nil
    let total = values.reduce(0) { $0 + ($1 ?? 0) }
    set("count", Double(values.count), .count)
    set("total", total, previous: compared?.reduce(0) { $0 + ($1 ?? 0) }, panel.format)
    let ranked = values.indices.filter { (values[$0] ?? 0) > 0 }
      .filter { !Self.isOfOthers(table.text($0, panel.columns[label])) }
      .sorted { (values[$1] ?? 0, $0) < (values[$0] ?? 0, $1) }
    for (name, row) in zip(["top", "second"], ranked) {
      set(name, table.text(row, panel.columns[label]))
      set("\(name)_value", values[row], previous: compared?[row], panel.format)
      set("\(name)_share", total > 0 ? (values[row] ?? 0) / total : nil, .share)
    }
    guard let compared else { return }
    let growth = values.indices.map { row in
      ranked.contains(row) ? (values[row] ?? 0) - (compared[row] ?? 0) : nil
    }
    if let best = Self.largest(growth), (growth[best] ?? 0) >= 5, best != ranked.first {
      set("riser", table.text(best, panel.columns[label]))
      set("riser_value", values[best], previous: compared[best] ?? 0, panel.format)
    }
  }

  private mutating func stack(_ panel: Panel, _ table: PanelTable, _ period: Period) {
    var days: [String] = []
    var covered = 0
    var parts: [String] = []
    var sumOfDay: [String: Double] = [:]
    var sumOfPart: [String: Double] = [:]
    for row in table.rows.indices {
      let value = table.number(row, panel.columns[.y]) ?? 0
      let day = table.text(row, panel.columns[.x]) ?? ""
      let part = table.text(row, panel.columns[.colour]) ?? ""
      if sumOfDay[day] == nil {
        days.append(day)
        if period.covers(table.day(row, panel.columns[.x])) { covered += 1 }
      }
      if sumOfPart[part] == nil { parts.append(part) }
      sumOfDay[day, default: 0] += value
      sumOfPart[part, default: 0] += value
    }
    let total = parts.reduce(0) { $0 + (sumOfPart[$1] ?? 0) }
    set("total", total, panel.format)
    set(
      "average", covered == 0 ? nil : (total / Double(covered)).rounded(), panel.format)
    peak(days.map { sumOfDay[$0] }, panel.format) { days[$0] }
    if let best = Self.largest(parts.map { sumOfPart[$0] }), total > 0 {
      set("top", parts[best])
      set("top_value", sumOfPart[parts[best]], panel.format)
      set("top_share", (sumOfPart[parts[best]] ?? 0) / total, .share)
    }
  }

  private mutating func grid(_ panel: Panel, _ table: PanelTable) {
    let values = table.numbers(panel.columns[.colour])
    let total = values.reduce(0) { $0 + ($1 ?? 0) }
    set("total", total, panel.format)
    guard let best = Self.largest(values), let value = values[best], value > 0 else { return }
    set("top_x", table.text(best, panel.columns[.x]).map(DayText.spelledOut))
    set("top_y", table.text(best, panel.columns[.y]).map(DayText.spelledOut))
    set("top_value", value, panel.format)
    set("top_share", value / total, .share)
    for (name, channel) in [("best_x", FigureKind.Channel.x), ("best_y", .y)] {
      var names: [String] = []
      var sums: [String: Double] = [:]
      for row in table.rows.indices {
        let key = table.text(row, panel.columns[channel]) ?? ""
        if sums[key] == nil { names.append(key) }
        sums[key, default: 0] += values[row] ?? 0
      }
      guard let best = Self.largest(names.map { sums[$0] }) else { continue }
      set(name, DayText.spelledOut(names[best]))
      set("\(name)_share", (sums[names[best]] ?? 0) / total, .share)
    }
  }

  /// The columns of the first row that stands for one thing; `previous_visits` is the compared value
  /// of `visits`, and `riser` and what begins with it tell of change.
  private mutating func firstRow(_ panel: Panel, _ table: PanelTable, hasPrevious: Bool) {
    set("count", Double(table.rows.count), .count)
    let named = table.rows.indices.first { row in
      !table.columns.contains { Self.isOfOthers(table.text(row, $0)) }
    }
    guard let row = named else { return }
    for column in table.columns where !column.hasPrefix("previous_") {
      if !hasPrevious, column.hasPrefix("riser") { continue }
      if let number = table.number(row, column) {
        let previous = hasPrevious ? table.number(row, "previous_\(column)") : nil
        set(column, number, previous: previous, panel.formats[column] ?? .count)
      } else {
        set(column, table.text(row, column))
      }
    }
  }

  /// Whether a row stands for all of which too little is known to show each (`footfall.public_word`).
  private static func isOfOthers(_ label: String?) -> Bool {
    label?.hasPrefix("others, each from fewer than ") ?? false
  }

  /// The place of the largest value, the first of equal ones.
  static func largest(_ values: [Double?]) -> Int? {
    var best: Int?
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      if let known = best, value <= values[known] ?? -.infinity { continue }
      best = index
    }
    return best
  }
}

extension Period {
  /// Whether there are records of a day; nil, as of what is no day, is taken for one.
  fileprivate func covers(_ day: Day?) -> Bool {
    guard let day else { return true }
    return zone.day(of: dataFrom) <= day && day <= zone.day(of: dataUntil)
  }
}
