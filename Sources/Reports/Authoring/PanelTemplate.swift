/// A panel to begin with: it runs as it is, and its comments say what may be changed.
package struct PanelTemplate: Sendable {
  private let figure: FigureKind
  private let columns: [Column]

  /// A column of the query for a channel.
  private struct Column {
    let channel: FigureKind.Channel
    let content: FigureKind.Content
    let name: String
    let expression: String
    let isNumber: Bool
  }

  package init(_ figure: FigureKind) {
    self.figure = figure
    var numbers = Self.numbers[...]
    var things = Self.things[...]
    columns = figure.required.map { channel, content in
      let isNumber = content == .number
      let found: (name: String, expression: String)
      switch content {
      case .date: found = ("day", "(started_at AT TIME ZONE :zone)::date")
      case .number: found = numbers.popFirst() ?? Self.numbers[0]
      case .text, .any: found = things.popFirst() ?? Self.things[0]
      }
      return Column(
        channel: channel, content: content, name: found.name, expression: found.expression,
        isNumber: isNumber)
    }
  }

  /// Sums over visits, in the order in which figures ask for numbers.
  private static let numbers: [(name: String, expression: String)] = [
    ("visits", "count(*)"), ("page_views", "sum(pages)::bigint"),
    ("visitors", "count(DISTINCT visitor)"), ("seconds", "avg(seconds)"),
  ]

  /// What visits are told apart by.
  private static let things: [(name: String, expression: String)] = [
    ("channel", "channel"), ("device", "coalesce(device, 'unknown')"), ("audience", "audience"),
  ]

  /// The whole file.
  package var text: String { header.map { "-- \($0)\n" }.joined() + query }

  private var header: [String] {
    var lines = [
      "# What the panel answers; footfall panel keys tells of every key.",
      "question: How many visits were there?",
      "# One of \(FigureKind.allCases.map(\.rawValue).joined(separator: ", ")).",
      "figure: \(figure.rawValue)",
    ]
    if !columns.isEmpty { lines.append("# The columns of the query that feed it.") }
    lines += columns.map { "\($0.channel.rawValue): \($0.name)" }
    lines += figure.optional.map {
      "# \($0.channel.rawValue): a column with \($0.content.words), where there is one"
    }
    switch figure {
    case .table:
      lines += [
        "# The columns that are shown, with their headings.",
        "columns: {channel: Channel, visits: Visits}",
        "# formats: {visits: count}",
      ]
    case .sentence:
      lines += [
        "# Sentences, each a list of alternatives; the first with all its values known is taken.",
        "text:",
        "  - [\"{visits:visit:visits} came by {channel}.\"]",
      ]
    default:
      lines += ["# What the numbers count, and how they are written.", "unit: visits"]
      lines.append("format: count")
      if let facts = figure.facts, !facts.isEmpty {
        lines.append("# The title in words; it may name \(facts.joined(separator: ", ")).")
        lines.append("# finding: [\"{\(facts[0])} …\", \"What is said where that is not known\"]")
      }
    }
    let bound = PanelParameter.allCases.map { ":" + $0.rawValue }.joined(separator: " ")
    return lines + [
      "# note: A remark below the picture.", "# empty: There were no visits.",
      "# The query may bind \(bound).",
    ]
  }

  private var query: String {
    let shown =
      columns.isEmpty
      ? [
        (name: "channel", expression: "channel", isNumber: false),
        (name: "visits", expression: "count(*)", isNumber: true),
      ]
      : columns.map { (name: $0.name, expression: $0.expression, isNumber: $0.isNumber) }
    let list = shown.map {
      "  \($0.expression)" + ($0.expression == $0.name ? "" : " AS \($0.name)")
    }.joined(separator: ",\n")
    let groups = shown.indices.filter { !shown[$0].isNumber }.map { String($0 + 1) }
    let grouped = groups.joined(separator: ", ")
    let isInOrder = figure.required.contains { $0.content == .date } || groups.count > 1
    let order =
      groups.isEmpty
      ? "" : "GROUP BY \(grouped)\nORDER BY \(isInOrder ? grouped : "visits DESC, 1")\n"
    return """
      SELECT
      \(list)
      FROM footfall.session
      WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
        AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
          WHERE g.visitor = session.visitor AND g.started_at = session.started_at
            AND g.site = :site AND g.segment = :segment))
      \(order)
      """
  }
}
