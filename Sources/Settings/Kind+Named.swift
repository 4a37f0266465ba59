import Clickstream

/// Something of a site that is declared by a name of its own.
protocol Declared: Sendable {
  var name: String { get }
  var title: String { get set }
  init()
}

extension Site.Goal: Declared {}
extension Site.Funnel: Declared {}
extension Site.Segment: Declared {}

extension Kind {
  /// A list of tables, each with a name that no other has.
  ///
  /// `check` looks at one that was read, and gives what is wrong with it.
  static func declared<Element: Declared>(
    _ what: String, as settings: [Setting<Element>],
    check: @escaping @Sendable (Element) -> String?
  ) -> Kind where Value == [Element] {
    Kind(
      expected: "a list of \(what)", isPlain: false,
      read: { written, name, reading in
        guard case .list(let items) = written.content else {
          reading.report(
            "\(name) must be a list of \(what), each '- name: …', found \(Found.words(written))",
            at: written.origin)
          return nil
        }
        let before = reading.problems.count
        var names: Set<String> = []
        let elements = items.enumerated().compactMap { index, item -> Element? in
          let path = "\(name)[\(index)]"
          guard var element = reading.table(item, as: settings, of: Element(), at: path) else {
            return nil
          }
          if element.name.isEmpty {
            reading.report("\(path) needs a name", at: item.origin)
          } else if !names.insert(element.name).inserted {
            reading.report(
              "\(path).name: there is '\(element.name)' among the \(what) already",
              at: reading.origins["\(path).name"] ?? item.origin)
          }
          if element.title.isEmpty { element.title = element.name }
          if let problem = check(element) { reading.report("\(path) \(problem)", at: item.origin) }
          return element
        }
        return reading.problems.count == before ? elements : nil
      },
      print: { elements in
        "[\(elements.compactMap { YAMLText.scalar($0.name) }.joined(separator: ", "))]"
      })
  }
}

extension Reading {
  /// Reads a table by its declarations; nil after it was reported that it is none.
  mutating func table<Root>(
    _ written: Written, as settings: [Setting<Root>], of new: Root, at path: String
  ) -> Root? {
    guard case .table(let entries) = written.content else {
      report(
        "\(path) must be a table such as {\(settings[0].key): \(settings[0].example)}, found "
          + Found.words(written),
        at: written.origin)
      return nil
    }
    var root = new
    let before = problems.count
    read(entries, as: settings, into: &root, prefix: path + ".")
    return problems.count == before ? root : nil
  }
}

extension Kind<String> {
  /// The name of a goal, a funnel or a segment.
  static var declaredName: Kind {
    .word("1 to 64 of the characters a-z, 0-9, _ and -", length: 1...64) { byte in
      (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
    }
  }

  /// A path of the site, in which `*` stands for any run of characters.
  static var pathPattern: Kind {
    .text(
      "a path such as /tickets/*, where * is any run of characters",
      parse: { text, _, _ throws(Mistake) in
        guard text.hasPrefix("/") || text.hasPrefix("*"), text.utf8.count <= 1_000,
          !text.contains("?"), !text.contains("#"), PrintableText.string(from: text) == text
        else { throw Mistake() }
        return text
      },
      print: YAMLText.scalar)
  }

  /// Words in which `*` stands for any run of characters.
  static var pattern: Kind { .line("one line of text", limit: 200) }

  /// A decimal number that is not negative.
  static var amount: Kind {
    .text(
      "an amount such as 12.50",
      parse: { text, _, _ throws(Mistake) in
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...12).contains(parts[0].utf8.count),
          parts.count == 1 || (1...4).contains(parts[1].utf8.count),
          parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { throw Mistake() }
        return text
      },
      print: YAMLText.scalar)
  }

  /// One of some names.
  static func name(among names: [String]) -> Kind {
    .text(
      "one of \(names.joined(separator: ", "))",
      parse: { text, _, _ throws(Mistake) in
        let name = text.lowercased().replacing(" ", with: "_")
        guard names.contains(name) else { throw Mistake() }
        return name
      },
      print: YAMLText.scalar)
  }
}

extension Kind {
  /// One value, or a list of them of which any will do.
  static func any<Element>(of kind: Kind<Element>) -> Kind where Value == [Element] {
    Kind(
      expected: "\(kind.expected), or a list of such",
      read: { written, name, reading in
        guard case .list(let items) = written.content else {
          return kind.read(written, name, &reading).map { [$0] }
        }
        guard !items.isEmpty else {
          reading.report(
            "\(name) must be \(kind.expected), or a list of such, found an empty list",
            at: written.origin)
          return nil
        }
        let values = items.enumerated().map { index, item in
          kind.read(item, "\(name)[\(index)]", &reading)
        }
        return values.contains { $0 == nil } ? nil : values.compactMap(\.self)
      },
      print: { "[\($0.compactMap(kind.print).joined(separator: ", "))]" })
  }
}
