/// Suggestions for a name that was mistyped.
extension Sequence<String> {
  /// Those of the names that are like `name`, the nearest first.
  ///
  /// A name is near when few letters differ (Levenshtein distance, case aside), or when its last
  /// part is the whole of `name`: `Vienna` finds `Europe/Vienna`.
  package func nearest(to name: String, atMost limit: Int) -> [String] {
    let wanted = Array(name.lowercased().utf8.prefix(64))
    let tolerance = Swift.max(2, wanted.count / 5)
    let ranked = compactMap { candidate -> (distance: Int, name: String)? in
      let other = Array(candidate.lowercased().utf8)
      if !wanted.isEmpty, other.split(separator: UInt8(ascii: "/")).last.map(Array.init) == wanted {
        return (0, candidate)
      }
      let distance = editDistance(wanted, other)
      return distance <= tolerance ? (distance, candidate) : nil
    }
    return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
      .prefix(limit).map(\.name)
  }
}

private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let replaced = diagonal + (a == b ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
    }
  }
  return row[right.count]
}
