import Figures
import Markup
import Support

/// Figures of every kind around the same labels and numbers.
struct Sample {
  var random: SplitMix64
  let labels: [String]

  init(seed: UInt64, labels: [String] = Self.plain) {
    random = SplitMix64(seed: seed)
    self.labels = labels
  }

  static let plain = ["Booking", "Enquiry", "Order", "Complaint", "Renewal", "Praise", "Lost"]

  func label(_ index: Int) -> String { labels[index % labels.count] }

  mutating func value() -> Double {
    let scale = [1.0, 30, 4_000, 7e6][Int(random.next() % 4)]
    return (Double.random(in: 0...scale, using: &random)).rounded()
  }

  mutating func values(_ count: Int) -> [Double?] {
    (0..<count).map { _ in random.next() % 9 == 0 ? nil : value() }
  }

  private mutating func ticks(_ count: Int, every step: Int) -> [AxisTick] {
    stride(from: 0, to: count, by: step).map {
      AxisTick(position: Double($0), label: label($0))
    }
  }

  /// All figures that are drawn, with the name of each.
  mutating func charts() -> [any Chart] {
    let days = Int.random(in: 1...90, using: &random)
    let step = Int.random(in: 1...9, using: &random)
    let ticks = ticks(days, every: step)
    let (now, before) = (values(days), values(days))
    let bars = (0..<Int.random(in: 1...12, using: &random)).map {
      ColumnFigure.Bar(label($0), values(1)[0])
    }
    let parts = (0..<Int.random(in: 1...8, using: &random)).map {
      StackFigure.Series(label($0), values(days).map { $0 ?? 0 })
    }
    let slices = (0..<Int.random(in: 1...9, using: &random)).map {
      PieFigure.Slice(label($0), value())
    }
    let known = values(Int.random(in: 1...500, using: &random))
    let calendar = known.enumerated().map { index, value in
      CalendarFigure.Day(
        week: index / 7, weekday: index % 7, value: value, label: label(index))
    }
    let months = stride(from: 0, to: calendar.count / 7 + 1, by: 4).map {
      AxisTick(position: Double($0), label: label($0))
    }
    let noted = noted(days, calendar: calendar, labels: months, ticks: ticks)
    return noted + [
      LineFigure(
        title: label(0), summary: label(1), period: .init(label(2), now),
        compared: .init(label(3), before), ticks: ticks, unit: label(4),
        note: .init(position: days / 2, text: label(5)), unfinished: Int(random.next() % 3)),
      LineFigure(
        title: label(0), summary: label(1), period: .init(label(2), now), ticks: ticks,
        unit: "", format: .seconds),
      ColumnFigure(title: label(0), summary: label(1), bars: bars, unit: label(2)),
      StackFigure(
        title: label(0), summary: label(1), series: parts, ticks: ticks, unit: label(2),
        format: .bytes),
      PieFigure(title: label(0), summary: label(1), slices: slices, unit: label(2)),
      CalendarFigure(
        title: label(0), summary: label(1), days: calendar, weekdays: (0..<7).map(label),
        months: months, unit: label(2)),
    ] + shapes(ticks: ticks, days: days)
  }

  /// Figures along days with what happened on them.
  private mutating func noted(
    _ days: Int, calendar: [CalendarFigure.Day], labels: [AxisTick], ticks: [AxisTick]
  ) -> [any Chart] {
    let events = (1...Int.random(in: 1...15, using: &random)).map { number in
      let start = Double(Int.random(in: 0..<days, using: &random))
      let length = random.next() % 3 == 0 ? Double(random.next() % 20) : 0
      return AxisEvent(number: number, start: start, end: min(Double(days - 1), start + length))
    }
    var line = LineFigure(
      title: label(0), summary: label(1), period: .init(label(2), values(days)),
      compared: .init(label(3), values(days)), ticks: ticks, unit: label(4))
    line.events = events
    var stack = StackFigure(
      title: label(0), summary: label(1),
      series: [.init(label(2), values(days).map { $0 ?? 0 })], ticks: ticks, unit: label(3))
    stack.events = events
    var cells = calendar
    for event in events where cells.indices.contains(Int(event.start)) {
      cells[Int(event.start)].events.append(event.number)
    }
    let weeks = CalendarFigure(
      title: label(0), summary: label(1), days: cells, weekdays: (0..<7).map(label),
      months: labels, unit: label(2))
    return [line, stack, weeks]
  }

  /// All figures that are tables.
  mutating func tables() -> [Node] {
    let names = (0..<7).map(label)
    let cells = names.map { _ in values(24) }
    return [
      HeatTable(
        caption: label(0), columns: (0..<24).map(label), rows: names, values: cells,
        unit: label(1)
      ).markup(),
      MatrixFigure(
        caption: label(0), rows: names, columns: Array(names.reversed()), values: cells,
        rowHeading: label(1), columnHeading: label(2), unit: label(3)
      ).markup(),
      RankTable(
        caption: label(0), labelHeading: label(1), valueHeading: label(2),
        changeHeading: label(3), rows: names.map { .init($0, value: value(), change: label(4)) }
      ).markup(),
      DataTable(
        caption: label(0), columns: [.init(label(1)), .init(label(2), .count)],
        rows: names.map { [.text($0), .number(value())] }
      ).details(),
      RankTable(
        caption: label(0), labelHeading: label(1), valueHeading: label(2), targetHeading: label(3),
        rows: names.map { .init($0, value: value(), target: value()) }
      ).markup(),
      CohortTable(
        caption: label(0),
        cohorts: names.enumerated().map { index, name in
          .init(name, size: value(), values: values(7 - index))
        }, heading: label(1), unit: label(2), ageHeading: label(3)
      ).markup(),
      Sparkline.node(values(9), format: .count),
    ]
  }
}
