/// Text from outside made fit for a label: one line, of bounded length, without tricks.
package enum Label {
  /// Marks that may stand on one letter; more are a way to paint over the neighbours.
  private static let marks = 2

  /// The text on one line, unprintable and reordering characters shown as escapes, marks capped,
  /// and cut with an ellipsis after at most `limit` characters, marks not counted.
  package static func clean(_ text: String, limit: Int = 120) -> String {
    var kept = String.UnicodeScalarView()
    var ends: [String.UnicodeScalarView.Index] = []
    var marksInRow = 0
    for scalar in text.unicodeScalars {
      if isMark(scalar) {
        marksInRow += 1
        if marksInRow <= marks, !ends.isEmpty { kept.append(scalar) }
        continue
      }
      marksInRow = 0
      guard ends.count <= limit else { break }
      ends.append(kept.endIndex)
      if scalar == "\n" || scalar == "\r" || scalar == "\t" {
        kept.append(" ")
      } else if Visible.isUnprintable(scalar) || Visible.isDeceptive(scalar) {
        kept.append(contentsOf: Visible.escape(scalar).unicodeScalars)
      } else {
        kept.append(scalar)
      }
    }
    guard ends.count > limit, limit > 0 else { return String(kept) }
    return String(kept[..<ends[limit - 1]]) + "…"
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: scalar.value == 0x200C || scalar.value == 0x200D
    }
  }
}
