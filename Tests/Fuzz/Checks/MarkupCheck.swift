import Markup

extension FuzzCheck {
  /// A tree that the bytes describe is written as a document with that tree's skeleton; its texts
  /// and values stand in it escaped, and a link leads to the web or to mail alone.
  static let markup = FuzzCheck("markup", sizeLimit: 2_048) { bytes in
    var maker = NodeMaker(bytes)
    let root = h(.div, [maker.node(depth: 0)])
    let text = MarkupWriter.fragment(root)
    var parser = MarkupParser(text)
    let parsed = try parser.parse()
    try require(parsed == MarkupSkeleton.of(root), "another skeleton is written")
    for scalar in text.unicodeScalars where ![9, 10, 13].contains(scalar.value) {
      try require(
        scalar.value >= 32 && !(0x7f...0x9f).contains(scalar.value), "a control character")
    }
    let hostile = String(decoding: bytes, as: UTF8.self)
    if let link = Link(untrusted: hostile) {
      let isPlain = ["https://", "http://", "mailto:"].contains { link.address.hasPrefix($0) }
      try require(isPlain, "a link of another kind")
      try require(
        link.address.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 34 && $0 != 60 },
        "a link that is no address")
    }
    let page = Link.page(hostile, anchor: hostile).address
    try require(!page.hasPrefix("/") && !page.prefix { $0 != "/" }.contains(":"), "no page here")
    let label = Label.clean(hostile, limit: 20)
    try requirePrintable(label, "a label")
    try require(!label.contains("\n"), "a label of two lines")
  }
}

/// Makes a tree of what the bytes say.
private struct NodeMaker {
  private var bytes: ArraySlice<UInt8>
  private static let tags: [Tag] = [.p, .span, .a, .td, .br, .svg, .text, .rect, .script, .bdi]
  private static let names: [Attribute.Free] = [.class, .title, .id, .content, .ariaLabel, .d]

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  private mutating func next() -> Int { Int(bytes.popFirst() ?? 0) }

  private mutating func text() -> String {
    let length = min(next() % 24, bytes.count)
    defer { bytes = bytes.dropFirst(length) }
    return String(decoding: bytes.prefix(length), as: UTF8.self)
  }

  mutating func node(depth: Int) -> Node {
    guard depth < 8, !bytes.isEmpty else { return .text(text()) }
    let choice = next()
    switch choice % 4 {
    case 0: return .text(text())
    case 1: return .fragment((0..<next() % 3).map { _ in node(depth: depth + 1) })
    default:
      let tag = Self.tags[choice / 4 % Self.tags.count]
      var attributes = (0..<next() % 3).map { _ in
        Attribute(Self.names[next() % Self.names.count], text())
      }
      if tag == .a { attributes.append(.href(.page(text()))) }
      return h(tag, attributes, (0..<next() % 3).map { _ in node(depth: depth + 1) })
    }
  }
}

/// Elements with the names of their attributes, and the ends of elements, in the order of the text.
private enum MarkupSkeleton {
  static func of(_ node: Node) -> [String] {
    switch node {
    case .text: return []
    case .fragment(let children): return children.flatMap(of)
    case .element(let tag, let attributes, let children):
      var seen: Set<String> = []
      let names = attributes.map(\.name.text).filter { seen.insert($0).inserted }
      let inner = tag.isVoid || tag == .script ? [] : children.flatMap(of)
      return [([tag.rawValue] + names).joined(separator: " ")] + inner
    }
  }
}

/// Reads markup by the letter: anything but what the writer may write is a violation.
private struct MarkupParser {
  private var rest: ArraySlice<UInt8>
  private var open: [String] = []

  init(_ text: String) { rest = Array(text.utf8)[...] }

  mutating func parse() throws -> [String] {
    var found: [String] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "<"):
        if rest.first == UInt8(ascii: "/") {
          rest = rest.dropFirst()
          let name = word()
          try require(open.popLast() == name, "the end of \(name) is out of place")
          try take(UInt8(ascii: ">"))
        } else {
          found.append(try element())
        }
      case UInt8(ascii: ">"): throw Violation(description: "a bare > in text")
      case UInt8(ascii: "&"): try reference()
      default: break
      }
    }
    try require(open.isEmpty, "\(open) are not closed")
    return found
  }

  private mutating func element() throws -> String {
    let name = word()
    var words = [name]
    while rest.first == UInt8(ascii: " ") {
      rest = rest.dropFirst()
      words.append(word())
      try take(UInt8(ascii: "="))
      try take(UInt8(ascii: "\""))
      while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
        try require(!"<>'".utf8.contains(byte), "a bare character in a value")
        if byte == UInt8(ascii: "&") { try reference() }
      }
    }
    if rest.first == UInt8(ascii: "/") {
      rest = rest.dropFirst()
    } else if !["br"].contains(name) {
      open.append(name)
    }
    try take(UInt8(ascii: ">"))
    return words.joined(separator: " ")
  }

  private mutating func word() -> String {
    let word = rest.prefix {
      $0 == 45 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
    }
    rest = rest.dropFirst(word.count)
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func reference() throws {
    let known = ["amp;", "lt;", "gt;", "quot;", "#39;"]
    guard let found = known.first(where: { rest.starts(with: $0.utf8) }) else {
      throw Violation(description: "a bare &")
    }
    rest = rest.dropFirst(found.utf8.count)
  }

  private mutating func take(_ byte: UInt8) throws {
    try require(rest.popFirst() == byte, "\(Unicode.Scalar(byte)) is missing")
  }
}
