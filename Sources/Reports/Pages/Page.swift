import Crypto
import Figures
import Foundation
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
  /// The way from the page to the style sheet; nil: the page carries it, and needs no other file.
  let stylesheet: Link?
  let main: [Node]
  let footer: [Node]
  /// The English of the site, where it names one; pages are written in English.
  var language = "en"

  /// Nothing is loaded but the style sheet and pictures of the same folder; no script runs.
  private static let policy = "default-src 'none'; style-src 'self'; img-src 'self' data:"

  /// Nothing is loaded at all; no style holds but the one of the page, known by its digest.
  private static let closedPolicy: String = {
    let digest = Data(SHA256.hash(data: Data(Stylesheet.css.utf8))).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(digest)'"
  }()

  var html: String {
    let root = h(
      .html, [.init(.lang, language), .init(.dir, "ltr")],
      h(.head, head),
      h(
        .body,
        h(.a, [.class("skip"), .href(.anchor("main"))], "Skip to the figures"),
        header,
        h(.main, [.id("main")], main),
        h(.footer, footer)))
    guard stylesheet == nil else { return MarkupWriter.document(root) }
    return MarkupWriter.document(root.withoutFiles, style: Stylesheet.css)
  }

  private var head: [Node] {
    [
      h(.meta, [.init(.charset, "utf-8")], []),
      meta("viewport", "width=device-width, initial-scale=1"),
      meta("color-scheme", "light dark"),
      meta("generator", "Footfall"),
      h(
        .meta,
        [
          .init(.httpEquiv, "Content-Security-Policy"),
          .init(.content, stylesheet == nil ? Self.closedPolicy : Self.policy),
        ], []),
      h(.title, .text(Label.clean(title))),
      stylesheet.map { h(.link, [.init(.rel, "stylesheet"), .href($0)], []) } ?? .empty,
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
