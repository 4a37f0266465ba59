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

  /// Whether lists come as one text with commas, as variables and flags have them.
  var isOneText: Bool {
    switch origin {
    case .environment, .flag: true
    case .builtIn, .file: false
    }
  }
}
