import Enrichment

extension FuzzCheck {
  private static let builtIn = Result { () throws(ChannelRulesProblems) in try ChannelRules() }

  /// Lists of sources are read, or all mistakes told; what is told of a visit is short, printable
  /// and without mail addresses.
  static let sources = FuzzCheck("sources") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    var rules = try builtIn.get()
    do throws(ChannelRulesProblems) {
      rules = try ChannelRules(own: text)
    } catch {
      let lineCount = lineCount(of: text)
      try require(!error.problems.isEmpty, "refused without a reason")
      for problem in error.problems {
        try requirePrintable(problem.text, "a mistake")
        try require((0...lineCount).contains(problem.line), "line \(problem.line)")
      }
    }
    let lines = text.split(separator: "\n").map(String.init)
    let visits: [(query: String, host: String?, url: String)] = [
      (text, nil, text), (lines.first ?? "", lines.last, "https://\(lines.last ?? "")"),
      ("utm_source=\(text)&ref=\(lines.last ?? "")", text, "android-app://\(lines.last ?? "")"),
    ]
    for visit in visits {
      let source = rules.source(
        query: visit.query, referrerHost: visit.host, referrerURL: visit.url,
        ownHosts: [lines.first ?? ""])
      let told = [
        source.name, source.campaign, source.medium, source.term, source.content,
        source.searchTerm, SiteSearch.term(inQuery: visit.query),
      ]
      for text in told.compactMap(\.self) {
        try requirePrintable(text, "what is told of a visit")
        try require((1...253).contains(text.unicodeScalars.count), "\(text) is not short")
        try require(!text.contains("@"), "\(text) may be a mail address")
      }
      try require(source.clickId.map(ClickIds.names.contains) ?? true, "a click id is told")
    }
  }
}
