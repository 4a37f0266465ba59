/// The boundaries that the content types of a message declare, to count its parts beforehand.
struct BoundarySet {
  private var boundaries: Set<[UInt8]> = []
  /// Set by a parameter that is written in a way that the parser may read as anything: from then on
  /// each line that begins with `--` counts.
  private var countsAll = false

  /// Takes the boundaries out of a content type; folded lines are joined by line feeds.
  mutating func add(_ contentType: [UInt8]) {
    let name = Array("boundary".utf8)
    var place = 0
    while place + name.count <= contentType.count {
      let found = contentType[place..<(place + name.count)].elementsEqual(name) { $0 | 32 == $1 }
      place += found ? name.count : 1
      if found { addValue(contentType[place...]) }
    }
  }

  /// What a line of dashes is.
  enum Mark {
    /// A part begins below it.
    case part
    /// The last part of a multipart ends above it.
    case end
  }

  /// Whether a line parts two parts or ends the last, as far as can be told.
  func mark(_ line: RawSpan) -> Mark? {
    guard line.starts(with: "--"), !boundaries.isEmpty || countsAll else { return nil }
    if countsAll { return .part }
    var end = line.byteCount
    while end > 2, Self.isBlank(line.byte(at: end - 1)) { end -= 1 }
    guard end - 2 <= Self.lengthLimit + 2 else { return nil }
    var boundary: [UInt8] = []
    line.extracting(2..<end).append(to: &boundary)
    if boundaries.contains(boundary) { return .part }
    guard boundary.suffix(2).elementsEqual("--".utf8) else { return nil }
    return boundaries.contains(Array(boundary.dropLast(2))) ? .end : nil
  }

  /// Whether each line of dashes counts, because a boundary is written oddly.
  var isVague: Bool { countsAll }

  private static let lengthLimit = 1_024

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9 || byte == 10 || byte == 13
  }

  private mutating func addValue(_ text: ArraySlice<UInt8>) {
    var rest = text.drop(while: Self.isBlank)
    guard rest.first == UInt8(ascii: "=") else {
      countsAll = true
      return
    }
    rest = rest.dropFirst().drop(while: Self.isBlank)
    let value: ArraySlice<UInt8>
    let isQuoted = rest.first == UInt8(ascii: "\"")
    if isQuoted {
      value = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
    } else {
      value = rest.prefix { $0 != UInt8(ascii: ";") && !Self.isBlank($0) }
    }
    if value.isEmpty || value.count > Self.lengthLimit || value.contains(where: Self.isOdd)
      || !isQuoted && value.contains(where: Self.endsToken)
      || value.starts(with: Array("=?".utf8))
    {
      countsAll = true
    } else {
      boundaries.insert(Array(value.trimmingBlanks))
    }
  }

  private static func isOdd(_ byte: UInt8) -> Bool {
    byte < 32 || byte > 126 || byte == UInt8(ascii: "\\")
  }

  private static func endsToken(_ byte: UInt8) -> Bool {
    "()<>@,:\"/[]?=".utf8.contains(byte)
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks at the end, which no boundary has.
  fileprivate var trimmingBlanks: ArraySlice<UInt8> {
    var result = self
    while result.last == 32 { result.removeLast() }
    return result
  }
}
