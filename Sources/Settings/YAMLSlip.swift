/// A look at a text that is no YAML, for the slip that lists invite: settings below an item that is
/// one text.
///
/// ```yaml
/// inputs:
///   - logs/*.log
///     format: combined
/// ```
struct YAMLSlip {
  /// What to write instead, and the line where the item stands.
  let advice: String
  let line: Int

  /// - Parameter line: where YAML could not go on, from 1.
  init?(_ text: String, line: Int) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Line.init)
    guard lines.indices.contains(line - 1), let setting = lines[line - 1].setting,
      let indent = lines[line - 1].indent
    else { return nil }
    let before = lines[..<(line - 1)].enumerated().reversed()
    // Its other settings may stand between.
    guard
      let (index, item) = before.first(where: { $0.element.item != nil || $0.element.indent == 0 }),
      let value = item.item, item.indent.map({ $0 <= indent }) == true
    else { return nil }
    let list = before.first { $0.element.indent == 0 && $0.element.setting != nil }?.element.setting
    let name = list == "sites" ? "name" : "path"
    self.line = index + 1
    advice =
      "'\(setting):' cannot stand below an item that is one text; write '- \(name): \(value)', and "
      + "'\(setting):' on a line of its own under '\(name):', as far in as it"
  }

  private struct Line {
    /// Blanks in front; nil where it holds nothing.
    let indent: Int?
    /// The name in front of `:`.
    let setting: String?
    /// The text of an item of a list that is no setting.
    let item: String?

    init(_ line: Substring) {
      let content = String(line).trimmed
      let isEmpty = content.isEmpty || content.hasPrefix("#")
      indent = isEmpty ? nil : line.prefix { $0 == " " }.count
      let key = content.prefix { $0.isLetter || $0 == "_" }
      let isSetting = !key.isEmpty && content.dropFirst(key.count).hasPrefix(":")
      setting = isSetting ? String(key) : nil
      let text = content.hasPrefix("- ") ? String(content.dropFirst(2)).trimmed : ""
      item = text.isEmpty || text.contains(": ") || text.hasSuffix(":") ? nil : text
    }
  }
}
