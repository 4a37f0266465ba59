import Figures
import Markup
import Testing

@Suite("Hostile labels")
struct HostileLabelTests {
  /// The tree without its texts: which elements stand in which.
  private func skeleton(_ page: String) -> [String] {
    var names: [String] = []
    for part in page.split(separator: "<").dropFirst() {
      names.append(String(part.prefix { !" >".contains($0) }))
    }
    return names
  }

  @Test("a table is built of the same elements whatever its labels say", arguments: HostileText.all)
  func tables(hostile: String) {
    var harmless = Sample(seed: 5, labels: ["plain"])
    var attacked = Sample(seed: 5, labels: [hostile])
    for (plain, hostile) in zip(harmless.tables(), attacked.tables()) {
      #expect(
        skeleton(MarkupWriter.fragment(plain)) == skeleton(MarkupWriter.fragment(hostile)))
    }
  }

  @Test(
    "a picture holds the elements that its tree says, whatever its labels say",
    arguments: HostileText.all)
  func pictures(hostile: String) {
    var harmless = Sample(seed: 5, labels: ["plain"])
    var attacked = Sample(seed: 5, labels: [hostile])
    for (plain, hostile) in zip(harmless.charts(), attacked.charts()) {
      let (plain, hostile) = (plain.markup(id: "f"), hostile.markup(id: "f"))
      // Labels of other widths are thinned otherwise; everything but the text is as before.
      #expect(marks(plain) == marks(hostile))
      let written = skeleton(MarkupWriter.fragment(hostile))
      #expect(written.count { !$0.hasPrefix("/") } == hostile.elements.count)
    }
  }

  private func marks(_ node: Node) -> Set<Tag> { Set(node.elements.map(\.tag)) }
}
