/// All series of one name at one time.
struct MetricFamily {
  /// One line of the text.
  struct Point {
    /// What follows the name, as `_bucket` does.
    var suffix = ""
    let labels: [Label]
    let value: MetricValue
  }

  let name: String
  let help: String
  let kind: MetricKind
  var points: [Point] = []

  /// The text format 0.0.4; points without a finite value are left out.
  static func text(_ families: [MetricFamily]) -> String {
    var text = ""
    for family in families.sorted(by: { $0.name < $1.name }) {
      if !family.help.isEmpty { text += "# HELP \(family.name) \(MetricText.help(family.help))\n" }
      text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
      for point in family.points where point.value.isFinite {
        text += "\(family.name)\(point.suffix)\(MetricText.labels(point.labels)) "
        text += "\(MetricText.number(point.value))\n"
      }
    }
    return text
  }
}
