import Clickstream
import Enrichment
import Reports
import Settings

extension FuzzCheck {
  /// A configuration is loaded, or all its mistakes are told with lines that exist; always the same.
  static let configuration = FuzzCheck("configuration") { bytes in
    func load() -> Result<[String], ConfigurationProblems> {
      Result { () throws(ConfigurationProblems) in
        let configuration = try Configuration.load(
          contents: bytes, file: "footfall.yaml", environment: [:], flags: [:], currentFolder: "/")
        return configuration.sites.map(\.name) + configuration.queryAllow
      }
    }
    let first = load()
    try require(load() == first, "the same file is read in two ways")
    switch first {
    case .success(let names):
      for name in names { try requirePrintable(name, "a name") }
    case .failure(let error):
      let lineCount = lineCount(of: String(decoding: bytes, as: UTF8.self))
      try require(!error.problems.isEmpty, "refused without a reason")
      for problem in error.problems {
        try requirePrintable(problem.description, "a mistake")
        guard case .file(_, let line, let column) = problem.origin else { continue }
        try require((1...lineCount).contains(line) && column >= 1, "line \(line):\(column)")
      }
    }
  }

  /// A panel is read, or its mistakes are told with lines that exist.
  static let panel = FuzzCheck("panel") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    var problems: [Problem] = []
    let panel = Panel(name: "panel", file: "panel.sql", text: text, problems: &problems)
    try require((panel == nil) == !problems.isEmpty, "neither a panel nor a reason")
    let lineCount = lineCount(of: text)
    for problem in problems {
      try requirePrintable(problem.description, "a mistake")
      if let line = problem.line { try require((1...lineCount).contains(line), "line \(line)") }
    }
  }

  /// Rules of topics are read, or all mistakes told; what they say of a text is one of their topics.
  static let topics = FuzzCheck("topics") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      let topics = try Topics.load(yaml: text)
      let decision = topics.classify(
        Topics.Text(subject: text, body: text, form: "contact", mailbox: "box"))
      try require(
        decision.topic == "other" || topics.names.contains(decision.topic), "an unknown topic")
    } catch let error as TopicsProblems {
      let lineCount = lineCount(of: text)
      for problem in error.problems {
        try requirePrintable(problem.text, "a mistake")
        try require((0...lineCount).contains(problem.line), "line \(problem.line)")
      }
    }
  }

  /// What is made printable is, also at the second time; and in PostgreSQL's terms it is a text.
  static let printable = FuzzCheck("printable", sizeLimit: 512) { bytes in
    let text = PrintableText.string(from: bytes)
    try requirePrintable(text, "printable text")
    try require(PrintableText.string(from: text) == text, "printable text is changed again")
    let decoded = String(decoding: bytes, as: UTF8.self)
    for plain in [PlainText.line(decoded), PlainText.block(decoded), PlainText.excerpt(decoded)] {
      try requirePrintable(plain, "plain text")
    }
    let line = PlainText.line(decoded)
    try require(PlainText.line(line) == line, "a clean line is changed again")
    let block = PlainText.block(decoded)
    try require(PlainText.block(block) == block, "a clean text is changed again")
    try requirePrintable(Escapes.sample(bytes), "a sample")
  }
}

/// The last line that a mistake may be told to stand on, as YAML counts lines.
func lineCount(of text: String) -> Int {
  text.unicodeScalars.count { [0x0a, 0x0d, 0x85, 0x2028, 0x2029].contains($0.value) } + 2
}
