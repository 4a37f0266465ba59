import Clickstream

extension Kind<[PageGroup]> {
  /// A list of tables, one a group.
  static var pageGroups: Kind {
    Kind(
      expected: "a list of groups, each {name: …, pages: […]}", isPlain: false,
      read: { written, name, reading in
        guard case .list(let items) = written.content else {
          reading.report(
            "\(name) must be a list of groups, each '{name: …, pages: […]}', found "
              + Found.words(written), at: written.origin)
          return nil
        }
        let before = reading.problems.count
        let groups = items.enumerated().map { index, item in
          group(from: item, path: "\(name)[\(index)]", &reading)
        }
        var names: Set<String> = []
        for (group, item) in zip(groups, items)
        where !group.name.isEmpty && !names.insert(group.name).inserted {
          reading.report("\(name): there are two groups '\(group.name)'", at: item.origin)
        }
        return reading.problems.count == before ? groups : nil
      },
      print: { groups in
        let words = groups.map { group in
          let pages = group.pages.compactMap(YAMLText.scalar).joined(separator: ", ")
          return "{name: \(YAMLText.scalar(group.name) ?? "''"), pages: [\(pages)]}"
        }
        return "[\(words.joined(separator: ", "))]"
      })
  }

  private static func group(
    from written: Written, path: String, _ reading: inout Reading
  ) -> PageGroup {
    var group = PageGroup()
    guard case .table(let entries) = written.content else {
      reading.report(
        "\(path) must be a group such as {name: Tickets, pages: [/tickets/*]}, found "
          + Found.words(written), at: written.origin)
      return group
    }
    let before = reading.problems.count
    reading.read(entries, as: PageGroup.settings, into: &group, prefix: path + ".")
    guard reading.problems.count == before else { return group }
    if group.name.isEmpty { reading.report("\(path) needs a name", at: written.origin) }
    if group.pages.isEmpty { reading.report("\(path) needs pages", at: written.origin) }
    return group
  }
}

extension PageGroup {
  fileprivate static let settings: [Setting<PageGroup>] = [
    Setting(
      "name", \.name, .line("one line of text", limit: 60), example: "Tickets",
      help: "What the group is called on pages."),
    Setting(
      "pages", \.pages, .list(of: .pagePattern), example: "[/tickets/*]",
      help: "Its pages by their paths; a * stands for any run of characters."),
  ]
}

extension Kind<String> {
  /// A path without query, or a pattern of paths.
  fileprivate static var pagePattern: Kind {
    .text(
      "a path such as /tickets/*, or *",
      parse: { text, _, _ throws(Mistake) in
        guard text.hasPrefix("/") || text.hasPrefix("*"), text.utf8.count <= 500,
          PrintableText.string(from: text) == text
        else { throw Mistake() }
        guard !text.contains("?") && !text.contains("#") else {
          throw Mistake(message: "must be a path without '?' and '#', found \(Found.text(text))")
        }
        return text
      },
      print: YAMLText.scalar)
  }
}
