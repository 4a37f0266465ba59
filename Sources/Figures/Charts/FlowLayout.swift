/// Where the nodes and ribbons of a flow stand.
///
/// Nodes are in layers from left to right; a node is as high as what comes in or goes out, whichever
/// is more, and never so near the next that their names would touch.
package struct FlowLayout: Sendable {
  package struct Link: Hashable, Sendable {
    package let from: String
    package let to: String
    package let value: Double
    /// The layer in which it begins, where that is known.
    package let step: Int?

    package init(from: String, to: String, value: Double, step: Int? = nil) {
      self.from = from
      self.to = to
      self.value = value
      self.step = step
    }
  }

  package struct Stop: Sendable {
    package let name: String
    package let layer: Int
    package fileprivate(set) var incoming = 0.0
    package fileprivate(set) var outgoing = 0.0
    /// Filled in by the layout, in units of the picture.
    package fileprivate(set) var top = 0.0
    package fileprivate(set) var height = 0.0

    package var value: Double { max(incoming, outgoing) }
    var middle: Double { top + height / 2 }
  }

  package struct Ribbon: Sendable {
    package let from: Int
    package let to: Int
    package fileprivate(set) var value: Double
    /// The upper edges at both ends, and how thick it is.
    package fileprivate(set) var start = 0.0
    package fileprivate(set) var end = 0.0
    package fileprivate(set) var width = 0.0
  }

  package private(set) var stops: [Stop] = []
  package private(set) var ribbons: [Ribbon] = []
  /// How many links would have led back, and how much went over them.
  package private(set) var cut = (links: 0, value: 0.0)
  package private(set) var layers = 0
  /// Whether there are layers beyond the deepest.
  package private(set) var isShortened = false
  package private(set) var height = 0.0

  private struct Key: Hashable {
    let name: String
    let layer: Int
  }

  /// - Parameters:
  ///   - most: The most nodes of a layer; the smallest beyond it are one, `other`.
  ///   - deepest: The most layers.
  ///   - apart: The least from the middle of a node to the next.
  package init(
    _ links: [Link], most: Int = 8, deepest: Int = 5, height: Double = 320, apart: Double = 22
  ) {
    let known = links.filter { $0.value.isFinite && $0.value > 0 }
    var ends = known.contains { $0.step != nil } ? Self.stepped(known) : layered(known)
    isShortened = ends.contains { $0.to.layer >= deepest }
    ends.removeAll { $0.to.layer >= deepest }
    build(ends, most: max(2, most))
    order()
    place(height: height, apart: apart)
  }

  private typealias Ends = (from: Key, to: Key, value: Double)

  private static func stepped(_ links: [Link]) -> [Ends] {
    let first = links.compactMap(\.step).min() ?? 0
    return links.compactMap { link in
      guard let step = link.step, step - first < 100 else { return nil }
      let layer = step - first
      return (Key(name: link.from, layer: layer), Key(name: link.to, layer: layer + 1), link.value)
    }
  }

  /// Layers by the longest way to each node, after the smallest links that close a circle are cut.
  private mutating func layered(_ links: [Link]) -> [Ends] {
    var ways: [String: [String]] = [:]
    var kept: [Link] = []
    for link in links.enumerated().sorted(by: {
      ($1.element.value, $0.offset) < ($0.element.value, $1.offset)
    }).map(\.element) {
      if Self.leads(from: link.to, to: link.from, ways) {
        cut.links += 1
        cut.value += link.value
      } else {
        ways[link.from, default: []].append(link.to)
        kept.append(link)
      }
    }
    var layer: [String: Int] = [:]
    var isMoved = true
    while isMoved {
      isMoved = false
      for link in kept where layer[link.to, default: 0] <= layer[link.from, default: 0] {
        layer[link.to] = layer[link.from, default: 0] + 1
        isMoved = true
      }
    }
    return kept.map {
      (
        Key(name: $0.from, layer: layer[$0.from, default: 0]),
        Key(name: $0.to, layer: layer[$0.to, default: 0]), $0.value
      )
    }
  }

  private static func leads(from: String, to: String, _ ways: [String: [String]]) -> Bool {
    var seen: Set<String> = [from]
    var waiting = [from]
    while let name = waiting.popLast() {
      if name == to { return true }
      for next in ways[name] ?? [] where seen.insert(next).inserted { waiting.append(next) }
    }
    return false
  }

  private mutating func build(_ ends: [Ends], most: Int) {
    var order: [Key] = []
    var flow: [Key: (incoming: Double, outgoing: Double)] = [:]
    for end in ends {
      for key in [end.from, end.to] where flow[key] == nil {
        flow[key] = (0, 0)
        order.append(key)
      }
      flow[end.from]?.outgoing += end.value
      flow[end.to]?.incoming += end.value
    }
    func value(_ key: Key) -> Double { flow[key].map { max($0.incoming, $0.outgoing) } ?? 0 }
    layers = (order.map(\.layer).max() ?? -1) + 1
    var placeOf: [Key: Int] = [:]
    for layer in 0..<layers {
      let here = order.filter { $0.layer == layer && $0.name != Self.other }.enumerated().sorted {
        (value($1.element), $0.offset) < (value($0.element), $1.offset)
      }.map(\.element)
      let hasOther = here.count > most || flow[Key(name: Self.other, layer: layer)] != nil
      let named = here.count > most || hasOther && here.count == most ? most - 1 : most
      for key in here.prefix(named) {
        placeOf[key] = stops.count
        stops.append(Stop(name: key.name, layer: layer))
      }
      guard hasOther else { continue }
      for key in here.dropFirst(named) + [Key(name: Self.other, layer: layer)] {
        placeOf[key] = stops.count
      }
      stops.append(Stop(name: Self.other, layer: layer))
    }
    var ribbonOf: [Pair: Int] = [:]
    for end in ends {
      guard let from = placeOf[end.from], let to = placeOf[end.to] else { continue }
      stops[from].outgoing += end.value
      stops[to].incoming += end.value
      if let known = ribbonOf[Pair(from: from, to: to)] {
        ribbons[known].value += end.value
      } else {
        ribbonOf[Pair(from: from, to: to)] = ribbons.count
        ribbons.append(Ribbon(from: from, to: to, value: end.value))
      }
    }
  }

  private static let other = "other"
  private struct Pair: Hashable {
    let from: Int
    let to: Int
  }

  /// The nodes of each layer from the top down.
  private var columns: [[Int]] = []

  /// Each node near those it comes from; `other` and what is equal keep their order.
  private mutating func order() {
    columns = (0..<layers).map { layer in stops.indices.filter { stops[$0].layer == layer } }
    for layer in columns.indices.dropFirst() {
      var rank: [Int: Double] = [:]
      for column in columns[..<layer] {
        for (place, stop) in column.enumerated() { rank[stop] = Double(place) }
      }
      let pull = Dictionary(
        uniqueKeysWithValues: columns[layer].map { stop in
          let into = ribbons.filter { $0.to == stop && rank[$0.from] != nil }
          let sum = into.reduce(0) { $0 + $1.value }
          let middle = into.reduce(0) { $0 + $1.value * (rank[$1.from] ?? 0) }
          return (stop, stops[stop].name == Self.other ? 1e9 : sum > 0 ? middle / sum : 1e6)
        })
      columns[layer] = columns[layer].enumerated().sorted {
        (pull[$0.element] ?? 0, $0.offset) < (pull[$1.element] ?? 0, $1.offset)
      }.map(\.element)
    }
  }

  private mutating func place(height wanted: Double, apart: Double) {
    let tallest = columns.map(\.count).max() ?? 0
    let room = max(wanted, Double(tallest) * apart * 1.5)
    func needed(_ column: [Int], _ unit: Double) -> Double {
      column.reduce(-8) { $0 + max(apart, stops[$1].value * unit + 8) }
    }
    let most = columns.map { $0.reduce(0) { $0 + stops[$1].value } }.max() ?? 0
    guard most > 0 else { return }
    var (low, high) = (0.0, room / most)
    for _ in 0..<50 {
      let unit = (low + high) / 2
      if columns.allSatisfy({ needed($0, unit) <= room }) { low = unit } else { high = unit }
    }
    let unit = low
    for column in columns {
      var y = 0.0
      for stop in column {
        let height = stops[stop].value * unit
        let slot = max(apart, height + 8)
        stops[stop].height = height
        stops[stop].top = y + (slot - 8 < height ? 0 : (slot - 8 - height) / 2)
        y += slot
      }
    }
    height = max(room, stops.map { $0.top + $0.height }.max() ?? 0)
    for index in ribbons.indices { ribbons[index].width = ribbons[index].value * unit }
    for stop in stops.indices {
      var y = stops[stop].top
      for ribbon in ribbons.indices.filter({ ribbons[$0].from == stop })
        .sorted(by: { stops[ribbons[$0].to].middle < stops[ribbons[$1].to].middle })
      {
        ribbons[ribbon].start = y
        y += ribbons[ribbon].width
      }
      y = stops[stop].top
      for ribbon in ribbons.indices.filter({ ribbons[$0].to == stop })
        .sorted(by: { stops[ribbons[$0].from].middle < stops[ribbons[$1].from].middle })
      {
        ribbons[ribbon].end = y
        y += ribbons[ribbon].width
      }
    }
  }
}
