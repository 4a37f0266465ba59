package import Clickstream
import Figures
import Foundation
import Markup

/// A panel with its answer, on a page by itself.
package struct PanelPreview: Sendable {
  let panel: Panel
  let site: Site
  let segment: Site.Segment?
  /// Nil where there are no records of the site yet.
  var told: (period: Period, answer: PanelAnswer)?

  /// How many rows the statement gave.
  package var count: Int { told?.answer.table.rows.count ?? 0 }

  /// The first and the last day that it tells of; nil where there are no records.
  package var days: (first: Day, last: Day)? { told.map { ($0.period.from, $0.period.lastDay) } }

  /// The names of the columns and the first rows, as words.
  package func rows(first limit: Int) -> [[String]] {
    guard let table = told?.answer.table else { return [] }
    return [table.columns]
      + table.rows.indices.prefix(limit).map { row in
        table.columns.map { table.text(row, $0) ?? "" }
      }
  }

  var html: String {
    Page(
      title: "\(panel.name) · \(site.title)", owner: "Preview of \(panel.name)", home: nil,
      navigation: [], stylesheet: .page(Self.style),
      main: told.map { main($0.period, $0.answer) } ?? NoData.main(title: panel.question),
      footer: told.map { footer($0.period) } ?? [],
      language: site.language.hasPrefix("en") ? site.language : "en"
    ).html
  }

  private func main(_ period: Period, _ answer: PanelAnswer) -> [Node] {
    let links = segment.map {
      SegmentLinks(
        current: $0, segments: [],
        dashboard: Dashboard(
          name: panel.name, title: panel.name, introduction: "", order: 0, namesPersons: false,
          definitions: [], rows: [])
      ).kicker
    }
    let opening = [PeriodLine(period, site: site).node, links ?? .empty]
    guard panel.figure == .sentence else {
      return opening + [
        h(.h1, .text(panel.question)),
        PanelSection(
          answer: answer, period: period, size: .full, annotations: site.annotations
        ).node,
      ]
    }
    let sentences = answer.sentences.map(\.node)
    let rest: [Node] = Array(sentences.dropFirst().flatMap { [$0, " "] }.dropLast())
    return opening + [
      h(.h1, sentences.first ?? .text(panel.empty ?? "No sentence has all its values known.")),
      rest.isEmpty ? .empty : h(.p, [.class("lead")], rest),
    ]
  }

  private func footer(_ period: Period) -> [Node] {
    let terms = panel.definitions.flatMap {
      [h(.dt, .text(Label.clean($0.term))), h(.dd, .text(Label.clean($0.meaning, limit: 1_000)))]
    }
    return [
      terms.isEmpty ? .empty : h(.dl, terms),
      h(.p, .text("A preview of one panel. It may name persons: keep it to yourself.")),
    ]
  }
}

extension PanelPreview {
  private static let style = "style.css"

  /// Writes the page, and the style sheet beside it.
  ///
  /// What was written by a preview before is replaced, and nothing else.
  /// - Parameter path: Of the page, absolute; it ends in `.html`.
  /// - Throws: `ReportError` where something else lies there, or nothing can be written.
  package func write(to path: String) throws(ReportError) {
    let url = URL(filePath: path)
    let above = url.deletingLastPathComponent()
    let folder = above.path(percentEncoded: false)
    let sheet = above.appending(path: Self.style).path(percentEncoded: false)
    guard path.hasSuffix(".html") else { throw .noPreview(path, why: "its name ends not in .html") }
    try Self.check(path, begins: "<!doctype html>", holds: "content=\"Footfall\"")
    try Self.check(sheet, begins: String(Stylesheet.css.prefix(20)), holds: "--paper:")
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(Stylesheet.css.utf8).write(to: URL(filePath: sheet), options: .atomic)
      try Data(html.utf8).write(to: url, options: .atomic)
    } catch {
      throw .notWritable(folder: folder, reason: "the preview cannot be written")
    }
  }

  /// What lies there is missing or ours.
  private static func check(
    _ path: String, begins start: String, holds mark: String
  ) throws(ReportError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      if FileManager.default.fileExists(atPath: path) {
        throw .noPreview(path, why: "what lies there cannot be read")
      }
      return
    }
    let text = String(decoding: data.prefix(4_096), as: UTF8.self)
    guard text.hasPrefix(start), text.contains(mark) else {
      throw .noPreview(path, why: "another file lies there")
    }
  }
}
