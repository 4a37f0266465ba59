import Figures

/// Pictures of parts, ways, trees and spreads.
extension PanelFigure {
  var parts: PartsFigure {
    let grid = Grid(self, columns: .colour, rows: .label, values: .value)
    let most = panel.limit ?? grid.rows.count
    return PartsFigure(
      title: panel.question, summary: summary, parts: grid.columns,
      bars: zip(grid.rows, grid.values).prefix(most).map { .init($0, $1.map { $0 ?? 0 }) },
      unit: panel.unit, format: panel.format)
  }

  var funnel: FunnelFigure {
    let people = numbers(.people)
    let times = column(.time).map { _ in numbers(.time) }
    return FunnelFigure(
      title: panel.question, summary: summary,
      steps: shownRows.map { row in
        .init(
          text(row, .step), people: people[row], time: times?[row],
          way: column(.colour) == nil ? nil : text(row, .colour))
      }, unit: panel.unit)
  }

  var flow: FlowFigure {
    let values = numbers(.value)
    let steps = column(.step).map { _ in numbers(.step) }
    let links = table.rows.indices.map { row in
      FlowLayout.Link(
        from: text(row, .from), to: text(row, .to), value: values[row] ?? 0,
        step: steps?[row].flatMap { Int(exactly: $0.rounded()) })
    }
    return FlowFigure(
      title: panel.question, summary: summary, links: links, unit: panel.unit,
      format: panel.format)
  }

  var treemap: TreemapFigure {
    let (sizes, colours) = (numbers(.size), numbers(.colour))
    let items = table.rows.indices.map { row in
      let name = text(row, .path)
      return TreemapFigure.Item(
        path: column(.parent) == nil ? Self.path(of: name) : [text(row, .parent), name],
        name: name, size: sizes[row] ?? 0, value: colours[row])
    }
    return TreemapFigure(
      title: panel.question, summary: summary, items: items, sizeUnit: panel.measure,
      sizeFormat: panel.measureFormat, unit: panel.unit, format: panel.format,
      most: panel.limit ?? 40)
  }

  /// The names between the slashes of an address without its query; the start page is `/`.
  private static func path(of name: String) -> [String] {
    let names = name.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map(String.init)
    return names.isEmpty ? [name] : Array(names.prefix(20))
  }

  var scatter: ScatterFigure {
    let (xs, ys) = (numbers(.x), numbers(.y))
    let sizes = column(.size).map { _ in numbers(.size) }
    return ScatterFigure(
      title: panel.question, summary: summary,
      points: table.rows.indices.prefix(1_000).map { row in
        .init(
          column(.label) == nil ? "" : text(row, .label), x: xs[row], y: ys[row],
          size: sizes?[row])
      },
      x: .init(panel.measure.isEmpty ? column(.x) ?? "" : panel.measure, panel.measureFormat),
      y: .init(panel.unit.isEmpty ? column(.y) ?? "" : panel.unit, panel.format),
      sizeUnit: column(.size), named: panel.limit ?? 12)
  }

  var bins: Bins {
    let (lows, counts) = (numbers(.x), numbers(.y))
    guard column(.high) != nil else {
      let values = zip(lows, counts).compactMap { low, count in
        low.map { (number: $0, count: column(.y) == nil ? 1 : count ?? 0) }
      }
      return Bins(values: values, format: panel.measureFormat)
    }
    let highs = numbers(.high)
    return Bins(
      table.rows.indices.compactMap { row in
        lows[row].map { .init(low: $0, high: highs[row], count: counts[row] ?? 0) }
      })
  }

  var histogram: HistogramFigure {
    HistogramFigure(
      title: panel.question, summary: summary, bins: bins, unit: panel.unit,
      measure: panel.measure, format: panel.measureFormat)
  }

  var ranges: RangeFigure {
    let (lows, mids, highs) = (numbers(.low), numbers(.mid), numbers(.high))
    return RangeFigure(
      title: panel.question, summary: summary,
      rows: shownRows.map { row in
        .init(text(row, .label), low: lows[row], middle: mids[row], high: highs[row])
      }, unit: panel.unit, format: panel.format)
  }

  /// Ages that a cohort has reached have rows; from its last row on, it is too young.
  var cohorts: CohortTable {
    let (ages, values, sizes) = (numbers(.age), numbers(.value), numbers(.size))
    let known = ages.compactMap { $0.flatMap { Int(exactly: $0.rounded()) } }
      .filter { (0...120).contains($0) }
    let first = known.min() ?? 0
    var names: [String] = []
    var told: [String: (size: Double?, values: [Double?])] = [:]
    for row in table.rows.indices {
      guard let age = ages[row].flatMap({ Int(exactly: $0.rounded()) }), (0...120).contains(age)
      else { continue }
      let name = text(row, .cohort)
      if told[name] == nil {
        names.append(name)
        told[name] = (nil, [])
      }
      if let size = sizes[row] { told[name]?.size = size }
      let missing = age - first + 1 - (told[name]?.values.count ?? 0)
      if missing > 0 {
        told[name]?.values += [Double?](repeating: nil, count: missing)
      }
      told[name]?.values[age - first] = values[row]
    }
    return CohortTable(
      caption: panel.question,
      cohorts: names.prefix(panel.limit ?? names.count).compactMap { name in
        told[name].map { .init(name, size: $0.size, values: $0.values) }
      },
      heading: panel.heading ?? column(.cohort) ?? "",
      unit: panel.unit.isEmpty ? column(.size) ?? "" : panel.unit,
      ageHeading: (column(.age) ?? "").replacing("_", with: " "), firstAge: first)
  }
}
