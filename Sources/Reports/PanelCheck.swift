import Clickstream
package import PostgreSQL
package import Settings
import Warehouse

/// Compares panels with the database, without running anything.
///
/// Whether their SQL is right, and gives the columns that their figures need.
package struct PanelCheck {
  private let connection: Connection

  package init(_ connection: Connection) { self.connection = connection }

  /// Everything that is wrong with the panels.
  package func problems(of panels: [Panel]) async throws -> [Problem] {
    var problems: [Problem] = []
    for panel in panels { problems += try await self.problems(of: panel) }
    return problems
  }

  private func problems(of panel: Panel) async throws -> [Problem] {
    let description: StatementDescription
    do {
      description = try await connection.describe(
        panel.statement.text, name: panel.statementName)
    } catch let error as PostgresError where !error.isConnectionLost && error.state != nil {
      return [panel.problem(error)]
    }
    guard !description.columns.isEmpty else {
      return [
        Problem(file: panel.file, message: "the statement gives no columns; it must be a SELECT")
      ]
    }
    return panel.mistakes(in: description.columns)
  }
}

extension Panel {
  /// The name under which its statement is prepared: once, for the check and for the answer.
  var statementName: String { "panel \(file)" }

  /// What the server said of the SQL, at its line.
  func problem(_ error: PostgresError) -> Problem {
    var text = error.message ?? error.state?.condition ?? "the server refuses it"
    if error.state == .queryCanceled { text = "it took longer than a minute; narrow it" }
    return Problem(
      file: file, line: error.position.map { statement.line(at: $0) }, message: text)
  }

  /// Columns that are missing or have a type that the figure cannot use.
  func mistakes(in found: [QueryResult.Column]) -> [Problem] {
    let types = Dictionary(found.map { ($0.name, $0.type) }) { first, _ in first }
    var problems: [Problem] = []
    func missing(_ name: String, key: String) {
      let names = found.map(\.name)
      let near = names.nearest(to: name, atMost: 1).first
      let hint =
        near.map { "did you mean '\($0)'?" } ?? "there are \(names.joined(separator: ", "))"
      problems.append(
        Problem(
          file: file, line: lines[key], message: "the query has no column '\(name)'; \(hint)"))
    }
    for (channel, content) in figure.required + figure.optional {
      guard let name = columns[channel] else { continue }
      guard let type = types[name] else {
        missing(name, key: channel.rawValue)
        continue
      }
      guard !content.accepts(type) else { continue }
      problems.append(
        Problem(
          file: file, line: lines[channel.rawValue],
          message: "'\(channel.rawValue)' needs \(content.words), but the column '\(name)' is "
            + "\(type)"))
    }
    for name in sparks.sorted() {
      guard let type = types[name] else {
        missing(name, key: "sparks")
        continue
      }
      guard !FigureKind.Content.text.accepts(type) else { continue }
      problems.append(
        Problem(
          file: file, line: lines["sparks"],
          message: "'sparks' needs a list of numbers as text, but the column '\(name)' is \(type)"))
    }
    for name in headings.map(\.name) + links.sorted() where types[name] == nil {
      missing(name, key: "columns")
    }
    for name in pages.flatMap({ [$0.key, $0.value] }).sorted() where types[name] == nil {
      missing(name, key: "pages")
    }
    if figure.facts == nil {
      let known = Set(types.keys).union(["days", "count", "undeclared"])
      for (key, templates) in [("text", sentences.flatMap { $0 }), ("finding", finding)] {
        for name in Set(templates.flatMap(\.names)).subtracting(known).sorted() {
          missing(name, key: key)
        }
      }
    }
    return problems
  }
}
