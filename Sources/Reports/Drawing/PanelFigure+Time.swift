import Clickstream
import Figures
import Markup

extension PanelFigure {
  private var days: [Day] {
    table.rows.indices.compactMap { table.day($0, column(.x)) }
  }

  private var ticks: [AxisTick] {
    guard let first = days.first else { return [] }
    return TimeTicks.ticks(from: first, count: days.count)
  }

  /// The period against the one before; what lies after the newest record is missing, not zero.
  var line: LineFigure {
    let values = numbers(.y)
    let lastKnown = period.zone.day(of: period.dataUntil)
    let known = zip(days, values).map { day, value in day > lastKnown ? nil : value }
    let unfinished = unfinished(days)
    let compared = period.hasPrevious && column(.compared) != nil
    var figure = LineFigure(
      title: panel.question, summary: summary,
      period: .init(compared ? period.these : panel.unit, known),
      compared: compared ? .init(period.beforeLabel, numbers(.compared)) : nil,
      ticks: ticks, unit: panel.unit, format: panel.format, note: note(known),
      unfinished: unfinished)
    figure.events = axisEvents
    return figure
  }

  /// A remark at the highest day, where it stands out from the middle one.
  private func note(_ values: [Double?]) -> LineFigure.Note? {
    let known = values.compactMap { $0 }.sorted()
    guard known.count > 4, let largest = known.last, largest > 1.4 * known[known.count / 2],
      let place = values.firstIndex(of: largest)
    else { return nil }
    return LineFigure.Note(
      position: place, text: "\(panel.format.text(largest)) on \(DayText.weekday(days[place]))")
  }

  /// One part a name, in the order of their coming.
  var stack: StackFigure {
    let days = SeriesByDay(self)
    var figure = StackFigure(
      title: panel.question, summary: summary,
      series: zip(days.names, days.values).map { .init($0, $1.map { $0 ?? 0 }) },
      ticks: days.ticks, unit: panel.unit, format: panel.format)
    figure.events = axisEvents
    return figure
  }

  /// One line a name, in the order of their coming.
  var lines: LinesFigure {
    let days = SeriesByDay(self)
    return LinesFigure(
      title: panel.question, summary: summary, series: known(days), ticks: days.ticks,
      unit: panel.unit, format: panel.format, unfinished: unfinished(days.days))
  }

  var multiples: MultiplesFigure {
    let days = SeriesByDay(self)
    return MultiplesFigure(
      title: panel.question, summary: summary,
      series: Array(known(days).prefix(panel.limit ?? .max)),
      from: days.days.first.map(DayText.weekday) ?? "",
      until: days.days.last.map(DayText.weekday) ?? "", unit: panel.unit, format: panel.format,
      unfinished: unfinished(days.days))
  }

  /// What lies after the newest record is missing, not zero.
  private func known(_ days: SeriesByDay) -> [LineFigure.Series] {
    let last = period.zone.day(of: period.dataUntil)
    return zip(days.names, days.values).map { name, values in
      .init(name, zip(days.days, values).map { $0 > last ? nil : $1 })
    }
  }

  private func unfinished(_ days: [Day]) -> Int {
    days.last == period.lastDay ? period.unfinishedDays : 0
  }

  /// Days before the first and after the newest record are missing.
  var calendar: CalendarFigure {
    let numbers = numbers(.colour)
    let covered = period.zone.day(of: period.dataFrom)...period.zone.day(of: period.dataUntil)
    // Weeks before the first record would say nothing.
    let oldest = covered.lowerBound.advanced(byDays: 1 - covered.lowerBound.isoWeekday)
    let first = max(days.first ?? period.from, oldest)
    let monday = first.advanced(byDays: 1 - first.isoWeekday)
    var months: [AxisTick] = []
    let cells = zip(days, numbers).filter { $0.0 >= first }.map { day, value in
      let week = Int(day.number - monday.number) / 7
      if day == first || day.civil.day == 1 {
        // A month is named above the first week that begins in it.
        let start = day.isoWeekday == 1 || day == first ? week : week + 1
        months.append(AxisTick(position: Double(start), label: DayText.monthTick(day)))
      }
      var cell = CalendarFigure.Day(
        week: week, weekday: day.isoWeekday - 1, value: covered.contains(day) ? value ?? 0 : nil,
        label: "\(DayText.weekday(day)) \(day.civil.year)")
      cell.events = events(on: day)
      return cell
    }
    return CalendarFigure(
      title: panel.question, summary: summary, days: cells, weekdays: DayText.weekdays,
      months: months, unit: panel.unit, format: panel.format)
  }
}

/// Rows of (day, name, number): a row of values for each name, in the order of their coming.
struct SeriesByDay {
  private(set) var days: [Day] = []
  private(set) var names: [String] = []
  /// One row for each name, with a value for each day; nil where there was none.
  private(set) var values: [[Double?]] = []

  init(_ figure: PanelFigure) {
    let numbers = figure.numbers(.y)
    var placeOf: [Day: Int] = [:]
    var told: [String: [Int: Double]] = [:]
    for row in figure.table.rows.indices {
      guard let day = figure.table.day(row, figure.column(.x)) else { continue }
      if placeOf[day] == nil {
        placeOf[day] = days.count
        days.append(day)
      }
      let name = figure.text(row, .colour)
      if told[name] == nil { names.append(name) }
      told[name, default: [:]][placeOf[day] ?? 0] = numbers[row]
    }
    values = names.map { name in days.indices.map { told[name]?[$0] } }
  }

  var ticks: [AxisTick] {
    days.first.map { TimeTicks.ticks(from: $0, count: days.count) } ?? []
  }
}
