import Clickstream

/// The page of a form: a path, or the path of a whole URL.
enum PagePath {
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
