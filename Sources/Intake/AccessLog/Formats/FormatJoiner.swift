/// Joins neighbours that say one thing together: `$host:$server_port`, `$uri$is_args$args`,
/// `$request_method $request_uri $server_protocol` between quotes.
enum FormatJoiner {
  /// The elements with literals between any two fields, and before the first and after the last.
  static func joined(_ elements: [FormatElement]) -> [FormatElement] {
    var list = elements
    // Each pass joins what the one before made neighbours.
    for rule in [cookies, targets, schemes, ports, urls, schemes, requests] { list = rule(list) }
    return list
  }

  private typealias Rule = ([FormatElement]) -> [FormatElement]

  private static func cookies(_ list: [FormatElement]) -> [FormatElement] {
    replacing(list, count: 2) { window in
      guard let first = window[0].field, let second = window[1].field, first.field == .cookie,
        second.field == .cookie
      else { return nil }
      return [.field(first)]
    }
  }

  /// A path with its query.
  private static func targets(_ list: [FormatElement]) -> [FormatElement] {
    let target = { (path: FormatField, query: FormatField?) -> [FormatElement]? in
      guard path.field == .path, query?.field == .query else { return nil }
      var field = path
      field.field = .target
      return [.field(field)]
    }
    let three = replacing(list, count: 3) { window in
      guard let path = window[0].field else { return nil }
      let isMark = window[1].field?.part == .queryMark || window[1].literal == [0x3f]
      return isMark ? target(path, window[2].field) : nil
    }
    return replacing(three, count: 2) { window in
      window[0].field.flatMap { target($0, window[1].field) }
    }
  }

  /// `$scheme://` before a host or an address of a page.
  private static func schemes(_ list: [FormatElement]) -> [FormatElement] {
    replacing(list, count: 3) { window in
      guard window[0].field?.part == .scheme, window[1].literal == Array("://".utf8),
        let field = window[2].field, field.field == .url || field.field == .host
      else { return nil }
      var url = field
      url.field = field.field == .url ? .url : .host
      return [.field(url)]
    }
  }

  private static func ports(_ list: [FormatElement]) -> [FormatElement] {
    replacing(list, count: 3) { window in
      guard var field = window[0].field, window[1].literal == [Ascii.colon],
        window[2].field?.part == .port
      else { return nil }
      switch field.field {
      case .host: break
      case .address: field.field = .addressAndPort
      default: return nil
      }
      return [.field(field)]
    }
  }

  /// A host right before a target.
  private static func urls(_ list: [FormatElement]) -> [FormatElement] {
    replacing(list, count: 2) { window in
      guard let host = window[0].field, let target = window[1].field, host.field == .host,
        target.field == .target || target.field == .path
      else { return nil }
      var url = target
      url.field = .url
      return [.field(url)]
    }
  }

  /// Method, target and protocol between quotes are a request line, whatever a client sent.
  private static func requests(_ list: [FormatElement]) -> [FormatElement] {
    let join = { (parts: ArraySlice<FormatElement>) -> FormatField? in
      let parts = Array(parts)
      guard let method = parts[0].field, method.field == .method, parts[1].literal == [0x20],
        let target = parts[2].field, [.target, .path, .url].contains(target.field),
        parts[3].literal == [0x20], parts[4].field?.field == .protocolVersion
      else { return nil }
      var request = method
      request.field = target.field == .url ? .absoluteRequest : .request
      request.rank = 1
      return request
    }
    if list.count == 5, let request = join(list[...]) { return [.field(request)] }
    return replacing(list, count: 7) { window in
      guard window[0].literal?.last == Ascii.quote, window[6].literal?.first == Ascii.quote,
        let request = join(window[1..<6])
      else { return nil }
      return [window[0], .field(request), window[6]]
    }
  }

  /// Slides a window over the list; what `join` returns takes the window's place.
  private static func replacing(
    _ list: [FormatElement], count: Int, _ join: ([FormatElement]) -> [FormatElement]?
  ) -> [FormatElement] {
    var result: [FormatElement] = []
    var rest = list[...]
    while rest.count >= count {
      if let joined = join(Array(rest.prefix(count))) {
        rest = joined + rest.dropFirst(count)
        if joined.count > 1 {
          // It may begin another window, but must not be the same again.
          result.append(rest.removeFirst())
        }
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }
}

extension FormatElement {
  var field: FormatField? {
    if case .field(let field) = self { field } else { nil }
  }

  var literal: [UInt8]? {
    if case .literal(let bytes) = self { bytes } else { nil }
  }
}
