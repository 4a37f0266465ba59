import Clickstream
import Figures
import Markup
import PostgreSQL

extension PanelFigure {
  /// The rows as a plain table; a last line says how many are not shown.
  func records(captioned caption: String, limit: Int) -> DataTable {
    let shown = shownColumns
    let first = columnsWithFormats(shown)
    let rows = table.rows.indices.prefix(limit).map { row in
      zip(shown, first).map { cell(row, $0.name, isNumber: $1.format != nil) }
    }
    let hidden = table.rows.count - rows.count
    let title = hidden > 0 ? "\(caption) The first \(rows.count) of \(table.rows.count)." : caption
    return DataTable(caption: title, columns: first, rows: rows)
  }

  /// Columns with their headings: those that a table names, else those that feed the picture.
  private var shownColumns: [(name: String, heading: String)] {
    if !panel.headings.isEmpty { return panel.headings.map { ($0.name, $0.text) } }
    let channels: [FigureKind.Channel] =
      switch panel.figure {
      case .matrix, .heatmap: [.y, .x, .colour]
      case .stacked, .multiples: [.x, .colour, .y]
      case .cohort: [.cohort, .age, .value, .size]
      case .treemap: [.path, .parent, .size, .colour]
      case .flow: [.from, .to, .step, .value]
      case .funnel: [.colour, .step, .people, .time]
      case .scatter: [.label, .x, .y, .size]
      case .histogram: [.x, .high, .y]
      case .dots: [.label, .low, .mid, .high]
      case .calendar: [.x, .colour]
      default: [.x, .label, .colour, .y, .value, .target, .compared]
      }
    return channels.compactMap { channel in
      guard let name = column(channel) else { return nil }
      switch channel {
      case .compared: return period.hasPrevious ? (name, period.before) : nil
      case .label: return (name, panel.heading ?? name)
      case .y, .value, .colour, .people: return (name, isMain(channel) ? panel.unit : name)
      default: return (name, name)
      }
    }
  }

  /// Whether the unit and the format of the panel are those of a channel.
  private func isMain(_ channel: FigureKind.Channel) -> Bool {
    !panel.unit.isEmpty && panel.figure != .cohort
      && (panel.figure.required + panel.figure.optional).contains {
        $0.channel == channel && $0.content == .number
      }
  }

  /// The format of the numbers in a column.
  private func format(of name: String) -> ValueFormat {
    if let format = panel.formats[name] { return format }
    if panel.figure == .table { return .count }
    let channel = panel.columns.first { $0.value == name }?.key
    return switch (panel.figure, channel) {
    case (.treemap, .size), (.scatter, .x), (.histogram, .x), (.histogram, .high):
      panel.measureFormat
    case (.funnel, .time): .seconds
    case (.cohort, _), (.flow, .step), (.funnel, _), (.scatter, .size), (.histogram, .y): .count
    default: panel.format
    }
  }

  private func columnsWithFormats(
    _ columns: [(name: String, heading: String)]
  ) -> [DataTable.Column] {
    columns.map { name, heading in
      let place = table.columns.firstIndex(of: name)
      let isNumber = table.rows.contains { row in
        switch place.map({ row[$0] }) {
        case .integer, .number: true
        default: false
        }
      }
      return DataTable.Column(heading, isNumber ? format(of: name) : nil)
    }
  }

  private func cell(_ row: Int, _ name: String, isNumber: Bool) -> Cell {
    if isNumber { return table.number(row, name).map(Cell.number) ?? .missing }
    if let day = table.day(row, name) {
      return .text("\(DayText.weekday(day)) \(day.civil.year)")
    }
    guard let text = table.text(row, name), !text.isEmpty else { return .missing }
    if panel.sparks.contains(name) {
      return .line(Sparkline.values(text), panel.formats[name] ?? .count)
    }
    if let page = panel.pages[name].flatMap({ table.id(row, $0) }).flatMap({ pages[$0] }) {
      return .link(text, .page(page))
    }
    guard panel.links.contains(name), let link = Link(untrusted: text) ?? Link(mail: text) else {
      return .text(text)
    }
    return .link(text, link)
  }

  /// Numbers with their change, one a row.
  var headlineNumbers: Node {
    h(.dl, [.class("numbers")], shownRows.map(headlineNumber))
  }

  private func headlineNumber(_ row: Int) -> Node {
    let format = table.text(row, column(.formats)).flatMap(ValueFormat.init) ?? panel.format
    let value = table.number(row, column(.value))
    let previous = period.hasPrevious ? table.number(row, column(.compared)) : nil
    var parts = [h(.b, .text(value.map { format.text($0) } ?? "–"))]
    var remark = table.text(row, column(.remark)) ?? ""
    if let value, let previous {
      let change = Change(value: value, previous: previous, format: format)
      parts.append(h(.span, .text(change.words)))
      let judged = judgement(change, better: table.text(row, column(.better)))
      if remark.isEmpty { remark = "\(judged)than in \(period.before)" }
    } else if value == nil, remark.isEmpty {
      remark = "not known for this period"
    } else if remark.isEmpty, period.hasPrevious {
      remark = "nothing to compare with"
    }
    if let value, let before = yearBefore(row) {
      let change = Change(value: value, previous: before, format: format)
      remark += (remark.isEmpty ? "" : "; ") + "\(change.words) than a year before"
    }
    if let list = table.text(row, column(.spark)) {
      parts.append(Sparkline.node(Sparkline.values(list), format: format))
    }
    if !remark.isEmpty { parts.append(h(.small, .text(Label.clean(remark)))) }
    return h(.div, h(.dt, .text(Label.clean(text(row, .label)))), h(.dd, parts))
  }

  /// What the row of the same name tells of the same days of the year before.
  private func yearBefore(_ row: Int) -> Double? {
    guard let before, let label = table.text(row, column(.label)),
      let place = before.rows.indices.first(where: { before.text($0, column(.label)) == label })
    else { return nil }
    return before.number(place, column(.compared))
  }

  /// Whether a change is good, in words.
  private func judgement(_ change: Change, better: String?) -> String {
    guard let better, let isMore = change.isMore else { return "" }
    return (better == "more") == isMore ? "better " : "worse "
  }
}
