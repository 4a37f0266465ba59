import Clickstream

/// Reads `LogFormat "…" NAME` of Apache, or the text of such a format alone.
struct ApacheFormat {
  private let bytes: [UInt8]
  private var offset = 0
  private var text = FormatText()

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func directive(_ bytes: [UInt8]) throws(FormatMistake) -> FormatText {
    var reader = ApacheFormat(bytes)
    try reader.readDirective()
    return reader.text
  }

  static func bare(_ bytes: [UInt8]) throws(FormatMistake) -> FormatText {
    var reader = ApacheFormat(bytes)
    try reader.take(bytes.enumerated().map { ($0.element, $0.offset) })
    if reader.text.isJSON { reader.text.escapes = .json }
    return reader.text
  }

  private mutating func readDirective() throws(FormatMistake) {
    let keyword = "logformat"
    if String(decoding: bytes.prefix(keyword.utf8.count), as: UTF8.self).lowercased() == keyword {
      offset = keyword.utf8.count
      skipBlanks()
    }
    guard offset < bytes.count, bytes[offset] == Ascii.quote || bytes[offset] == 0x27 else {
      throw FormatMistake(
        offset: offset, what: "LogFormat is not followed by a text in quotes",
        advice: "paste the whole line: LogFormat \"%h %l %u %t …\" NAME")
    }
    let quote = bytes[offset]
    let start = offset
    offset += 1
    var pieces: [(byte: UInt8, offset: Int)] = []
    while offset < bytes.count, bytes[offset] != quote {
      let place = offset
      if bytes[offset] == Ascii.backslash, offset + 1 < bytes.count,
        [Ascii.quote, 0x27, Ascii.backslash].contains(bytes[offset + 1])
      {
        offset += 1
      }
      pieces.append((bytes[offset], place))
      offset += 1
    }
    guard offset < bytes.count else {
      throw FormatMistake(
        offset: start, what: "the quote that opens here is never closed",
        advice: "paste the whole line; quotes inside it stand behind a backslash: \\\"%r\\\"")
    }
    let end = offset
    offset += 1
    skipBlanks()
    let name = bytes[offset...].prefix { $0 > 0x20 }
    guard !bytes[end...].contains(UInt8(ascii: "%")) else {
      throw FormatMistake(
        offset: end, what: "the text ends at this quote, and more of it follows",
        advice: "quotes inside it stand behind a backslash: \\\"%r\\\"")
    }
    if !name.isEmpty { text.name = String(decoding: name, as: UTF8.self) }
    try take(pieces)
    if text.isJSON { text.escapes = .json }
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
  }

  private mutating func take(_ pieces: [(byte: UInt8, offset: Int)]) throws(FormatMistake) {
    var index = 0
    while index < pieces.count {
      let (byte, place) = pieces[index]
      index += 1
      if byte == Ascii.backslash, index < pieces.count,
        let plain = [UInt8(ascii: "t"): Ascii.tab, UInt8(ascii: "n"): Ascii.lineFeed][
          pieces[index].byte]
      {
        text.append(plain)
        index += 1
        continue
      }
      guard byte == UInt8(ascii: "%") else {
        text.append(byte)
        continue
      }
      if index < pieces.count, pieces[index].byte == UInt8(ascii: "%") {
        text.append(byte)
        index += 1
        continue
      }
      try takeDirective(pieces, &index, at: place)
    }
    joinTimes()
    keepCookieNames()
  }

  /// After the percent sign: which answers it is for, which request, an argument, a letter.
  private mutating func takeDirective(
    _ pieces: [(byte: UInt8, offset: Int)], _ index: inout Int, at place: Int
  ) throws(FormatMistake) {
    var isFinal = false
    var argument: String?
    var letters = ""
    while index < pieces.count {
      let byte = pieces[index].byte
      index += 1
      switch byte {
      case 0x30...0x39, Ascii.comma, UInt8(ascii: "!"), UInt8(ascii: "<"): continue
      case UInt8(ascii: ">"): isFinal = true
      case 0x7b:
        var name: [UInt8] = []
        while index < pieces.count, pieces[index].byte != 0x7d {
          name.append(pieces[index].byte)
          index += 1
        }
        guard index < pieces.count else {
          throw FormatMistake(
            offset: place, what: "the brace that opens here is never closed",
            advice: "copy the line as it stands in the configuration of Apache: %{Referer}i")
        }
        index += 1
        argument = String(decoding: name, as: UTF8.self)
        let letter = index < pieces.count ? pieces[index].byte : 0
        guard letter != UInt8(ascii: "i") || !name.contains(where: { $0 <= 0x22 || $0 == 0x25 })
        else {
          throw FormatMistake(
            offset: place, what: "the brace that opens here is not closed before the next quote",
            advice: "copy the line as it stands in the configuration of Apache: %{Referer}i")
        }
      case UInt8(ascii: "^"):
        letters = "^"
        continue
      default:
        letters += String(UnicodeScalar(byte))
        if letters == "^t" { continue }
        try append(letters, argument, isFinal: isFinal, at: place)
        return
      }
    }
    throw FormatMistake(
      offset: place, what: "a percent sign without a letter behind it",
      advice: "copy the line as it stands in the configuration of Apache; a percent sign is %%"
    )
  }

  private mutating func append(
    _ letters: String, _ argument: String?, isFinal: Bool, at place: Int
  ) throws(FormatMistake) {
    let name = "%" + (argument.map { "{\($0)}" } ?? (isFinal ? ">" : "")) + letters
    var field = FormatField(field: .ignored, name: name, offset: place)
    if letters == "t", let argument {
      try setTime(argument, &field)
    } else if let known = ApacheDirectives.meaning(of: letters, argument, isFinal: isFinal) {
      (field.field, field.rank, field.part) = known
    } else {
      let near = ApacheDirectives.letters.first { $0.lowercased() == letters.lowercased() }
      throw FormatMistake(
        offset: place, what: "\(name) is no directive of Apache's LogFormat",
        advice: near.map { "did you mean %\($0)?" }
          ?? "copy the line as it stands in the configuration of Apache")
    }
    // Apache writes the brackets of %t itself.
    let hasBrackets = field.field == .clfTime
    if hasBrackets { text.append(Ascii.openingBracket) }
    text.append(field)
    if hasBrackets { text.append(Ascii.closingBracket) }
  }

  private func setTime(_ argument: String, _ field: inout FormatField) throws(FormatMistake) {
    var format = argument[...]
    for prefix in ["begin:", "end:"] where format.hasPrefix(prefix) {
      format = format.dropFirst(prefix.count)
    }
    var pattern = TimePattern()
    switch format {
    case "sec": pattern.append(.unixSeconds)
    case "msec": pattern.append(.unixMilliseconds)
    case "usec": pattern.append(.unixMicroseconds)
    case "msec_frac", "usec_frac": pattern.append(.fraction)
    case "": throw FormatMistake(offset: field.offset, what: "%{}t is empty", advice: "write %t")
    default:
      if let letter = pattern.append(strftime: Array(format.utf8)) {
        throw FormatMistake(
          offset: field.offset,
          what: "\(field.name) holds %\(UnicodeScalar(letter)), which is not read",
          advice: "write %t, or a pattern of %Y %m %d %H %M %S %z")
      }
    }
    field.field = .customTime
    field.pattern = pattern
  }

  /// `%{%F %T}t.%{msec_frac}t %{%z}t` is one time.
  private mutating func joinTimes() {
    var result: [FormatElement] = []
    for element in text.elements {
      if let field = element.field, field.field == .customTime, let pattern = field.pattern {
        if var last = result.last?.field, last.field == .customTime {
          last.pattern?.append(pattern)
          result[result.count - 1] = .field(last)
          continue
        }
        if result.count > 1, let between = result[result.count - 1].literal, between.count <= 2,
          !between.contains(Ascii.quote), !between.contains(Ascii.tab),
          var last = result[result.count - 2].field, last.field == .customTime
        {
          for byte in between { last.pattern?.append(.literal(byte)) }
          last.pattern?.append(pattern)
          result.removeLast()
          result[result.count - 1] = .field(last)
          continue
        }
      }
      result.append(element)
    }
    text.elements = result
  }

  /// The cookie's name before its value is part of the field: by it a cookie is told.
  private mutating func keepCookieNames() {
    let name = Array("footfall=".utf8)
    for index in text.elements.indices.dropFirst() {
      guard text.elements[index].field?.field == .cookie,
        let before = text.elements[index - 1].literal, before.suffix(name.count) == name[...]
      else { continue }
      text.elements[index - 1] = .literal(before.dropLast(name.count))
    }
  }
}
