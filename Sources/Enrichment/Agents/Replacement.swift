/// A text in which `$1` to `$9` stand for groups of a match.
struct Replacement: Sendable {
  private enum Piece: Sendable {
    case bytes([UInt8])
    case group(Int)
  }

  private var pieces: [Piece] = []

  /// The text of one group.
  init(group: Int) { pieces = [.group(group)] }

  init(_ text: String) {
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), let digit = rest.first, (49...57).contains(digit) {
        rest.removeFirst()
        if !bytes.isEmpty { pieces.append(.bytes(bytes)) }
        bytes = []
        pieces.append(.group(Int(digit) - 48))
      } else {
        bytes.append(byte)
      }
    }
    if !bytes.isEmpty { pieces.append(.bytes(bytes)) }
  }

  /// The text without spaces around it; nil where nothing is left.
  func filled(
    from text: AgentText, _ pattern: Pattern, in space: borrowing MatchSpace
  ) -> String? {
    var result: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): result += bytes
      case .group(let group):
        if let range = pattern.range(of: group, in: space) { result += text.bytes[range] }
      }
    }
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0d).contains($0) }
    guard let first = result.firstIndex(where: { !isSpace($0) }),
      let last = result.lastIndex(where: { !isSpace($0) })
    else { return nil }
    return String(decoding: result[first...last], as: UTF8.self)
  }
}
