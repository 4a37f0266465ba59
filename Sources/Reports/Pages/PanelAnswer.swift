import Clickstream

/// A panel with the rows that answer it.
struct PanelAnswer: Sendable {
  let panel: Panel
  let table: PanelTable
  let facts: Facts
  /// The same with the same days of the year before as what is compared; nil where there are none.
  let yearBefore: PanelTable?

  init(
    _ panel: Panel, _ table: PanelTable, period: Period, site: Site, yearBefore: PanelTable? = nil
  ) {
    self.panel = panel
    self.yearBefore = yearBefore
    self.table = table
    facts = Facts(panel, table, period: period, site: site)
  }

  /// Whether there is nothing to show: no row, or none but zeros.
  var isEmpty: Bool {
    let measured = panel.figure.measured.filter { panel.columns[$0] != nil }
    guard !measured.isEmpty else { return table.rows.isEmpty }
    return measured.allSatisfy { channel in
      table.numbers(panel.columns[channel]).allSatisfy { ($0 ?? 0) == 0 }
    }
  }

  /// Whether its rows lie beside the page for spreadsheets and programs.
  var isExported: Bool { !isEmpty && panel.figure != .sentence }

  var finding: Sentence? { isEmpty ? nil : facts.sentence(panel.finding) }

  /// The sentences of a `sentence` panel for which everything is known.
  var sentences: [Sentence] { panel.sentences.compactMap { facts.sentence($0) } }
}

/// A dashboard with the answers of its panels, row by row.
struct DashboardAnswer: Sendable {
  let dashboard: Dashboard
  let rows: [[PanelAnswer]]

  /// The sentences of the page: the first is its headline.
  var sentences: [Sentence] { rows.flatMap { $0 }.flatMap(\.sentences) }
}
