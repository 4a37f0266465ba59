import Settings

/// What `dashboard.yaml` says, before the panels are known.
struct DashboardDeclaration {
  let file: String
  let title: String
  let introduction: String
  let order: Int
  let namesPersons: Bool
  let definitions: [Definition]
  let rows: [[String]]
  private let panelsLine: Int

  init?(file: String, text: String, problems: inout [Problem]) {
    var table = YAMLTable(yaml: text, file: file)
    let title = table.text("title")
    introduction = table.text("introduction") ?? ""
    order = table.number("order", in: 0...1_000) ?? 500
    namesPersons = table.bool("persons") ?? false
    definitions = (table.pairs("definitions") ?? []).map {
      Definition(term: $0.name, meaning: $0.text)
    }
    rows = table.groups("panels") ?? []
    panelsLine = table.line(of: "panels")
    if title == nil { table.report(1, "'title' is missing") }
    let found = table.finish()
    problems += found
    guard let title, found.isEmpty else { return nil }
    self.file = file
    self.title = title
  }

  /// The dashboard with its panels: those that are named in their order, then the others by name.
  func dashboard(
    name: String, panels: [String: Panel], declared: Set<String>, problems: inout [Problem]
  ) -> Dashboard {
    var placed: Set<String> = []
    var result: [[Panel]] = []
    for row in rows {
      for name in row where !declared.contains(name) {
        problems.append(
          Problem(file: file, line: panelsLine, message: "there is no panel '\(name).sql' here"))
      }
      for name in row where !placed.insert(name).inserted {
        problems.append(
          Problem(file: file, line: panelsLine, message: "the panel '\(name)' stands twice"))
      }
      result.append(row.compactMap { panels[$0] })
    }
    for name in panels.keys.sorted() where !placed.contains(name) {
      if let panel = panels[name] { result.append([panel]) }
    }
    return Dashboard(
      name: name, title: title, introduction: introduction, order: order,
      namesPersons: namesPersons, definitions: definitions, rows: result.filter { !$0.isEmpty })
  }
}
