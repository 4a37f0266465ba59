/// A value as it was written, with the place where; not yet understood.
struct Written {
  enum Content {
    /// Left empty, or `null` or `~`.
    case nothing
    case text(String)
    case list([Written])
    case table([Entry])
  }

  struct Entry {
    let key: String
    let origin: Origin
    let value: Written
  }

  let origin: Origin
  let content: Content

  /// Whether lists come as one text, as variables and flags have them.
  private var isOneText: Bool {
    switch origin {
    case .environment, .flag: true
    case .builtIn, .file: false
    }
  }

  /// The items of a list, in variables and flags of one text; nil after a mistake was reported.
  func items(as name: String, _ reading: inout Reading) -> [Written]? {
    switch content {
    case .list(let items): return items
    case .text(let text) where isOneText && text.trimmed.hasPrefix("["):
      return Self.items(inBrackets: text, at: origin, name, &reading)
    case .text(let text) where isOneText:
      return text.split(separator: ",").map {
        Written(origin: origin, content: .text($0.trimmed))
      }
    default:
      reading.report(
        "\(name) must be a list such as [a, b], found \(Found.words(self))", at: origin)
      return nil
    }
  }
}
