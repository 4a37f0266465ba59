internal import CGMime

/// What the headers of a part say of the body below them, before the MIME parser reads them.
struct PartHead {
  /// Set by a line that is no header: the parser may read all below it otherwise.
  var isMalformed = false
  /// Whether it is no part's: the text below the last part.
  var isOutside = false
  private var types = 0
  private var isText = true
  private var isFile = false
  private var encodings = 0
  private var declared = GMIME_CONTENT_ENCODING_DEFAULT

  /// Whether a line begins a header that is looked at.
  static func holds(_ line: RawSpan) -> Bool {
    line.starts(with: "content-type") || line.starts(with: "content-disposition")
      || line.starts(with: "content-transfer-encoding")
  }

  /// Takes a header with its folded lines.
  mutating func add(_ header: [UInt8]) {
    let span = unsafe header.span.bytes
    if span.starts(with: "content-type") {
      types += 1
      let value = Self.type(in: header)
      let type = unsafe value.span.bytes
      isText = types == 1 && (type.contains("text") || !type.contains("/"))
      isFile = isFile || span.contains("name")
    } else if span.starts(with: "content-disposition") {
      isFile = isFile || span.contains("attachment") || span.contains("name")
    } else {
      encodings += 1
      let name = "content-transfer-encoding:"
      if encodings == 1, span.starts(with: "content-transfer-encoding:") {
        let value = String(decoding: header.dropFirst(name.utf8.count), as: UTF8.self)
        declared = unsafe g_mime_content_encoding_from_string(value)
      }
    }
  }

  /// How the body is encoded; nil where the parser may see it otherwise.
  var encoding: GMimeContentEncoding? { isMalformed || encodings > 1 ? nil : declared }

  /// Whether the parser is sure to take an attached message for a file, because it is encoded.
  var isCertainlyEncoded: Bool { encoding?.isCoding ?? false }

  /// Whether the body may be text that is shown.
  var isShown: Bool { isText && !isFile && !isOutside }

  /// The type in a `Content-Type` header: all of it where a comment hides where the type ends.
  static func type(in header: [UInt8]) -> [UInt8] {
    guard !header.contains(UInt8(ascii: "(")) else { return header }
    let value = header.drop { $0 != UInt8(ascii: ":") }
    return Array(value.prefix { $0 != UInt8(ascii: ";") })
  }
}
