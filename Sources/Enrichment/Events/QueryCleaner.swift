/// Reduces a query string to the parameters of the allow-list, before anything is stored.
struct QueryCleaner: Sendable {
  private let names: Set<[UInt8]>
  /// Names that end in `*` allow what begins like them.
  private let prefixes: [[UInt8]]
  private static let longestName = 64
  private static let longestValue = 256

  /// What becomes of the names of click ids; their values are never kept.
  enum ClickIdNames { case kept, dropped }

  init(allowing names: [String]) {
    self.names = Set(names.filter { !$0.hasSuffix("*") }.map { Array($0.utf8) })
    prefixes = names.filter { $0.hasSuffix("*") }.map { Array($0.utf8.dropLast()) }
  }

  /// Appends the allowed parameters in their order, joined by `&`; a value that holds a mail
  /// address is masked, a long one cut.
  ///
  /// Of click ids, listed or not, stands the name alone (`gclid=`), each once, where `clicks` are
  /// kept.
  func clean(_ query: RawSpan, clicks: ClickIdNames, into output: inout [UInt8]) {
    let start = output.count
    var offset = 0
    var seen: ClickIds = []
    while offset < query.byteCount {
      let end =
        query.firstIndex(of: UInt8(ascii: "&"), from: offset, to: query.byteCount)
        ?? query.byteCount
      let equals = query.firstIndex(of: UInt8(ascii: "="), from: offset, to: end) ?? end
      let name = equals - offset
      let click = ClickIds(query, offset, equals)
      if let clickName = click.name {
        if clicks == .kept, seen.insert(click).inserted {
          if output.count > start { output.append(UInt8(ascii: "&")) }
          output.append(contentsOf: clickName.utf8)
          output.append(UInt8(ascii: "="))
        }
      } else if name > 0, name <= Self.longestName, isAllowed(query.bytes(offset, equals)),
        !query.holdsMail(offset, equals)
      {
        if output.count > start { output.append(UInt8(ascii: "&")) }
        let value = min(end, equals + 1)
        output.append(query, offset, value)
        // Looked at before it is cut: half an address is still one.
        if query.holdsMail(value, end) {
          output.append(contentsOf: MailMask.mark)
        } else {
          output.append(query, value, min(end, value + Self.longestValue))
        }
      }
      offset = end + 1
    }
  }

  private func isAllowed(_ name: [UInt8]) -> Bool {
    names.contains(name) || prefixes.contains { name.starts(with: $0) }
  }
}
