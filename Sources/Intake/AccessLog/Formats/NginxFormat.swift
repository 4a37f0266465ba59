import Clickstream

/// Reads `log_format NAME escape=json '…' '…';` of nginx, or the text of such a format alone.
struct NginxFormat {
  private let bytes: [UInt8]
  private var offset = 0
  private var text = FormatText()

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The elements of a whole directive.
  static func directive(_ bytes: [UInt8]) throws(FormatMistake) -> FormatText {
    var reader = NginxFormat(bytes)
    try reader.readDirective()
    return reader.text
  }

  /// The elements of a text without quotes around it.
  static func bare(_ bytes: [UInt8]) throws(FormatMistake) -> FormatText {
    var reader = NginxFormat(bytes)
    try reader.take(bytes.enumerated().map { ($0.element, $0.offset) })
    if reader.text.isJSON { reader.text.escapes = .json }
    return reader.text
  }

  private mutating func readDirective() throws(FormatMistake) {
    skipBlanks()
    if matches("log_format") {
      offset += "log_format".utf8.count
      skipBlanks()
      let start = offset
      guard let name = word(), !name.isEmpty, !name.contains(UInt8(ascii: "$")) else {
        offset = start
        throw FormatMistake(
          offset: offset, what: "log_format is not followed by a name",
          advice: "paste the whole line: log_format NAME '…';")
      }
      text.name = String(decoding: name, as: UTF8.self)
    }
    var pieces: [(byte: UInt8, offset: Int)] = []
    var isEnded = false
    var escape: String?
    while true {
      skipBlanks()
      guard offset < bytes.count else { break }
      let byte = bytes[offset]
      if byte == UInt8(ascii: ";") {
        isEnded = true
        offset += 1
        break
      }
      if byte == UInt8(ascii: "'") || byte == Ascii.quote {
        pieces += try quotedPiece(byte)
      } else if pieces.isEmpty, matches("escape=") {
        let start = offset
        offset += "escape=".utf8.count
        let value = String(decoding: word() ?? [], as: UTF8.self)
        guard ["default", "json", "none"].contains(value) else {
          throw FormatMistake(
            offset: start, what: "escape=\(value) is nothing that nginx knows",
            advice: "it is escape=default, escape=json or escape=none")
        }
        escape = value
      } else {
        pieces += barePiece()
      }
    }
    skipBlanks()
    guard offset == bytes.count else {
      throw FormatMistake(
        offset: offset, what: isEnded ? "something follows the semicolon" : "it goes on here",
        advice: "paste one log_format line, up to its semicolon")
    }
    guard !pieces.isEmpty else {
      throw FormatMistake(
        offset: nil, what: "the format is empty",
        advice: "paste the whole line with all its pieces in quotes: log_format NAME '…' '…';")
    }
    try take(pieces)
    text.escapes =
      escape == "none" ? .plain : escape == "json" || text.isJSON ? .json : .backslash
  }

  private func matches(_ word: String) -> Bool { bytes[offset...].starts(with: word.utf8) }

  private mutating func skipBlanks() {
    while offset < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[offset]) { offset += 1 }
  }

  private mutating func word() -> [UInt8]? {
    let start = offset
    while offset < bytes.count, ![0x20, 0x09, 0x0a, 0x0d, 0x3b].contains(bytes[offset]) {
      offset += 1
    }
    return Array(bytes[start..<offset])
  }

  private mutating func barePiece() -> [(byte: UInt8, offset: Int)] {
    let start = offset
    return (word() ?? []).enumerated().map { ($0.element, start + $0.offset) }
  }

  private mutating func quotedPiece(
    _ quote: UInt8
  ) throws(FormatMistake) -> [(byte: UInt8, offset: Int)] {
    let start = offset
    offset += 1
    var piece: [(byte: UInt8, offset: Int)] = []
    while offset < bytes.count, bytes[offset] != quote {
      var byte = bytes[offset]
      let place = offset
      if byte == Ascii.backslash, offset + 1 < bytes.count,
        let plain = Self.escapes[bytes[offset + 1]]
      {
        byte = plain
        offset += 1
      }
      piece.append((byte, place))
      offset += 1
    }
    guard offset < bytes.count else {
      throw FormatMistake(
        offset: start, what: "the quote that opens here is never closed",
        advice: "paste the line up to its semicolon, with every quote")
    }
    offset += 1
    return piece
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "'"): UInt8(ascii: "'"), Ascii.quote: Ascii.quote,
    Ascii.backslash: Ascii.backslash, UInt8(ascii: "t"): Ascii.tab,
    UInt8(ascii: "n"): Ascii.lineFeed, UInt8(ascii: "r"): Ascii.carriageReturn,
  ]

  /// Tells variables from literal text.
  private mutating func take(_ pieces: [(byte: UInt8, offset: Int)]) throws(FormatMistake) {
    var index = 0
    while index < pieces.count {
      let (byte, place) = pieces[index]
      index += 1
      guard byte == UInt8(ascii: "$") else {
        text.append(byte)
        continue
      }
      let isBraced = index < pieces.count && pieces[index].byte == 0x7b
      if isBraced { index += 1 }
      var name: [UInt8] = []
      while index < pieces.count, Self.isNameByte(pieces[index].byte) {
        name.append(pieces[index].byte)
        index += 1
      }
      if isBraced, index < pieces.count, pieces[index].byte == 0x7d { index += 1 }
      guard !name.isEmpty else {
        throw FormatMistake(
          offset: place, what: "a dollar sign without the name of a variable behind it",
          advice: "copy the line as it stands in the configuration of nginx")
      }
      take(String(decoding: name, as: UTF8.self), at: place)
    }
  }

  private mutating func take(_ name: String, at place: Int) {
    var field = FormatField(field: .ignored, name: "$" + name, offset: place)
    if let known = NginxVariables.meaning(of: name) {
      (field.field, field.rank, field.part) = known
    } else {
      let near = NginxVariables.names.nearest(to: name, atMost: 1).first
      text.warn(
        "the variable $\(name) is not known and is passed over"
          + (near.map { "; did you mean $\($0)?" } ?? ""))
    }
    text.append(field)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f: true
    default: false
    }
  }
}
