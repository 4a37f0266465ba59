import Clickstream

/// A kind of value: how it is read, what is said when it cannot be, how it is printed.
struct Kind<Value>: Sendable {
  /// What a value must be, in words: `a whole number from 0 to 23`.
  let expected: String
  var isPlain = true
  /// The value, or nil after reporting what is wrong; the text is the setting's name.
  let read: @Sendable (Written, String, inout Reading) -> Value?
  /// YAML on one line; nil where there is no value.
  let print: @Sendable (Value) -> String?
}

/// Why a text is not taken; `nil` says no more than what was expected.
struct Mistake: Error {
  var message: String?
}

extension Kind {
  /// A kind that is read from one text.
  ///
  /// `parse` gets the text and where it stands. A secret is never repeated in a message.
  static func text(
    _ expected: String, isSecret: Bool = false,
    parse: @escaping @Sendable (String, Origin, Reading) throws(Mistake) -> Value,
    print: @escaping @Sendable (Value) -> String?
  ) -> Kind {
    Kind(
      expected: expected,
      read: { written, name, reading in
        let found = isSecret ? "something else" : Found.words(written)
        guard case .text(let text) = written.content else {
          reading.report("\(name) must be \(expected), found \(found)", at: written.origin)
          return nil
        }
        do throws(Mistake) {
          return try parse(text, written.origin, reading)
        } catch {
          let reason = error.message ?? "must be \(expected), found \(found)"
          reading.report("\(name) \(reason)", at: written.origin)
          return nil
        }
      },
      print: print)
  }

  /// A kind that may be left without value.
  static func optional<Wrapped>(_ kind: Kind<Wrapped>) -> Kind where Value == Wrapped? {
    Kind(
      expected: kind.expected, isPlain: kind.isPlain,
      read: { written, name, reading in kind.read(written, name, &reading).map(Optional.some) },
      print: { $0.flatMap(kind.print) })
  }

  /// A list, in YAML a sequence, in variables and flags one text, in brackets or with commas alone.
  static func list<Element>(of kind: Kind<Element>) -> Kind where Value == [Element] {
    Kind(
      expected: "a list, each \(kind.expected)",
      read: { written, name, reading in
        guard let items = written.items(as: name, &reading) else { return nil }
        let values = items.enumerated().map { index, item in
          kind.read(item, "\(name)[\(index)]", &reading)
        }
        return values.contains { $0 == nil } ? nil : values.compactMap(\.self)
      },
      print: { "[\($0.compactMap(kind.print).joined(separator: ", "))]" })
  }
}

extension StringProtocol {
  /// Without the blanks around it.
  var trimmed: String {
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let start = unicodeScalars.drop(while: isBlank)
    return String(String.UnicodeScalarView(start.reversed().drop(while: isBlank).reversed()))
  }
}
