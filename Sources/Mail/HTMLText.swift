/// The words of an HTML message: tags, styles and scripts are dropped, nothing is loaded or shown.
struct HTMLText {
  private let bytes: [UInt8]
  private var offset = 0
  private var output: [UInt8] = []

  private init(_ html: String) {
    bytes = Array(html.utf8)
    output.reserveCapacity(bytes.count)
  }

  static func plain(_ html: String) -> String {
    var reader = HTMLText(html)
    reader.read()
    return String(decoding: reader.output, as: UTF8.self)
  }

  private mutating func read() {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "<"): readMarkup()
      case UInt8(ascii: "&"): readReference()
      case let byte where byte <= 32:
        offset += 1
        if let last = output.last, last > 32 { output.append(32) }
      case let byte:
        offset += 1
        output.append(byte)
      }
    }
  }

  private mutating func readMarkup() {
    if holds("<!--") {
      offset += 4
      skip(past: "-->")
      return
    }
    var start = offset + 1
    let isEnd = start < bytes.count && bytes[start] == UInt8(ascii: "/")
    if isEnd { start += 1 }
    var end = start
    while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
    guard end > start || isEnd || start < bytes.count && isDeclaration(bytes[start]) else {
      output.append(bytes[offset])
      offset += 1
      return
    }
    let name = String(decoding: bytes[start..<min(end, start + 16)], as: UTF8.self).lowercased()
    offset = end
    skipTag()
    if Self.lineTags.contains(name) {
      output.append(UInt8(ascii: "\n"))
    } else if !isEnd, Self.hiddenTags.contains(name) {
      skipElement(name)
    }
  }

  private static let lineTags: Set<String> = [
    "address", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "pre", "table", "td", "th", "tr", "ul",
  ]
  private static let hiddenTags: Set<String> = ["script", "style", "title", "head", "template"]

  /// To the end of a tag; a `>` inside a quoted attribute does not end it.
  private mutating func skipTag() {
    var quote: UInt8?
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return
      }
    }
  }

  private mutating func skipElement(_ name: String) {
    skip(past: "</" + name)
    skipTag()
  }

  private mutating func skip(past text: String) {
    while offset < bytes.count, !holds(text) { offset += 1 }
    offset = min(bytes.count, offset + text.utf8.count)
  }

  private func holds(_ text: String) -> Bool {
    var index = offset
    for byte in text.utf8 {
      guard index < bytes.count else { return false }
      let found = bytes[index] &- 65 < 26 ? bytes[index] | 32 : bytes[index]
      guard found == byte else { return false }
      index += 1
    }
    return true
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 32) &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: ":")
  }

  private func isDeclaration(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }

  /// A character reference; one that is not known stands as it is.
  private mutating func readReference() {
    let limit = min(bytes.count, offset + 12)
    guard let end = bytes[offset..<limit].firstIndex(of: UInt8(ascii: ";")),
      let scalar = scalar(of: bytes[(offset + 1)..<end])
    else {
      output.append(bytes[offset])
      offset += 1
      return
    }
    offset = end + 1
    output.append(contentsOf: String(Character(scalar)).utf8)
  }

  private func scalar(of reference: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard reference.first == UInt8(ascii: "#") else {
      return Self.named[String(decoding: reference, as: UTF8.self)]
    }
    var digits = reference.dropFirst()
    var radix = 10
    if let mark = digits.first, mark | 32 == UInt8(ascii: "x") {
      digits.removeFirst()
      radix = 16
    }
    guard digits.first != UInt8(ascii: "+"),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: radix)
    else { return nil }
    return Unicode.Scalar(value)
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "euro": "€",
    "pound": "£", "copy": "©", "reg": "®", "hellip": "…", "ndash": "–", "mdash": "—",
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•", "middot": "·",
    "laquo": "«", "raquo": "»", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö",
    "Uuml": "Ü", "szlig": "ß", "agrave": "à", "acirc": "â", "ccedil": "ç", "egrave": "è",
    "eacute": "é", "ecirc": "ê", "iuml": "ï", "ocirc": "ô", "ugrave": "ù", "ucirc": "û",
    "Eacute": "É", "Agrave": "À", "ntilde": "ñ", "oelig": "œ",
  ]
}
