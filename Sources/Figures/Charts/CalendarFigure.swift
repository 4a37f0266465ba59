import Markup

/// A calendar of days coloured by a value: weeks are columns, weekdays rows.
package struct CalendarFigure: Chart, Sendable {
  package struct Day: Sendable {
    /// The column, counted from 0.
    package let week: Int
    /// The row, 0 to 6.
    package let weekday: Int
    /// The value; nil where nothing is known of the day.
    package let value: Double?
    /// The day as people write it, for the tip.
    package let label: String
    /// The numbers of what happened on it.
    package var events: [Int] = []

    package init(week: Int, weekday: Int, value: Double?, label: String) {
      self.week = week
      self.weekday = min(max(0, weekday), 6)
      self.value = value
      self.label = label
    }
  }

  package let title: String
  package let summary: String
  package let days: [Day]
  /// The names of the seven rows.
  package let weekdays: [String]
  /// Names above the week in which each month begins; positions are weeks.
  package let months: [AxisTick]
  package let unit: String
  package let format: ValueFormat
  private let scale: HeatScale

  package init(
    title: String, summary: String, days: [Day], weekdays: [String], months: [AxisTick],
    unit: String, format: ValueFormat = .count
  ) {
    self.title = title
    self.summary = summary
    self.days = days
    self.weekdays = Array(weekdays.prefix(7))
    self.months = months
    self.unit = unit
    self.format = format
    scale = HeatScale(days.compactMap(\.value))
  }

  package func draw(_ shape: Shape) -> Drawing {
    guard let first = days.map(\.week).min(), let last = days.map(\.week).max() else {
      return Draw.nothing(shape)
    }
    let names = weekdays.map { TextStyle.tick.fit(Label.clean($0), room: 60) }
    let left = (names.map { TextStyle.tick.width(of: $0) }.max() ?? 0).rounded(.up) + 8
    let weeks = last - first + 1
    let inOneRow = Int((shape.width - left) / 13)
    let rows = (weeks + inOneRow - 1) / inOneRow
    let weeksInRow = (weeks + rows - 1) / rows
    let pitch = min(34, ((shape.width - left) / Double(weeksInRow)).rounded(.down))
    var marks: [Node] = []
    var top = 0.0
    for row in 0..<rows {
      let start = first + row * weeksInRow
      let block = CalendarBlock(
        weeks: start..<min(last + 1, start + weeksInRow), left: left, top: top + 22, pitch: pitch,
        width: shape.width)
      marks += block.weekdayNames(names) + block.monthNames(months)
      for day in days where block.weeks.contains(day.week) {
        marks += block.cell(day, className: scale.className(day.value), tip: tip(day))
      }
      let strip = block.events(days)
      marks += strip.numbers(below: block.bottom)
      top = block.bottom + strip.height + 12
    }
    let key = HeatKey(
      scale: scale, format: format, unit: unit, hasMissing: days.contains { $0.value == nil })
    let drawn = key.draw(left: left, top: top - 2, width: shape.width)
    return Drawing(height: top + drawn.height, marks: marks + drawn.marks)
  }

  private func tip(_ day: Day) -> String {
    let value = day.value.map { "\(format.text($0)) \(Label.clean(unit))" } ?? "no data"
    return "\(Label.clean(day.label)): \(value)"
  }
}

/// Some weeks of a calendar, side by side.
private struct CalendarBlock {
  let weeks: Range<Int>
  let left: Double
  let top: Double
  let pitch: Double
  let width: Double

  var bottom: Double { top + 7 * pitch }

  /// The names of all rows, or of every other one where the rows are low.
  func weekdayNames(_ names: [String]) -> [Node] {
    names.enumerated().filter { pitch >= 15 || $0.offset % 2 == 0 }.map { row, name in
      Draw.text(
        name, x: left - 8, y: top + pitch * (Double(row) + 0.5) + 3, .tick, .end)
    }
  }

  func monthNames(_ months: [AxisTick]) -> [Node] {
    let inside = months.filter {
      $0.position >= Double(weeks.lowerBound) && $0.position < Double(weeks.upperBound)
    }
    // From the last to the first: of two that collide, the one whose month fills its weeks stays.
    var limit = width
    var marks: [Node] = []
    for month in inside.sorted(by: { $0.position > $1.position }) {
      let text = Label.clean(month.label, limit: 20)
      let x = left + (month.position - Double(weeks.lowerBound)) * pitch
      guard x + TextStyle.tick.width(of: text) <= limit else { continue }
      marks.append(Draw.text(text, x: x, y: top - 8, .tick))
      limit = x - 8
    }
    return marks.reversed()
  }

  func cell(_ day: CalendarFigure.Day, className: String, tip: String) -> [Node] {
    let x = left + Double(day.week - weeks.lowerBound) * pitch
    let y = top + Double(day.weekday) * pitch
    let side = pitch - 2
    let ring =
      day.events.isEmpty
      ? [] : [Draw.rect("ring", x: x + 1, y: y + 1, width: side - 2, height: side - 2, radius: 1)]
    let cell = Draw.rect(
      "day \(className)", x: x, y: y, width: side, height: side, radius: 2, title: tip)
    guard className == "none" else { return [cell] + ring }
    let stroke =
      "M\(Number.svg(x + 2)) \(Number.svg(y + side - 2))L\(Number.svg(x + side - 2)) \(Number.svg(y + 2))"
    return [cell, Draw.path("hatch", stroke)] + ring
  }

  /// What happened in its weeks, each under the first of them.
  func events(_ days: [CalendarFigure.Day]) -> EventStrip {
    var firstWeek: [Int: Int] = [:]
    for day in days where weeks.contains(day.week) {
      for number in day.events { firstWeek[number] = min(firstWeek[number] ?? .max, day.week) }
    }
    let events = firstWeek.sorted { $0.key < $1.key }.map {
      AxisEvent(number: $0.key, start: Double($0.value), end: Double($0.value))
    }
    return EventStrip(events, within: left...width) {
      left + ($0 - Double(weeks.lowerBound) + 0.5) * pitch
    }
  }
}
