/// A value of JSON (RFC 8259), as it was written.
package enum JSONValue: Equatable, Sendable {
  /// A name and its value; order is kept, names are unique byte for byte.
  package struct Member: Equatable, Sendable {
    package var name: String
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  case null
  case bool(Bool)
  /// The digits as they stand: no number is too long to be kept.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// The text of a string, a number or a truth value; nil for the others.
  package var scalarText: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }
}

/// Why bytes are no JSON that is accepted.
package struct JSONProblem: Error, Equatable, Sendable {
  /// Byte offset of what is wrong.
  package var offset: Int
  /// Whether a zero character is what is wrong.
  package var isNUL = false
  /// What was expected, without any byte of the input.
  package var detail: String
}
