import Figures
import Markup
import Support
import Testing

@Suite("Hostile labels")
struct HostileLabelTests {
  /// The names of the elements that a reader of the written page finds.
  private func read(_ page: String) -> [String] {
    page.split(separator: "<", omittingEmptySubsequences: false).dropFirst()
      .map { part in String(part.prefix { !" />".contains($0) }) }
      .filter { !$0.isEmpty }
  }

  private func written(_ node: Node) -> [String] { node.elements.map(\.tag.rawValue) }

  private func figures(_ label: String) -> [Node] {
    var sample = Sample(seed: 5, labels: [label])
    return sample.charts().map { $0.markup(id: "f") } + sample.tables()
  }

  @Test("a page holds the elements of its tree and no others", arguments: HostileText.all)
  func noNewElements(hostile: String) {
    for figure in figures(hostile) {
      #expect(read(MarkupWriter.fragment(figure)) == written(figure))
    }
  }

  @Test("a label changes no more than where labels are thinned", arguments: HostileText.all)
  func sameSkeleton(hostile: String) {
    // Ticks, notes and legends come and go with the width of their text, and `span` hides a name.
    let thinned: Set<String> = ["text", "span", "path", "circle", "rect"]
    for (plain, hostile) in zip(figures("plain"), figures(hostile)) {
      #expect(
        written(plain).filter { !thinned.contains($0) }
          == written(hostile).filter { !thinned.contains($0) })
    }
  }
}
