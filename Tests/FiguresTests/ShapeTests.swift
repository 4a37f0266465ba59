import Figures
import Markup
import Support
import Testing

@Suite("Funnels, trees, cohorts and spreads")
struct ShapeTests {
  private func nodes(_ tag: Markup.Tag, _ className: String, in node: Node) -> [Node] {
    node.elements.filter {
      $0.tag == tag && ($0.node[.class] ?? "").split(separator: " ").contains(Substring(className))
    }.map(\.node)
  }

  private func number(_ node: Node, _ name: Attribute.Free) throws -> Double {
    try #require(node[name].flatMap(Double.init))
  }

  @Test("a funnel says the share of the first step and of the step before")
  func funnel() throws {
    let figure = FunnelFigure(
      title: "t", summary: "s",
      steps: [
        .init("look", people: 400), .init("choose", people: 100, time: 200),
        .init("pay", people: 50), .init("come", people: nil),
      ], unit: "visits")
    let picture = figure.picture(id: "f", shape: .wide)
    let texts = picture.elements.filter { $0.tag == .text }.map(\.node.plainText)
    #expect(texts.contains("100, 25\u{202F}%") && texts.contains("50, 13\u{202F}%"))
    #expect(
      texts.contains("↓ 25\u{202F}% of these, half of them within 3\u{202F}min 20\u{202F}s"))
    #expect(texts.contains("↓ 50\u{202F}% of these") && texts.contains("no data"))
    let widths = try nodes(.rect, "mark", in: picture).map { try number($0, .width) }
    #expect(abs(widths[1] / widths[0] - 0.25) < 0.01 && widths[3] == 0)
  }

  @Test("a tree groups pages by their folders, and a folder's own page lies in it")
  func tree() throws {
    let names = ["/a/b", "/a/c", "/a", "/d", "/e/f"]
    let items = names.enumerated().map { index, name in
      TreemapFigure.Item(
        path: name.split(separator: "/").map(String.init), name: name, size: 100,
        value: index == 3 ? nil : Double(index) / 10)
    }
    let figure = TreemapFigure(
      title: "t", summary: "s", items: items, sizeUnit: "visits", unit: "of them end")
    let picture = figure.picture(id: "t", shape: .wide)
    #expect(nodes(.rect, "group", in: picture).count == 1)
    let texts = picture.elements.filter { $0.tag == .text }.map(\.node.plainText)
    for text in ["a", "/a", "b", "c", "d", "e/f"] { #expect(texts.contains(text), "\(text)") }
    let cells = nodes(.rect, "cell", in: picture)
    #expect(cells.count == 5)
    let tips = cells.map(\.plainText)
    #expect(tips.contains("/d: 100 visits, no data"))
    #expect(nodes(.path, "hatch", in: picture).count == 2)
    let group = try #require(nodes(.rect, "group", in: picture).first)
    let alone = try cells.filter { ["/d", "/e"].contains($0.plainText.prefix(2)) }
      .map { try number($0, .width) * number($0, .height) }
    let together = try number(group, .width) * number(group, .height)
    #expect(abs(together / alone[0] - 3) < 0.2)
  }

  @Test("what is beyond the most is one box")
  func folded() {
    let items = (0..<50).map {
      TreemapFigure.Item(path: ["p\($0)"], name: "p\($0)", size: Double(50 - $0), value: 0.5)
    }
    let figure = TreemapFigure(
      title: "t", summary: "s", items: items, sizeUnit: "u", unit: "v", most: 10)
    #expect(figure.items.count == 10 && figure.items.last?.name == "41 others")
    #expect(figure.items.reduce(0) { $0 + $1.size } == 1_275)
  }

  @Test("a cohort that is too young has an empty cell, one that is not known a hatched one")
  func cohorts() {
    let table = CohortTable(
      caption: "c",
      cohorts: [
        .init("May", size: 40, values: [40, 20, nil]), .init("June", size: 30, values: [30, 6]),
        .init("July", size: 0, values: [0]),
      ], heading: "month", unit: "buyers", ageHeading: "months since"
    ).markup()
    let cells = table.elements.filter { $0.tag == .td }.map(\.node)
    #expect(
      cells.map { $0[.class] } == [
        "sum", "all", "q6", "none", "sum", "all", "q3", "soon", "sum", "none", "soon", "soon",
        "sum", "all", "q5", "all",
      ])
    let texts = cells.map { $0.plainText.replacing("\u{202F}", with: "") }
    #expect(
      texts == [
        "40", "100%", "50%", "no data", "30", "100%", "20%", "not over yet", "0", "no data",
        "not over yet", "not over yet", "70", "100%", "37%", "0",
      ])
    let key = table.elements.filter { $0.tag == .p }.map(\.node.plainText).joined()
    #expect(key.contains("no data") && key.contains("not over yet"))
  }

  @Test("of fewer than twenty, counts alone are told, and they colour nothing")
  func smallBase() {
    let table = CohortTable(
      caption: "c", cohorts: [.init("May", size: 19, values: [19, 9])], heading: "month",
      unit: "buyers", ageHeading: "months since"
    ).markup()
    let cells = table.elements.filter { $0.tag == .td }.map(\.node)
    #expect(cells.map(\.plainText) == ["19", "19", "9"])
    #expect(cells.map { $0[.class] } == ["sum", "all", "all"])
    #expect(table.plainText.contains("counts where fewer than 20 began"))
    let funnel = FunnelFigure(
      title: "t", summary: "s", steps: [.init("a", people: 19), .init("b", people: 9)], unit: "u"
    ).picture(id: "f", shape: .wide)
    #expect(!funnel.plainText.contains("%"))
  }

  @Test(
    "bins hold all numbers, and half lie below the middle one",
    arguments: 1...8 as ClosedRange<UInt64>)
  func bins(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<30 {
      let reach = [1.0, 60, 5_000, 1e7][Int(random.next() % 4)]
      let values = (0..<Int.random(in: 1...200, using: &random)).map { _ in
        let part = Double.random(in: 0...1, using: &random)
        return (number: part * part * part * reach, count: Double(1 + random.next() % 3))
      }
      let total = values.reduce(0) { $0 + $1.count }
      let bins = Bins(values: values, format: .decimal)
      #expect(bins.total == total)
      #expect(bins.bins.reduce(0) { $0 + $1.count } == total)
      for (before, after) in zip(bins.bins, bins.bins.dropFirst()) {
        #expect(before.high == after.low)
      }
      for bin in bins.bins {
        let inside = values.filter {
          $0.number >= bin.low && ($0.number < bin.high ?? .infinity || bin == bins.bins.last)
        }
        #expect(inside.reduce(0) { $0 + $1.count } == bin.count)
      }
      let median = try #require(bins.quantile(0.5)).number
      #expect(values.filter { $0.number <= median }.reduce(0) { $0 + $1.count } >= total / 2)
      #expect(values.filter { $0.number < median }.reduce(0) { $0 + $1.count } <= total / 2)
    }
  }

  @Test("of bins alone a quantile is read as if they were filled evenly")
  func quantiles() throws {
    let bins = Bins([
      .init(low: 0, high: 10, count: 50), .init(low: 10, high: 30, count: 40),
      .init(low: 30, high: nil, count: 10), .init(low: 5, high: 6, count: 99),
      .init(low: .nan, high: 3, count: 1),
    ])
    #expect(bins.total == 100)
    #expect(bins.quantile(0.5)?.number == 10 && bins.quantile(0.7)?.number == 20)
    let last = try #require(bins.quantile(0.95))
    #expect(last.number == 30 && last.isBeyond)
    #expect(Bins([]).quantile(0.5) == nil)
  }

  @Test("dots stand between the ends of their bars whatever order those come in")
  func ranges() throws {
    let figure = RangeFigure(
      title: "t", summary: "s",
      rows: [.init("a", low: 9, middle: 5, high: 1), .init("b", low: nil, middle: 4, high: .nan)],
      unit: "u")
    let picture = figure.picture(id: "r", shape: .wide)
    let bars = nodes(.rect, "range", in: picture)
    let dots = nodes(.circle, "dot", in: picture)
    #expect(bars.count == 1 && dots.count == 2)
    let left = try number(bars[0], .x)
    let right = try left + number(bars[0], .width)
    #expect(try (left...right).contains(number(dots[0], .cx)))
  }

  @Test("a list of numbers is a small line, with a gap where one is missing")
  func sparkline() throws {
    #expect(Sparkline.values("1,2,,4") == [1, 2, nil, 4])
    #expect(Sparkline.values("{1,NULL,3}") == [1, nil, 3])
    #expect(Sparkline.values("1 2  x 4") == [1, 2, nil, 4])
    #expect(Sparkline.values("") == [] && Sparkline.values("nan,inf") == [nil, nil])
    let node = Sparkline.node([1, 2, nil, 4], format: .count)
    #expect(nodes(.path, "now", in: node).first?[.d]?.count { $0 == "M" } == 2)
    #expect(node[.ariaLabel] == "from 1 to 4, at most 4")
    #expect(Sparkline.node([], format: .count)[.ariaLabel] == "no data")
  }

  @Test("parts are side by side and together as long as the whole")
  func parts() throws {
    let figure = PartsFigure(
      title: "t", summary: "s", parts: ["p", "q"],
      bars: [.init("a", [30, 10]), .init("b", [10, 10])], unit: "u")
    let picture = figure.picture(id: "p", shape: .wide)
    let p = nodes(.rect, "c0", in: picture).filter { $0[.rx] == nil }
    let q = nodes(.rect, "c1", in: picture).filter { $0[.rx] == nil }
    let edge = try number(p[0], .x) + number(p[0], .width)
    #expect(abs(try number(q[0], .x) - edge) < 0.01)
    #expect(abs(try number(p[0], .width) / number(p[1], .width) - 3) < 0.01)
  }
}
