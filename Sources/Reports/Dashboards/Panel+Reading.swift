import Figures
package import Settings

extension Panel {
  /// Reads a panel from the text of its file; whatever is wrong is added to `problems`.
  package init?(name: String, file: String, text: String, problems: inout [Problem]) {
    var table = YAMLTable(yaml: Self.header(of: text), file: file)
    let question = table.text("question")
    let figure = table.choice("figure", of: FigureKind.self)
    var columns: [FigureKind.Channel: String] = [:]
    if let figure {
      for (channel, _) in figure.required {
        columns[channel] = table.text(channel.rawValue)
        if columns[channel] == nil {
          table.report(
            table.line(of: "figure"),
            "a \(figure.rawValue) needs '\(channel.rawValue)', the name of a column")
        }
      }
      for (channel, _) in figure.optional { columns[channel] = table.text(channel.rawValue) }
    }
    unit = table.text("unit") ?? ""
    format = table.choice("format") ?? .count
    measure = figure?.hasMeasure == true ? table.text("measure") ?? "" : ""
    measureFormat =
      figure?.hasMeasure == true ? table.choice("measure_format") ?? .count : .count
    sparks = figure == .table ? Set((table.groups("sparks") ?? []).joined()) : []
    limit = table.number("limit", in: 1...500)
    heading = table.text("heading")
    note = table.text("note")
    empty = table.text("empty")
    definitions = (table.pairs("definitions") ?? []).map {
      Definition(term: $0.name, meaning: $0.text)
    }
    headings = table.pairs("columns") ?? []
    links = figure == .table ? Set((table.groups("links") ?? []).joined()) : []
    pages =
      figure == .table
      ? Dictionary(
        (table.pairs("pages") ?? []).map { ($0.name, $0.text) }, uniquingKeysWith: { $1 }) : [:]
    formats =
      figure == .numbers ? [:] : Self.formats(of: &table)
    let finding = table.groups("finding") ?? []
    self.finding = Self.templates(finding.flatMap { $0 }, key: "finding", of: &table)
    sentences =
      figure == .sentence
      ? (table.groups("text") ?? []).map { Self.templates($0, key: "text", of: &table) } : []
    if question == nil { table.report(1, "'question' is missing: what does the panel answer?") }
    if figure == nil, table.problems.isEmpty { table.report(1, "'figure' is missing") }
    if figure == .table, headings.isEmpty {
      table.report(table.line(of: "figure"), "a table needs 'columns', as in {page: Page}")
    }
    if figure == .sentence, sentences.isEmpty {
      table.report(table.line(of: "figure"), "a sentence needs 'text', a list of sentences")
    }
    Self.check(self.finding, of: figure, table: &table)

    statement = BoundStatement(text)
    for (line, message) in statement.mistakes { table.report(line, message) }
    let keys =
      FigureKind.Channel.allCases.map(\.rawValue) + [
        "columns", "text", "finding", "links", "pages", "sparks",
      ]
    lines = Dictionary(uniqueKeysWithValues: keys.map { ($0, table.line(of: $0)) })
    let found = table.finish()
    problems += found
    guard let question, let figure, found.isEmpty else { return nil }
    self.name = name
    self.file = file
    self.question = question
    self.figure = figure
    self.columns = columns
  }

  /// The comment that a file begins with, as YAML.
  private static func header(of text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("--") }
      .map { line in line.dropFirst(line.hasPrefix("-- ") ? 3 : 2) }
      .joined(separator: "\n")
  }

  private static func formats(of table: inout YAMLTable) -> [String: ValueFormat] {
    var formats: [String: ValueFormat] = [:]
    for (name, text) in table.pairs("formats") ?? [] {
      formats[name] = ValueFormat(rawValue: text)
      if formats[name] == nil {
        let known = ValueFormat.allCases.map(\.rawValue).joined(separator: ", ")
        table.report(table.line(of: "formats"), "'\(text)' is no format; there are \(known)")
      }
    }
    return formats
  }

  private static func templates(
    _ texts: [String], key: String, of table: inout YAMLTable
  ) -> [SentenceTemplate] {
    var templates: [SentenceTemplate] = []
    for text in texts {
      do throws(SentenceTemplate.Mistake) {
        templates.append(try SentenceTemplate(text))
      } catch {
        table.report(table.line(of: key), error.message)
      }
    }
    return templates
  }

  private static func check(
    _ finding: [SentenceTemplate], of figure: FigureKind?, table: inout YAMLTable
  ) {
    guard let known = figure?.facts else { return }
    for name in Set(finding.flatMap(\.names)).subtracting(known).sorted() {
      table.report(
        table.line(of: "finding"),
        "'{\(name)}' is not known of this figure; there are \(known.joined(separator: ", "))")
    }
  }
}
