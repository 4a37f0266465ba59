import Clickstream
import Figures
import Markup

/// A page about one person or firm: facts, and tables of what happened.
struct RecordPage {
  struct Table {
    let id: String
    let title: String
    let headings: [String]
    let rows: [[String]]
  }

  /// Characters of what was said that are shown.
  private static let saidLimit = 300

  let site: Site
  let name: String
  let facts: [(title: String, text: String)]
  let tables: [Table]
  /// The command that tells how it stands now.
  let command: String
  let siblings: [Dashboard]

  var html: String {
    let shown = Label.clean(name)
    return Page(
      title: "\(shown) · \(site.title)",
      owner: site.title,
      home: .page("../index.html"),
      navigation: siblings.map {
        .init(title: $0.title, link: .page("\($0.name).html"), isCurrent: false)
      },
      stylesheet: .page("../style.css"),
      main: [h(.h1, .isolated(shown)), known] + tables.filter { !$0.rows.isEmpty }.map(section),
      footer: [
        h(
          .p,
          .text(
            "This page names somebody: keep its folder private. It is written anew when something "
              + "changes; "),
          h(.code, .text(command)),
          .text(" tells how it stands now. Times are those of \(site.zone.name)."))
      ],
      language: site.language.hasPrefix("en") ? site.language : "en"
    ).html
  }

  private var known: Node {
    h(
      .section, [.id("facts")], h(.h2, [.class("vh")], "What is known"),
      h(
        .dl, [.class("facts")],
        facts.flatMap { fact in
          [
            h(.dt, .text(Label.clean(fact.title))),
            h(.dd, .isolated(Label.clean(fact.text, limit: 500))),
          ]
        }))
  }

  private func section(_ table: Table) -> Node {
    let data = DataTable(
      caption: table.title + ".", columns: table.headings.map { DataTable.Column($0) },
      rows: table.rows.map { row in
        row.enumerated().map { place, text in
          // A time stays on its line.
          let kept = place == 0 ? text.replacing(" ", with: "\u{a0}") : text
          return kept.isEmpty ? .missing : .text(Label.clean(kept, limit: Self.saidLimit))
        }
      }, isTitled: true)
    return h(
      .section, [.id(table.id), .class("record")], h(.h2, .text(table.title)), data.markup())
  }
}
