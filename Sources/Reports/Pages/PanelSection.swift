import Clickstream
import Figures
import Markup

/// A panel on its page: what it says, the picture, the remark, the table behind it.
struct PanelSection {
  let answer: PanelAnswer
  let period: Period
  let size: FigureSize
  /// Pages of single persons and vendors beside this one, by whom they are about.
  var pages: [Int64: String] = [:]
  /// The folder beside the page where the rows lie for spreadsheets and programs; nil: nowhere.
  var exports: String?
  /// What happened and may explain what pictures along days show.
  var annotations: [Site.Annotation] = []

  private var panel: Panel { answer.panel }

  var node: Node {
    let finding = answer.finding
    let title = finding?.node ?? .text(panel.question)
    let isTitled = panel.figure != .numbers
    let heading = h(.h2, isTitled ? [] : [.class("vh")], title)
    guard !answer.isEmpty else {
      return h(
        .section, [.id(panel.name)], h(.h2, .text(panel.question)),
        h(.p, [.class("links")], .text(panel.empty ?? "Nothing of this kind in the period.")))
    }
    let figure = figure
    return h(
      .section, [.id(panel.name)],
      heading,
      h(
        .figure, figure.markup(id: panel.name), figure.eventList,
        caption(question: finding == nil ? nil : panel.question)),
      figure.details() ?? .empty, files(of: figure))
  }

  /// The rows and the picture as files.
  private func files(of figure: PanelFigure) -> Node {
    guard let exports else { return .empty }
    let kinds = [("CSV", "csv"), ("JSON", "json")] + (figure.chart == nil ? [] : [("SVG", "svg")])
    let links: [Node] = kinds.map { title, kind in
      h(
        .a,
        [
          .href(.page("\(exports)/\(panel.name).\(kind)")),
          .init(.ariaLabel, "\(title): \(Label.clean(panel.question))"),
        ], .text(title))
    }
    return h(.p, [.class("files")], links.flatMap { [$0, " \u{b7} "] }.dropLast())
  }

  private var figure: PanelFigure {
    PanelFigure(
      panel: panel, table: answer.table, period: period,
      summary: answer.finding?.plainText ?? panel.question, size: size,
      before: answer.yearBefore, pages: pages, annotations: annotations)
  }

  /// The picture as a file that stands alone; nil where there is none.
  var picture: String? { answer.isEmpty ? nil : figure.chart?.file(id: panel.name) }

  /// The question where the title is the finding, and the remark.
  private func caption(question: String?) -> Node {
    // A table carries its question as its caption already.
    let isTable = panel.figure.isTable && figure.chart == nil
    let parts = [isTable ? nil : question, panel.note].compactMap { $0 }
    return parts.isEmpty ? .empty : h(.figcaption, .text(parts.joined(separator: " ")))
  }
}
