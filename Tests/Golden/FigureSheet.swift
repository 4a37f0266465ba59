import Foundation

/// Figures as they are expected and as they were found, in the order of the sheet.
struct FigureSheet {
  struct Figure {
    var section: String
    var name: String
    var expected: String
    var found: String
    var agrees: Bool
  }

  private(set) var figures: [Figure] = []
  private var section = ""

  var failures: [Figure] { figures.filter { !$0.agrees } }

  mutating func begin(_ section: String) { self.section = section }

  mutating func check(_ name: String, _ found: Int?, _ expected: Int) {
    add(name, found.map(String.init), String(expected), found == expected)
  }

  /// Agrees within an absolute tolerance.
  mutating func check(_ name: String, _ found: Double?, _ expected: Double, within: Double) {
    let agrees = found.map { abs($0 - expected) <= within } ?? false
    add(
      name, found.map { Self.text($0, beside: within) },
      "\(Self.text(expected, beside: within)) ±\(within)", agrees)
  }

  private mutating func add(_ name: String, _ found: String?, _ expected: String, _ agrees: Bool) {
    figures.append(
      Figure(
        section: section, name: name, expected: expected, found: found ?? "nothing",
        agrees: agrees))
  }

  /// With one digit more than the tolerance has.
  private static func text(_ value: Double, beside tolerance: Double) -> String {
    let digits = min(max(Int((-log10(tolerance)).rounded(.up)) + 1, 0), 12)
    return String(format: "%.\(digits)f", value)
  }

  func print() {
    var last = ""
    for figure in figures {
      if figure.section != last { Swift.print("\n\(figure.section)") }
      last = figure.section
      Swift.print(
        "  \(figure.agrees ? "  " : "✗ ")\(Self.padded(figure.name, 48)) "
          + "\(Self.padded(figure.found, 22)) \(figure.expected)")
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
