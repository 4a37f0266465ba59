import Markup

/// A whole HTML page: head, navigation, what the page holds, foot.
struct Page {
  struct NavigationItem {
    let title: String
    let link: Link
    let isCurrent: Bool
  }

  let title: String
  /// What stands before the navigation: the site, or the product.
  let owner: String
  /// Where the owner's name leads; nil where the reader is there.
  let home: Link?
  let navigation: [NavigationItem]
  /// The way from the page to the style sheet.
  let stylesheet: Link
  let main: [Node]
  let footer: [Node]
  /// The English of the site, where it names one; pages are written in English.
  var language = "en"

  /// Nothing is loaded but the style sheet and pictures of the same folder; no script runs.
  private static let policy = "default-src 'none'; style-src 'self'; img-src 'self' data:"

  var html: String {
    MarkupWriter.document(
      h(
        .html, [.init(.lang, language), .init(.dir, "ltr")],
        h(.head, head),
        h(
          .body,
          h(.a, [.class("skip"), .href(.anchor("main"))], "Skip to the figures"),
          header,
          h(.main, [.id("main")], main),
          h(.footer, footer))))
  }

  private var head: [Node] {
    [
      h(.meta, [.init(.charset, "utf-8")], []),
      meta("viewport", "width=device-width, initial-scale=1"),
      meta("color-scheme", "light dark"),
      meta("generator", "Footfall"),
      h(
        .meta,
        [.init(.httpEquiv, "Content-Security-Policy"), .init(.content, Self.policy)], []),
      h(.title, .text(Label.clean(title))),
      h(.link, [.init(.rel, "stylesheet"), .href(stylesheet)], []),
    ]
  }

  private func meta(_ name: String, _ content: String) -> Node {
    h(.meta, [.init(.name, name), .init(.content, content)], [])
  }

  private var header: Node {
    let name = Node.isolated(Label.clean(owner))
    var parts = [
      h(.p, [.class("site")], home.map { h(.a, [.href($0)], name) } ?? name)
    ]
    if !navigation.isEmpty {
      parts.append(
        h(
          .nav, [.init(.ariaLabel, "Dashboards")],
          navigation.map { item in
            h(
              .a,
              [.href(item.link)] + (item.isCurrent ? [.init(.ariaCurrent, "page")] : []),
              .text(Label.clean(item.title)))
          }))
    }
    return h(.header, parts)
  }
}
