package import Settings

import Clickstream
import Figures

/// What the business wants, for whom, how much of it and until when, as `strategy.yaml` says.
package struct Strategy: Sendable {
  /// Where the value of a goal stands on a panel.
  enum Place: Equatable, Sendable {
    /// In the row of this label.
    case row(String)
    /// In this column of the first row.
    case column(String)
  }

  struct Goal: Sendable {
    let want: String
    /// Empty where nobody is named.
    let audience: String
    /// Nil: of every site.
    let site: String?
    let dashboard: String
    let panel: String
    let place: Place
    let target: Double
    /// Where it stood when the goal was set.
    let start: Double?
    let better: Better
    let by: Day?
    let line: Int
  }

  enum Better: String, CaseIterable, Sendable { case more, less }

  private static let sizeLimit = 1 << 20

  let file: String
  private(set) var goals: [Goal] = []

  /// Reads the file.
  ///
  /// - Throws: `ProblemList` with all mistakes.
  package init(file: String) throws {
    let bytes: [UInt8]
    do {
      bytes = try SmallFile.bytes(at: file, limit: Self.sizeLimit)
    } catch {
      throw ProblemList([Problem(file: file, message: "it cannot be read: \(error)")])
    }
    try self.init(yaml: String(decoding: bytes, as: UTF8.self), file: file)
  }

  /// Reads its text; `file` is named in what is wrong.
  package init(yaml: String, file: String) throws(ProblemList) {
    self.file = file
    var top = YAMLTable(yaml: yaml, file: file)
    let entries = top.tables("goals") ?? []
    var problems = top.finish()
    for (line, table) in entries {
      var table = table
      let goal = Self.goal(&table, line: line)
      let found = table.finish()
      problems += found
      if let goal, found.isEmpty { goals.append(goal) }
    }
    guard problems.isEmpty else { throw ProblemList(problems) }
  }

  private static func goal(_ table: inout YAMLTable, line: Int) -> Goal? {
    let want = table.text("want")
    let audience = table.text("for") ?? ""
    let site = table.text("site")
    let panel = table.text("panel")
    let (row, column) = (table.text("row"), table.text("column"))
    let target = measure("target", &table)
    let start = measure("start", &table)
    let better: Better = table.choice("better") ?? .more
    var by: Day?
    if let text = table.text("by") {
      by = Day(text)
      if by == nil { table.report(table.line(of: "by"), "'by' needs a day as 2027-06-30") }
    }
    for (name, value) in [("want", want), ("panel", panel)] where value == nil {
      table.report(line, "'\(name)' is missing")
    }
    if target == nil, table.problems.isEmpty { table.report(line, "'target' is missing") }
    let parts = panel?.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if let parts, parts.count != 2 {
      table.report(table.line(of: "panel"), "'panel' needs a dashboard and a panel: orders/revenue")
    }
    let place: Place? =
      switch (row, column) {
      case (let row?, nil): .row(row)
      case (nil, let column?): .column(column)
      default: nil
      }
    if place == nil {
      table.report(line, "either 'row' or 'column' says where on the panel the value stands")
    }
    guard let want, let parts, parts.count == 2, let place, let target else { return nil }
    return Goal(
      want: want, audience: audience, site: site, dashboard: parts[0], panel: parts[1],
      place: place, target: target, start: start, better: better, by: by, line: line)
  }

  private static func measure(_ name: String, _ table: inout YAMLTable) -> Double? {
    guard let text = table.text(name) else { return nil }
    if let value = value(text) { return value }
    table.report(
      table.line(of: name), "'\(name)' needs a number, a share or a time: 1200, 40 %, 24 h")
    return nil
  }

  /// A number, `40 %` as 0.4, or a length of time in seconds: `90 s`, `30 min`, `24 h`, `2 d`.
  static func value(_ text: String) -> Double? {
    let units: [(String, Double)] = [
      ("%", 0.01), ("min", 60), ("s", 1), ("h", 3_600), ("d", 86_400),
    ]
    for (unit, factor) in units where text.hasSuffix(unit) {
      let number = text.dropLast(unit.count)
      let trimmed = number.last == " " ? number.dropLast() : number
      return Double(trimmed).flatMap { $0.isFinite ? $0 * factor : nil }
    }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Goals that name a site or a panel that is not there, or a row of a panel that has none.
  func problems(in library: DashboardLibrary, sites: [String]) -> [Problem] {
    goals.flatMap { goal in
      var messages: [String] = []
      if let site = goal.site, !sites.contains(site) {
        messages.append("there is no site '\(site)'")
      }
      let dashboard = library.dashboards.first { $0.name == goal.dashboard }
      let panel = dashboard?.panels.first { $0.name == goal.panel }
      if dashboard == nil {
        messages.append("there is no dashboard '\(goal.dashboard)'")
      } else if panel == nil {
        messages.append("there is no panel '\(goal.panel)' on the dashboard '\(goal.dashboard)'")
      }
      if dashboard?.namesPersons == true {
        messages.append(
          "the panel names persons, and the Overview is for everybody; choose one that counts")
      }
      if let panel, case .row = goal.place, panel.nameChannel == nil {
        messages.append("the panel '\(goal.panel)' has no names of rows; say 'column' instead")
      }
      return messages.map { Problem(file: file, line: goal.line, message: $0) }
    }
  }
}

extension Panel {
  /// The channels that hold the names of rows and their values; nil where it has no such names.
  var nameChannel: (name: FigureKind.Channel, value: FigureKind.Channel)? {
    switch figure {
    case .numbers, .bar, .pie, .ring: (.label, .value)
    case .column: (.x, .y)
    case .funnel: (.step, .people)
    default: nil
    }
  }
}
