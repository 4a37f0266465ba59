import Figures

/// Every figure, key, channel, format and parameter of a panel, as text made from what is declared.
package enum PanelReference {
  /// The lines between which the text stands in `Dashboards/README.md`.
  package static let begin = "<!-- What follows is what `footfall panel keys` prints. -->"
  package static let end = "<!-- Here ends what `footfall panel keys` prints. -->"

  /// The reference as Markdown, which is for reading as it is, too.
  package static var text: String {
    [figures, keys, channels, formats, parameters].joined(separator: "\n")
  }

  /// Words that the contract has and the reference does not explain.
  package static var unexplained: [String] {
    FigureKind.allCases.map(\.rawValue).filter { PanelWords.figures[$0] == nil }
      + FigureKind.Channel.allCases.map(\.rawValue).filter { PanelWords.channels[$0] == nil }
      + ValueFormat.allCases.map(\.rawValue).filter { PanelWords.formats[$0] == nil }
      + PanelParameter.allCases.map(\.rawValue).filter { PanelWords.parameters[$0] == nil }
  }

  /// The keys that a panel of a figure may have, by name.
  package static func keys(of figure: FigureKind) -> Set<String> {
    let channels = (figure.required + figure.optional).map(\.channel.rawValue)
    let others = PanelKey.allCases.filter { $0.figures?.contains(figure) ?? true }
    return Set(channels + others.map(\.rawValue))
  }

  private static var figures: String {
    table(
      "Figures",
      ["figure", "shows", "columns (those in brackets may be missing)", "`finding` knows"],
      FigureKind.allCases.map { figure in
        [
          code(figure.rawValue), PanelWords.figures[figure.rawValue] ?? "", columns(of: figure),
          facts(of: figure),
        ]
      })
  }

  private static func columns(of figure: FigureKind) -> String {
    let required = figure.required.map { "\(code($0.channel.rawValue)): \($0.content.words)" }
    let optional = figure.optional.map { "[\(code($0.channel.rawValue)): \($0.content.words)]" }
    let all = required + optional
    return all.isEmpty ? "as the keys say" : all.joined(separator: "; ")
  }

  private static func facts(of figure: FigureKind) -> String {
    guard let facts = figure.facts else { return "the columns of the first row" }
    return facts.isEmpty ? "nothing" : facts.map(code).joined(separator: " ")
  }

  private static var keys: String {
    table(
      "Keys", ["key", "of", "says"],
      PanelKey.allCases.map { key in
        [
          code(key.rawValue),
          key.figures.map { $0.map(\.rawValue).joined(separator: ", ") } ?? "all",
          key.meaning,
        ]
      })
  }

  private static var channels: String {
    table(
      "Keys that name a column", ["key", "of", "the column holds"],
      FigureKind.Channel.allCases.map { channel in
        let figures = FigureKind.allCases.filter { figure in
          (figure.required + figure.optional).contains { $0.channel == channel }
        }
        return [
          code(channel.rawValue), figures.map(\.rawValue).joined(separator: ", "),
          PanelWords.channels[channel.rawValue] ?? "",
        ]
      })
  }

  private static var formats: String {
    table(
      "Formats", ["format", "is"],
      ValueFormat.allCases.map {
        [code($0.rawValue), PanelWords.formats[$0.rawValue] ?? ""]
      })
  }

  private static var parameters: String {
    table(
      "What a query may bind", ["parameter", "type", "is"],
      PanelParameter.allCases.map { parameter in
        [
          code(":\(parameter.rawValue)"), parameter.type,
          PanelWords.parameters[parameter.rawValue] ?? "",
        ]
      })
  }

  private static func code(_ text: String) -> String { "`\(text)`" }

  private static func table(_ title: String, _ head: [String], _ rows: [[String]]) -> String {
    let line = { (cells: [String]) in "| \(cells.joined(separator: " | ")) |\n" }
    return "### \(title)\n\n" + line(head) + line(head.map { _ in "---" })
      + rows.map(line).joined()
  }
}
