import Figures
import Markup
import Testing

@Suite("Figures")
struct FigureTests {
  private func nodes(_ tag: Markup.Tag, _ className: String, in node: Node) -> [Node] {
    node.elements.filter {
      $0.tag == tag && ($0.node[.class] ?? "").split(separator: " ").contains(Substring(className))
    }.map(\.node)
  }

  private func texts(_ node: Node) -> [String] {
    node.elements.filter { $0.tag == .text }.map(\.node.plainText)
  }

  private func line(_ values: [Double?], unfinished: Int = 0) -> Node {
    LineFigure(
      title: "t", summary: "s", period: .init("now", values), ticks: [], unit: "visits",
      unfinished: unfinished
    ).picture(id: "l", shape: .wide)
  }

  @Test("every picture has a role, a view box, and a name and a description by unique ids")
  func accessible() throws {
    var sample = Sample(seed: 3)
    for chart in sample.charts() {
      let figure = chart.markup(id: "f")
      let ids = figure.elements.compactMap { $0.node[.id] }
      #expect(Set(ids).count == ids.count)
      let pictures = figure.elements.filter { $0.tag == .svg }.map(\.node)
      #expect(pictures.map { $0[.class] } == ["wide", "narrow"])
      for picture in pictures {
        #expect(picture[.role] == "img")
        #expect(picture[.viewBox]?.hasPrefix("0 0 ") == true)
        let named = try #require(picture[.ariaLabelledby]).split(separator: " ").map(String.init)
        #expect(named.allSatisfy(ids.contains))
      }
    }
  }

  @Test("a gap in the values is a gap in the line, a lonely value a dot")
  func gaps() {
    let picture = line([1, 2, nil, 4, nil, 6, 7])
    #expect(nodes(.path, "now", in: picture).count == 2)
    #expect(nodes(.circle, "now", in: picture).count == 1)
  }

  @Test("an unfinished day is joined by a dotted line and has no area")
  func unfinished() {
    let picture = line([1, 2, 3, 1], unfinished: 1)
    #expect(nodes(.path, "open", in: picture).count == 1)
    #expect(nodes(.path, "now", in: picture).count == 2)
    #expect(nodes(.path, "area", in: picture).first?[.d]?.split(separator: "L").count == 5)
  }

  @Test("nothing to draw is said in words", arguments: [[], [nil, nil], [.nan]] as [[Double?]])
  func nothing(values: [Double?]) {
    #expect(texts(line(values)) == ["no data in this period"])
  }

  @Test("a ring begins with the largest and folds what is beyond five into other")
  func folding() {
    let slices = [3, 9, 1, 7, 2, 8, 4].enumerated().map {
      PieFigure.Slice("s\($0.offset)", Double($0.element))
    }
    let pie = PieFigure(title: "t", summary: "s", slices: slices + [.init("none", 0)], unit: "u")
    #expect(pie.slices.map(\.label) == ["s1", "s5", "s3", "s6", "s0", "other"])
    #expect(pie.slices.map(\.value) == [9, 8, 7, 4, 3, 3])
    let picture = pie.picture(id: "p", shape: .half)
    #expect(nodes(.path, "slice", in: picture).count == 6)
    #expect(nodes(.path, "c5", in: picture).count == 1)
    #expect(texts(picture).contains("34"))
  }

  @Test("six slices need no other, and one slice is a whole ring")
  func wholeRing() throws {
    let six = (1...6).map { PieFigure.Slice("s\($0)", Double($0)) }
    #expect(PieFigure(title: "t", summary: "s", slices: six, unit: "u").slices.count == 6)
    let one = PieFigure(title: "t", summary: "s", slices: [six[0]], unit: "u")
    let slice = try #require(nodes(.path, "slice", in: one.picture(id: "p", shape: .half)).first)
    #expect(slice[.d]?.count { $0 == "A" } == 4)
  }

  @Test("stacked parts are as high as their sum, and a seventh part is folded away")
  func stack() throws {
    let parts = (1...8).map { StackFigure.Series("p\($0)", [Double($0), 0]) }
    let stack = StackFigure(title: "t", summary: "s", series: parts, ticks: [], unit: "hits")
    #expect(stack.series.map(\.label) == ["p1", "p2", "p3", "p4", "p5", "other"])
    #expect(stack.series.last?.values == [21, 0])
    let picture = stack.picture(id: "s", shape: .wide)
    let bars = picture.elements.filter { $0.tag == .rect && $0.node[.rx] == nil }.map(\.node)
    #expect(bars.count == 6)
    for (lower, upper) in zip(bars, bars.dropFirst()) {
      let foot = try number(upper, .y) + number(upper, .height)
      #expect(abs(try number(lower, .y) - foot) < 0.002)
    }
  }

  private func number(_ node: Node, _ name: Attribute.Free) throws -> Double {
    try #require(node[name].flatMap(Double.init))
  }

  @Test("a bar is as long as its value")
  func columns() throws {
    let bars = [10.0, 20, 40].map { ColumnFigure.Bar("b", $0) }
    let figure = ColumnFigure(title: "t", summary: "s", bars: bars, unit: "u")
    let marks = nodes(.rect, "mark", in: figure.picture(id: "c", shape: .wide))
    let heights = try marks.map { try number($0, .height) }
    #expect(abs(heights[1] / heights[0] - 2) < 0.01 && abs(heights[2] / heights[0] - 4) < 0.01)
    let names = (1...9).map { ColumnFigure.Bar("a name too long to stand upright \($0)", 3) }
    let lying = ColumnFigure(title: "t", summary: "s", bars: names, unit: "u")
    let widths = try nodes(.rect, "mark", in: lying.picture(id: "c", shape: .narrow))
      .map { try number($0, .width) }
    #expect(widths.count == 9 && Set(widths).count == 1)
  }

  @Test("a calendar has one cell a day with its tip; a missing day is hatched")
  func calendar() {
    let days = [3.0, nil, 0].enumerated().map {
      CalendarFigure.Day(week: 0, weekday: $0.offset, value: $0.element, label: "day \($0.offset)")
    }
    let figure = CalendarFigure(
      title: "t", summary: "s", days: days, weekdays: ["Mon"], months: [], unit: "visits")
    let picture = figure.picture(id: "c", shape: .narrow)
    let tips = nodes(.rect, "day", in: picture).map(\.plainText).filter { !$0.isEmpty }
    #expect(tips == ["day 0: 3 visits", "day 1: no data", "day 2: 0 visits"])
    #expect(nodes(.path, "hatch", in: picture).count == 2)
  }

  @Test("the same figure is written the same way each time")
  func deterministic() {
    var (first, second) = (Sample(seed: 9), Sample(seed: 9))
    let write = { (charts: [any Chart]) in
      charts.map { MarkupWriter.fragment($0.markup(id: "f")) }
    }
    #expect(write(first.charts()) == write(second.charts()))
  }
}
