import Clickstream

extension Configuration {
  /// The text of `Config/footfall.yaml`: every setting with its comment and its default.
  package static func sampleFile() -> String {
    let defaults = Configuration()
    var lines = comment(
      "The settings of Footfall, with their defaults; 'footfall config show' prints those in use."
        + " A variable of the environment wins over this file, a flag over both. Relative paths"
        + " start at the folder of this file.")
    for setting in settings {
      lines.append("")
      lines += comment(setting.help)
      guard setting.isPlain else {
        lines.append("\(setting.key):")
        lines += siteLines(defaults.sites[0])
        continue
      }
      lines += comment("Variable \(setting.variable), flag \(setting.flag).")
      if setting.key == "inputs" { lines += inputLines }
      lines += value(setting, of: defaults)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What an input may say of itself where it is a table.
  private static var inputLines: [String] {
    tableLines("An input is a path, or a table of these settings:", InputSource.settings)
  }

  /// What goals, funnels and segments may say of themselves.
  private static func tableLines(ofSite key: String) -> [String] {
    switch key {
    case "goals": tableLines("A goal is a table of these settings:", Site.Goal.settings)
    case "funnels": tableLines("A funnel is a table of these settings:", Site.Funnel.settings)
    case "segments":
      tableLines("A segment is a table of these settings:", Site.Segment.settings)
        + tableLines("Its conditions under 'all':", Site.Conditions.settings)
    case "annotations":
      tableLines("A note is a table of these settings:", WrittenAnnotation.settings)
    default: []
    }
  }

  private static func tableLines<Root>(_ lead: String, _ settings: [Setting<Root>]) -> [String] {
    comment(lead)
      + settings.enumerated().flatMap { index, setting in
        wrapped(setting.help, first: "#     # ", next: "#     # ")
          + ["#   \(index == 0 ? "-" : " ") \(setting.key): \(setting.example)"]
      }
  }

  private static func siteLines(_ site: Site) -> [String] {
    Site.settings.enumerated().flatMap { index, setting in
      var block = comment(setting.help) + tableLines(ofSite: setting.key) + value(setting, of: site)
      let key = block.removeLast()
      // The hyphen of the list stands before the first setting.
      return block.map { (index == 0 ? "  " : "    ") + $0 } + [
        (index == 0 ? "  - " : "    ") + key
      ]
    }
  }

  /// The example and the default, or the example alone, as a comment, where there is no default.
  private static func value<Root>(_ setting: Setting<Root>, of root: Root) -> [String] {
    guard let text = setting.text(in: root) else { return ["# \(setting.key): \(setting.example)"] }
    let line = "\(setting.key): \(text)"
    let example = setting.example == text ? [] : ["# Example: \(setting.key): \(setting.example)"]
    return example + (line.count <= width ? [line] : wrapped(line, first: "", next: "  "))
  }

  private static let width = 92

  private static func comment(_ text: String) -> [String] {
    wrapped(text, first: "# ", next: "# ")
  }

  private static func wrapped(_ text: String, first: String, next: String) -> [String] {
    var lines: [String] = []
    var line = first
    for word in text.split(separator: " ") {
      if line.count + word.count > width {
        lines.append(line.trimmedEnd)
        line = next
      }
      line += word + " "
    }
    return lines + [line.trimmedEnd]
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
