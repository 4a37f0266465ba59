import Clickstream

/// The page of a form: a path, or the path of a whole URL.
enum PagePath {
  /// The query, without fragment; empty where there is none.
  static func query(of text: String) -> String {
    let address = text.prefix { $0 != "#" }
    guard let mark = address.firstIndex(of: "?") else { return "" }
    return String(address[address.index(after: mark)...])
  }

  /// The path without query and fragment; empty where the text is neither path nor URL.
  static func path(of text: String) -> String {
    var rest = text[...]
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...]
      guard let slash = rest.firstIndex(where: { "/?#".contains($0) }) else { return "/" }
      rest = rest[slash...]
      if !rest.hasPrefix("/") { return "/" }
    }
    guard rest.hasPrefix("/") else { return "" }
    return PlainText.line(String(rest.prefix { $0 != "?" && $0 != "#" }), limit: 2_000)
  }
}
