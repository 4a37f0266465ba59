import Figures
import Markup
import Support
import Testing

@Suite("Flows")
struct FlowTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

  @Test("what goes out and comes in is what the ribbons carry", arguments: seeds)
  func conservation(seed: UInt64) {
    var sample = Sample(seed: seed)
    for hasSteps in [false, true] {
      for _ in 0..<20 {
        let links = sample.links(hasSteps: hasSteps)
        let layout = FlowLayout(links, most: 5, deepest: 4)
        for (index, stop) in layout.stops.enumerated() {
          let out = layout.ribbons.filter { $0.from == index }
          let into = layout.ribbons.filter { $0.to == index }
          #expect(abs(out.reduce(0) { $0 + $1.value } - stop.outgoing) <= 1e-9 * stop.value)
          #expect(abs(into.reduce(0) { $0 + $1.value } - stop.incoming) <= 1e-9 * stop.value)
          for side in [out, into] {
            #expect(side.reduce(0) { $0 + $1.width } <= stop.height + 1e-6)
          }
          for ribbon in out {
            #expect(ribbon.start >= stop.top - 1e-6)
            #expect(ribbon.start + ribbon.width <= stop.top + stop.height + 1e-6)
          }
        }
        for ribbon in layout.ribbons {
          #expect(layout.stops[ribbon.from].layer < layout.stops[ribbon.to].layer)
        }
      }
    }
  }

  @Test("nothing is lost but what leads back", arguments: seeds)
  func whole(seed: UInt64) {
    var sample = Sample(seed: seed)
    for _ in 0..<20 {
      let links = sample.links(hasSteps: false)
      let layout = FlowLayout(links, most: 100, deepest: 100)
      let given = links.map(\.value).filter { $0.isFinite && $0 > 0 }.reduce(0, +)
      let drawn = layout.ribbons.reduce(0) { $0 + $1.value }
      #expect(abs(drawn + layout.cut.value - given) <= 1e-9 * max(1, given))
    }
  }

  @Test("nodes of a layer do not touch, and their names keep apart", arguments: seeds)
  func apart(seed: UInt64) {
    var sample = Sample(seed: seed)
    for hasSteps in [false, true] {
      let layout = FlowLayout(sample.links(hasSteps: hasSteps))
      for layer in 0..<layout.layers {
        let stops = layout.stops.filter { $0.layer == layer }.sorted { $0.top < $1.top }
        #expect(stops.count <= 8)
        for (upper, lower) in zip(stops, stops.dropFirst()) {
          #expect(upper.top + upper.height < lower.top)
          let middles = (lower.top + lower.height / 2) - (upper.top + upper.height / 2)
          #expect(middles >= 14.5)
        }
        for stop in stops {
          #expect(stop.top >= -1e-6 && stop.top + stop.height <= layout.height + 1e-6)
        }
      }
    }
  }

  @Test("of a circle the smallest link is cut, and it is said")
  func circle() {
    let links = [("a", "b", 9.0), ("b", "c", 8), ("c", "a", 2), ("d", "d", 4)].map {
      FlowLayout.Link(from: $0.0, to: $0.1, value: $0.2)
    }
    let layout = FlowLayout(links)
    #expect(layout.stops.map(\.name) == ["a", "b", "c"] && layout.stops.map(\.layer) == [0, 1, 2])
    #expect(layout.cut.links == 2 && layout.cut.value == 6)
    let picture = FlowFigure(title: "t", summary: "s", links: links, unit: "visits")
      .picture(id: "f", shape: .wide)
    #expect(picture.plainText.contains("6 on ways that lead back are not drawn"))
  }

  @Test("the smallest of a layer are one, other")
  func folded() {
    let links = (0..<20).map {
      FlowLayout.Link(from: "start", to: "p\($0)", value: Double(20 - $0), step: 1)
    }
    let layout = FlowLayout(links, most: 4)
    #expect(layout.stops.map(\.name) == ["start", "p0", "p1", "p2", "other"])
    #expect(layout.stops.last?.incoming == (1...17).reduce(0) { $0 + Double($1) })
  }
}
