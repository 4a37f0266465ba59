/// A box of a picture.
package struct Box: Hashable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var area: Double { width * height }
  var right: Double { x + width }
  var bottom: Double { y + height }

  func inset(by margin: Double, top: Double = 0) -> Box {
    Box(
      x: x + margin, y: y + margin + top, width: max(0, width - 2 * margin),
      height: max(0, height - 2 * margin - top))
  }
}

/// A box divided into boxes with areas in proportion, as near to squares as rows allow
/// (Bruls, Huizing, van Wijk 2000).
package enum Squarified {
  /// A box for each size in its order; the largest first gives the squarest.
  ///
  /// What is not above zero gets a box without area.
  package static func boxes(_ sizes: [Double], in whole: Box) -> [Box] {
    let known = sizes.map { $0.isFinite && $0 > 0 ? $0 : 0 }
    let largest = known.max() ?? 0
    guard largest > 0, whole.area > 0 else {
      return sizes.map { _ in Box(x: whole.x, y: whole.y, width: 0, height: 0) }
    }
    // Parts of the largest first: the sum of huge sizes would have no end.
    let parts = known.map { $0 / largest }
    let unit = whole.area / parts.reduce(0, +)
    let areas = parts.map { $0 * unit }
    var result = areas.map { _ in Box(x: whole.x, y: whole.y, width: 0, height: 0) }
    var rest = whole
    var row: [Int] = []
    for index in areas.indices where areas[index] > 0 {
      let side = min(rest.width, rest.height)
      if !row.isEmpty, worst(row, areas, side) < worst(row + [index], areas, side) {
        lay(row, areas, in: &rest, to: &result)
        row = []
      }
      row.append(index)
    }
    lay(row, areas, in: &rest, to: &result)
    return result
  }

  /// The worst ratio of sides that a row along `side` would have.
  private static func worst(_ row: [Int], _ areas: [Double], _ side: Double) -> Double {
    let sum = row.reduce(0) { $0 + areas[$1] }
    let most = row.map { areas[$0] }.max() ?? 0
    let least = row.map { areas[$0] }.min() ?? 0
    guard sum > 0, least > 0, side > 0 else { return .infinity }
    return max(side * side * most / (sum * sum), sum * sum / (side * side * least))
  }

  private static func lay(
    _ row: [Int], _ areas: [Double], in rest: inout Box, to result: inout [Box]
  ) {
    let sum = row.reduce(0) { $0 + areas[$1] }
    guard sum > 0 else { return }
    let isUpright = rest.width >= rest.height
    let side = isUpright ? rest.height : rest.width
    guard side > 0 else { return }
    let depth = min(sum / side, isUpright ? rest.width : rest.height)
    var along = 0.0
    for index in row {
      let length = min(areas[index] / sum * side, side - along)
      result[index] =
        isUpright
        ? Box(x: rest.x, y: rest.y + along, width: depth, height: length)
        : Box(x: rest.x + along, y: rest.y, width: length, height: depth)
      along += length
    }
    if isUpright {
      rest.x += depth
      rest.width = max(0, rest.width - depth)
    } else {
      rest.y += depth
      rest.height = max(0, rest.height - depth)
    }
  }
}
