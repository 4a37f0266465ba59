import Figures
import Markup
import Testing

@Suite("Tables")
struct TableTests {
  private func nodes(_ tag: Markup.Tag, in node: Node) -> [Node] {
    node.elements.filter { $0.tag == tag }.map(\.node)
  }

  @Test("a heat table is a real table: caption, scoped headers, numbers, totals, a key")
  func heat() {
    let heat = HeatTable(
      caption: "Visits", columns: ["0", "1", "2"], rows: ["Mon", "Tue"],
      values: [[0, 12, nil], [3, 6]], unit: "visits"
    ).markup()
    #expect(nodes(.caption, in: heat).map(\.plainText) == ["Visits"])
    #expect(nodes(.th, in: heat).allSatisfy { $0[.scope] != nil })
    let cells = nodes(.tbody, in: heat).flatMap { nodes(.td, in: $0) }
    #expect(cells.map { $0[.class] } == ["q0", "q6", "none", "sum", "q2", "q3", "none", "sum"])
    #expect(
      cells.map(\.plainText) == ["0", "12", "no data", "12", "3", "6", "no data", "9"])
    #expect(nodes(.p, in: heat).map(\.plainText) == ["0312 visitsno data"])
  }

  @Test("a key without missing cells does not speak of them")
  func keyWithoutMissing() {
    let heat = HeatTable(
      caption: "c", columns: ["a"], rows: ["b"], values: [[1]], unit: "visits", hasTotals: false)
    #expect(!heat.markup().plainText.contains("no data"))
    #expect(nodes(.td, in: heat.markup()).count == 2)
  }

  @Test("all column names are there for those who listen; those that fit are seen")
  func columnNames() {
    let heat = HeatTable(
      caption: "c", columns: (0..<24).map { "\($0)" }, rows: ["Mon"],
      values: [Array(repeating: 1, count: 24)], unit: "visits"
    ).markup()
    let heads = nodes(.thead, in: heat).flatMap { nodes(.th, in: $0) }
    #expect(heads.map(\.plainText) == (0..<24).map { "\($0)" } + ["all"])
    let seen = heads.filter { nodes(.span, in: $0).isEmpty }.map(\.plainText)
    #expect(seen.first == "0" && seen.count < 24 && seen.count >= 5)
  }

  @Test("a matrix numbers its columns and puts the same number before the row")
  func matrix() {
    let matrix = MatrixFigure(
      caption: "c", rows: ["/b", "/a"], columns: ["/a", "/b", "leaves"],
      values: [[1, nil, 2], [nil, 3, 4]], rowHeading: "from", columnHeading: "to", unit: "steps"
    ).markup()
    let heads = nodes(.th, in: matrix).map(\.plainText)
    #expect(heads == ["1 /a", "2 /b", "3 leaves", "2/b", "1/a"])
    #expect(nodes(.p, in: matrix).last?.plainText == "to: 3 leaves")
  }

  @Test("bars are in proportion, and a link is a link")
  func rank() {
    let rank = RankTable(
      caption: "c", labelHeading: "page", valueHeading: "visits",
      rows: [.init("/a", link: .page("a.html"), value: 40), .init("/b", value: 10)]
    ).markup()
    #expect(nodes(.rect, in: rank).map { $0[.width] } == ["200", "50"])
    #expect(MarkupWriter.fragment(rank).contains("<a href=\"a.html\"><bdi>/a</bdi></a>"))
  }

  @Test("a plain table heads its rows and sets numbers to the right")
  func data() {
    let table = DataTable(
      caption: "c", columns: [.init("day"), .init("visits", .count), .init("source")],
      rows: [[.text("Mon"), .number(1_200), .missing]]
    ).details()
    let cells = nodes(.tbody, in: table).flatMap { body in
      nodes(.th, in: body) + nodes(.td, in: body)
    }
    #expect(cells.map(\.plainText) == ["Mon", "1\u{202F}200", ""])
    #expect(cells.map { $0[.class] } == [nil, "num", nil])
    #expect(cells[0][.scope] == "row")
    #expect(nodes(.summary, in: table).count == 1)
  }
}
