import Clickstream

/// A name and a value that tell series of one metric apart.
struct Label: Hashable, Sendable {
  /// Bytes of a value at most.
  private static let valueLimit = 256

  let name: String
  let value: String

  /// Labels sorted by name, each name once, in the form in which they are printed.
  static func all(_ pairs: [(String, String)]) -> [Label] {
    var labels: [String: String] = [:]
    for (name, value) in pairs { labels[MetricText.labelName(name)] = printable(value) }
    return labels.map { Label(name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
  }

  private static func printable(_ text: String) -> String {
    let head = String(decoding: text.utf8.prefix(valueLimit), as: UTF8.self)
    return PrintableText.string(from: head)
  }
}
