import Figures

/// What is known of parts, ways, trees and spreads.
extension Facts {
  /// Bars made of parts: each name with the sum of its parts.
  mutating func parts(_ panel: Panel, _ table: PanelTable) {
    var names: [String] = []
    var sums: [String: Double] = [:]
    for row in table.rows.indices {
      let name = table.text(row, panel.columns[.label]) ?? "unknown"
      if sums[name] == nil { names.append(name) }
      sums[name, default: 0] += table.number(row, panel.columns[.value]) ?? 0
    }
    let total = names.reduce(0) { $0 + (sums[$1] ?? 0) }
    set("count", Double(names.count), .count)
    set("total", total, panel.format)
    let ranked = names.indices.filter { (sums[names[$0]] ?? 0) > 0 }
      .sorted { (sums[names[$1]] ?? 0, $0) < (sums[names[$0]] ?? 0, $1) }
    for (fact, index) in zip(["top", "second"], ranked) {
      let sum = sums[names[index]]
      set(fact, names[index])
      set("\(fact)_value", sum, panel.format)
      set("\(fact)_share", total > 0 ? (sum ?? 0) / total : nil, .share)
    }
  }

  /// The share that is still there at the second age, over the cohorts that have reached it.
  mutating func cohorts(_ panel: Panel, _ table: PanelTable) {
    var names: [String] = []
    var sizes: [String: Double] = [:]
    var told: [String: [Int: Double]] = [:]
    for row in table.rows.indices {
      let name = table.text(row, panel.columns[.cohort]) ?? "unknown"
      guard let age = table.number(row, panel.columns[.age]).flatMap({ Int(exactly: $0) }) else {
        continue
      }
      if told[name] == nil { names.append(name) }
      told[name, default: [:]][age] = table.number(row, panel.columns[.value])
      if let size = table.number(row, panel.columns[.size]) { sizes[name] = size }
    }
    set("count", Double(names.count), .count)
    set("total", sizes.values.sorted().reduce(0, +), .count)
    let first = told.values.flatMap(\.keys).min() ?? 0
    let age = max(1, first)
    let reached = names.filter { told[$0]?[age] != nil && (sizes[$0] ?? 0) > 0 }
    let size = reached.reduce(0) { $0 + (sizes[$1] ?? 0) }
    set("age", Double(age), .count)
    let still = reached.reduce(0) { $0 + (told[$1]?[age] ?? 0) }
    set("share", size >= ValueFormat.smallBase ? still / size : nil, .share)
    let large = reached.filter { (sizes[$0] ?? 0) >= ValueFormat.smallBase }
    let shares = large.map { name in (told[name]?[age] ?? 0) / (sizes[name] ?? 1) }
    guard large.count > 1, let best = Self.largest(shares) else { return }
    set("best", large[best])
    set("best_share", shares[best], .share)
  }

  /// The largest, and of those that hold a hundredth at least, the one with most colour.
  mutating func tree(_ panel: Panel, _ table: PanelTable) {
    let sizes = table.numbers(panel.columns[.size])
    let colours = table.numbers(panel.columns[.colour])
    let total = sizes.reduce(0) { $0 + max(0, $1 ?? 0) }
    set("count", Double(sizes.count), .count)
    set("total", total, panel.measureFormat)
    guard total > 0, let top = Self.largest(sizes) else { return }
    set("top", table.text(top, panel.columns[.path]))
    set("top_value", sizes[top], panel.measureFormat)
    set("top_share", (sizes[top] ?? 0) / total, .share)
    let counted = zip(sizes, colours).map { size, colour in
      (size ?? 0) * 100 >= total ? colour : nil
    }
    guard let high = Self.largest(counted), counted[high] ?? 0 > 0 else { return }
    set("high", table.text(high, panel.columns[.path]))
    set("high_value", counted[high] ?? nil, panel.format)
  }

  mutating func flow(_ panel: Panel, _ table: PanelTable) {
    let values = table.numbers(panel.columns[.value])
    let total = values.reduce(0) { $0 + ($1 ?? 0) }
    set("total", total, panel.format)
    guard total > 0, let top = Self.largest(values) else { return }
    set("from", table.text(top, panel.columns[.from]))
    set("to", table.text(top, panel.columns[.to]))
    set("top_value", values[top], panel.format)
    set("top_share", (values[top] ?? 0) / total, .share)
  }

  /// The first step and the last of the first way, and the step before which most turn back.
  mutating func funnel(_ panel: Panel, _ table: PanelTable) {
    let way = table.text(0, panel.columns[.colour])
    let people = table.rows.indices.prefix { row in
      table.text(row, panel.columns[.colour]) == way
    }.map { table.number($0, panel.columns[.people]) }
    set("way", way)
    guard let first = people.first ?? nil, first > 0, people.count > 1 else { return }
    let end = people.count - 1
    set("first", table.text(0, panel.columns[.step]))
    set("first_value", first, .count)
    set("last", table.text(end, panel.columns[.step]))
    set("last_value", people[end], .count)
    set("last_share", first >= ValueFormat.smallBase ? people[end].map { $0 / first } : nil, .share)
    let lost = zip(people, people.dropFirst()).map { before, after -> Double? in
      before.flatMap { before in after.map { before - $0 } }
    }
    guard let worst = Self.largest(lost), let gone = lost[worst], gone > 0,
      let before = people[worst]
    else { return }
    set("drop", table.text(worst + 1, panel.columns[.step]))
    set("drop_value", gone, .count)
    set("drop_share", before >= ValueFormat.smallBase ? gone / before : nil, .share)
  }

  /// The names with the largest and the least value, of those that are shown.
  mutating func dots(_ panel: Panel, _ table: PanelTable, value channel: FigureKind.Channel) {
    let shown = panel.figure == .dots ? panel.limit ?? .max : .max
    let values = Array(table.numbers(panel.columns[channel]).prefix(shown))
    set("count", Double(values.count { $0 != nil }), .count)
    guard let top = Self.largest(values) else { return }
    set("top", table.text(top, panel.columns[.label]))
    set("top_value", values[top], panel.format)
    guard panel.figure == .dots, let least = Self.largest(values.map { $0.map { -$0 } }),
      least != top
    else { return }
    set("least", table.text(least, panel.columns[.label]))
    set("least_value", values[least], panel.format)
  }

  mutating func spread(_ panel: Panel, _ table: PanelTable, _ period: Period) {
    let figure = PanelFigure(
      panel: panel, table: table, period: period, summary: "", size: .full)
    let bins = figure.bins
    set("total", bins.total, panel.format)
    for (name, share) in [("median", 0.5), ("p90", 0.9)] {
      guard let value = bins.quantile(share), !value.isBeyond else { continue }
      set(name, value.number, panel.measureFormat)
    }
  }
}
