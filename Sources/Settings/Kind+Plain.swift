import Clickstream

extension Kind<String> {
  /// One line of readable text, not empty.
  static func line(_ expected: String, limit: Int = 200) -> Kind {
    .text(
      expected,
      parse: { text, _, _ throws(Mistake) in
        let line = text.trimmed
        guard !line.isEmpty, line.count <= limit, PrintableText.string(from: line) == line else {
          throw Mistake()
        }
        return line
      },
      print: YAMLText.scalar)
  }

  /// Text of which each byte passes the test.
  static func word(
    _ expected: String, length: ClosedRange<Int>,
    where isAllowed: @escaping @Sendable (UInt8) -> Bool
  ) -> Kind {
    .text(
      expected,
      parse: { text, _, _ throws(Mistake) in
        guard length.contains(text.utf8.count), text.utf8.allSatisfy(isAllowed) else {
          throw Mistake()
        }
        return text
      },
      print: YAMLText.scalar)
  }

  /// A mail server: `smtp://localhost:25`.
  static var mailServer: Kind {
    .text(
      "a mail server, as smtp://localhost:25",
      parse: { text, _, _ throws(Mistake) in
        let schemes = ["smtp://", "smtps://"]
        guard let scheme = schemes.first(where: { text.hasPrefix($0) }) else { throw Mistake() }
        let place = text.utf8.dropFirst(scheme.utf8.count)
        let isPlace = place.allSatisfy { byte in
          switch byte {
          case 48...57, 65...90, 97...122: true
          default: "-.:[]".utf8.contains(byte)
          }
        }
        guard isPlace, (1...300).contains(place.count) else { throw Mistake() }
        return text
      },
      print: YAMLText.scalar)
  }

  /// A path, made absolute.
  static func path(_ expected: String) -> Kind {
    .text(
      expected,
      parse: { text, origin, reading throws(Mistake) in
        guard !text.isEmpty, PrintableText.string(from: text) == text else { throw Mistake() }
        guard !text.hasPrefix("~") else {
          throw Mistake(message: "must be \(expected), without '~': write the whole path")
        }
        return reading.absolute(text, from: origin)
      },
      print: YAMLText.scalar)
  }
}

extension Kind<Lifetime> {
  static var lifetime: Kind {
    .text(
      "how long, as 25 months, 400 days, 2 years or always",
      parse: { text, _, _ throws(Mistake) in
        guard let lifetime = Lifetime(text) else { throw Mistake() }
        return lifetime
      },
      print: \.description)
  }
}

extension Kind<Int> {
  static func number(_ range: ClosedRange<Int>) -> Kind {
    .text(
      "a whole number from \(range.lowerBound) to \(range.upperBound)",
      parse: { text, _, _ throws(Mistake) in
        guard let number = Int(text), range.contains(number) else { throw Mistake() }
        return number
      },
      print: { String($0) })
  }
}

extension Kind where Value: CaseIterable & RawRepresentable<String> & Sendable {
  /// One of the words of an enumeration.
  static var choice: Kind {
    let words = Value.allCases.map(\.rawValue)
    return .text(
      "one of \(words.joined(separator: ", "))",
      parse: { text, _, _ throws(Mistake) in
        if let value = Value(rawValue: text) { return value }
        guard let nearest = words.nearest(to: text, atMost: 1).first else { throw Mistake() }
        throw Mistake(
          message: "must be one of \(words.joined(separator: ", ")), found \(Found.text(text));"
            + " did you mean '\(nearest)'?")
      },
      print: { $0.rawValue })
  }
}
