import Clickstream

/// One variable of a format's text.
struct FormatField: Sendable {
  var field: LogField
  /// As it stands in the text: `$remote_addr`, `%h`.
  var name: String
  /// Where it stands, in bytes from 0.
  var offset: Int
  /// Of two that say the same the higher counts.
  var rank: UInt8 = 0
  var pattern: TimePattern?
  /// A part that only means something beside others.
  var part = Part.whole

  enum Part: Sendable {
    case whole, port, scheme, queryMark
  }
}

/// What a format's text says, piece by piece.
enum FormatElement: Sendable {
  case literal([UInt8])
  case field(FormatField)
}

/// The elements of a format with what its front end found out about them.
struct FormatText: Sendable {
  var name = "custom"
  var elements: [FormatElement] = []
  var escapes = TextEncoding.backslash
  var warnings: [String] = []

  mutating func append(_ byte: UInt8) {
    if case .literal(var bytes)? = elements.last {
      bytes.append(byte)
      elements[elements.count - 1] = .literal(bytes)
    } else {
      elements.append(.literal([byte]))
    }
  }

  mutating func append(_ field: FormatField) { elements.append(.field(field)) }

  mutating func warn(_ warning: String) {
    if !warnings.contains(warning) { warnings.append(warning) }
  }

  /// Whether lines are JSON objects.
  var isJSON: Bool {
    guard case .literal(let bytes)? = elements.first else { return false }
    return bytes.first { $0 != Ascii.blank && $0 != Ascii.tab } == UInt8(ascii: "{")
      && bytes.contains(Ascii.quote)
  }
}
