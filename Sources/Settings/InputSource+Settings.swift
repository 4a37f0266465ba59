import Clickstream

extension InputSource {
  /// Every setting of an input that is written as a table, in the order of the sample file.
  static let settings: [Setting<InputSource>] = [
    Setting(
      "path", \.path, .path("a path, * and ? allowed"), example: "/var/log/nginx/access.log*",
      help: "The files; rotated and compressed ones belong to it. Or a Maildir. Needed."),
    Setting(
      "name", \.name, .line("one line of text", limit: 60), example: "shop",
      help: "What 'footfall status' and alarms call it; without it its path."),
    Setting(
      "format", \.format, .optional(.formatLine),
      example: "combined",
      help: """
        The name of a log format, or the log_format line of nginx or the LogFormat line of Apache, \
        pasted below 'format: |' and indented: there no quote needs care. Without it the first \
        lines tell.
        """),
    Setting(
      "site", \.site, .optional(.line("the name of a site", limit: 64)), example: "larkspur",
      help: "The site of lines, forms and mail that name no host."),
    Setting(
      "zone", \.zone, .optional(.zone), example: "Europe/London",
      help: "The time zone of times that are written without one; else UTC."),
    Setting(
      "map", \.map, .optional(.path("the path of a mapping file")), example: "orders.yaml",
      help: """
        Of lists whose columns have names of their own: the mapping file by which they are read, as \
        'footfall import --guess' proposes it.
        """),
    Setting(
      "ledger", \.ledger, .optional(.ledger), example: "cost",
      help: "Of lists whose columns are the fields of several ledgers: the one that they are."),
    Setting(
      "start", \.start, .choice, example: "end",
      help: "Where reading begins: at the 'beginning' of files, or at their 'end' as first met."),
    Setting(
      "move", \.move, .flag, example: "false",
      help: "Whether 'footfall run' moves the messages of a Maildir that it stored to 'cur'."),
    Setting(
      "silent_after", \.silentAfter, .optional(.span), example: "2h",
      help: "How long it may bring nothing before an alarm, in place of the setting for all."),
  ]
}

extension Kind<[InputSource]> {
  /// A list of patterns and tables; in variables and flags one text.
  static var inputs: Kind {
    Kind(
      expected: "a list of inputs, each a path or a table",
      read: { written, name, reading in
        guard let items = written.items(as: name, &reading) else { return nil }
        let before = reading.problems.count
        let sources = items.enumerated().compactMap { index, item in
          source(from: item, path: "\(name)[\(index)]", &reading)
        }
        compare(sources, written: items, name, &reading)
        return reading.problems.count == before ? sources : nil
      },
      print: { "[\($0.compactMap { YAMLText.scalar($0.path) }.joined(separator: ", "))]" })
  }

  private static func source(
    from written: Written, path: String, _ reading: inout Reading
  ) -> InputSource? {
    guard case .table(let entries) = written.content else {
      let pattern = Kind<String>.path("a path, * and ? allowed, or a table with 'path: …'")
      guard let value = pattern.read(written, path, &reading) else { return nil }
      return InputSource(path: value)
    }
    let before = reading.problems.count
    var source = InputSource()
    reading.read(entries, as: InputSource.settings, into: &source, prefix: path + ".")
    if source.path.isEmpty, reading.problems.count == before {
      reading.report(
        "\(path) needs a path: '- path: …', and its other settings under 'path:', as far in as it",
        at: written.origin)
    }
    return source
  }

  /// A name stands for one input.
  private static func compare(
    _ sources: [InputSource], written: [Written], _ name: String, _ reading: inout Reading
  ) {
    var titles: Set<String> = []
    for (source, item) in zip(sources, written)
    where !source.title.isEmpty && !titles.insert(source.title).inserted {
      reading.report("\(name): there are two inputs '\(source.title)'", at: item.origin)
    }
  }
}

extension Kind<String> {
  /// The name of a format, or the line that sets it in a server's configuration, which may be
  /// pasted as several lines.
  static var formatLine: Kind {
    .text(
      "the name of a log format, or its line",
      parse: { text, _, _ throws(Mistake) in
        let line = String(text.map { $0 == "\n" || $0 == "\r\n" || $0 == "\t" ? " " : $0 }).trimmed
        guard !line.isEmpty, line.utf8.count <= 8_000, PrintableText.string(from: line) == line
        else { throw Mistake() }
        return line
      },
      print: YAMLText.scalar)
  }
}

extension Kind<String> {
  /// The name of a ledger.
  fileprivate static var ledger: Kind {
    let names = Ledger.all.map(\.name)
    return .text(
      "one of \(names.joined(separator: ", "))",
      parse: { text, _, _ throws(Mistake) in
        guard names.contains(text) else { throw Mistake() }
        return text
      },
      print: YAMLText.scalar)
  }
}

extension Kind<Bool> {
  static var flag: Kind {
    .text(
      "true or false",
      parse: { text, _, _ throws(Mistake) in
        switch text {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: throw Mistake()
        }
      },
      print: { $0 ? "true" : "false" })
  }
}

extension Kind<Int> {
  /// A length of time that ends, in seconds.
  static var seconds: Kind {
    .text(
      "a length of time such as 30s, 5m, 24h or 7d",
      parse: { text, _, _ throws(Mistake) in
        guard let seconds = Span(text)?.seconds else { throw Mistake() }
        return seconds
      },
      print: { Span(seconds: $0).description })
  }
}

extension Kind<Span> {
  static var span: Kind {
    .text(
      "a length of time such as 30s, 5m, 24h or 7d, or never",
      parse: { text, _, _ throws(Mistake) in
        guard let span = Span(text) else { throw Mistake() }
        return span
      },
      print: \.description)
  }
}
