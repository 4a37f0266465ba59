import Figures
import Support

extension Sample {
  private mutating func count(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  /// Numbers as they come and as they should not.
  mutating func odd() -> Double {
    [.nan, .infinity, -.infinity, -3, 0][Int(random.next() % 5)]
  }

  private mutating func mostly() -> Double { random.next() % 12 == 0 ? odd() : value() }

  /// Parts, ways, trees and spreads.
  mutating func shapes(ticks: [AxisTick], days: Int) -> [any Chart] {
    [
      PieFigure(
        title: label(0), summary: label(1),
        slices: (0..<count(1...9)).map { .init(label($0), mostly()) }, unit: label(2),
        hasHole: false),
      ColumnFigure(
        title: label(0), summary: label(1),
        bars: (0..<count(1...12)).map { .init(label($0), value(), target: value()) },
        unit: label(2)),
      lines(ticks: ticks, days: days), multiples(days: days), parts(), funnel(), treemap(),
      flow(hasSteps: false), flow(hasSteps: true), scatter(hasSizes: true),
      scatter(hasSizes: false), histogram(hasBins: true), histogram(hasBins: false), ranges(),
    ]
  }

  mutating func lines(ticks: [AxisTick], days: Int) -> LinesFigure {
    LinesFigure(
      title: label(0), summary: label(1),
      series: (0..<count(1...8)).map { .init(label($0), values(days)) }, ticks: ticks,
      unit: label(2), unfinished: count(0...2))
  }

  mutating func multiples(days: Int) -> MultiplesFigure {
    MultiplesFigure(
      title: label(0), summary: label(1),
      series: (0..<count(1...26)).map { .init(label($0), values(days)) }, from: label(3),
      until: label(4), unit: label(2))
  }

  mutating func parts() -> PartsFigure {
    let parts = count(1...8)
    return PartsFigure(
      title: label(0), summary: label(1), parts: (0..<parts).map(label),
      bars: (0..<count(1...9)).map { index in
        .init(label(index), (0..<parts).map { _ in mostly() })
      }, unit: label(2))
  }

  mutating func funnel() -> FunnelFigure {
    FunnelFigure(
      title: label(0), summary: label(1),
      steps: (0..<count(1...7)).map { .init(label($0), people: mostly(), time: mostly()) },
      unit: label(2))
  }

  mutating func treemap() -> TreemapFigure {
    let items = (0..<count(1...70)).map { index in
      TreemapFigure.Item(
        path: (0..<count(1...4)).map { label(index / 5 + $0) }, name: label(index),
        size: mostly(), value: random.next() % 9 == 0 ? nil : Double(random.next() % 100) / 100)
    }
    return TreemapFigure(
      title: label(0), summary: label(1), items: items, sizeUnit: label(2), unit: label(3))
  }

  mutating func links(hasSteps: Bool) -> [FlowLayout.Link] {
    (0..<count(1...60)).map { _ in
      FlowLayout.Link(
        from: label(count(0...14)), to: label(count(0...14)), value: mostly(),
        step: hasSteps ? count(1...6) : nil)
    }
  }

  mutating func flow(hasSteps: Bool) -> FlowFigure {
    FlowFigure(
      title: label(0), summary: label(1), links: links(hasSteps: hasSteps), unit: label(2))
  }

  mutating func scatter(hasSizes: Bool) -> ScatterFigure {
    ScatterFigure(
      title: label(0), summary: label(1),
      points: (0..<count(1...80)).map {
        .init(label($0), x: mostly(), y: mostly(), size: mostly())
      }, x: .init(label(2)), y: .init(label(3), .decimal), sizeUnit: hasSizes ? label(4) : nil)
  }

  mutating func histogram(hasBins: Bool) -> HistogramFigure {
    var low = 0.0
    let bins = (0..<count(1...14)).map { index in
      let width = Double(count(1...40))
      defer { low += width }
      return HistogramFigure.Bin(
        low: low, high: index == 13 ? nil : low + width, count: mostly())
    }
    return HistogramFigure(
      title: label(0), summary: label(1),
      bins: hasBins
        ? Bins(bins)
        : Bins(
          values: (0..<count(1...90)).map { _ in (mostly(), Double(count(1...3))) },
          format: .seconds), unit: label(2), measure: label(3), format: .seconds)
  }

  mutating func ranges() -> RangeFigure {
    RangeFigure(
      title: label(0), summary: label(1),
      rows: (0..<count(1...9)).map {
        .init(label($0), low: mostly(), middle: mostly(), high: mostly())
      }, unit: label(2), format: .seconds)
  }
}
