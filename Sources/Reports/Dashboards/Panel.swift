package import Figures

/// One panel of a dashboard: a question, the SQL that answers it, and how the answer is shown.
package struct Panel: Sendable {
  /// The name of its file without `.sql`; the anchor on the page.
  package let name: String
  /// The path of its file.
  package let file: String
  package let question: String
  package let figure: FigureKind
  /// The column behind each channel of the figure.
  let columns: [FigureKind.Channel: String]
  /// The lines on which header keys stand.
  let lines: [String: Int]
  /// Columns of a table with their headings, in order.
  let headings: [(name: String, text: String)]
  /// Formats of columns of a table or a sentence.
  let formats: [String: ValueFormat]
  /// Columns of a table that are links where they hold a web or mail address.
  let links: Set<String>
  /// Columns of a table that lead to the page of a person or vendor, each with the column that holds
  /// whom it is about.
  let pages: [String: String]
  package let unit: String
  package let format: ValueFormat
  /// What the second number of a treemap, scatter or histogram is, and its format.
  let measure: String
  let measureFormat: ValueFormat
  /// Columns of a table that hold a list of numbers, drawn as a small line.
  let sparks: Set<String>
  /// The most rows, slices or lines of a matrix to show.
  package let limit: Int?
  /// How the first column of a bar, pie or matrix is called.
  let heading: String?
  package let note: String?
  /// What is said where there is nothing to show.
  let empty: String?
  /// What the picture says, with alternatives for where a value is missing; the title.
  let finding: [SentenceTemplate]
  /// Sentences of a `sentence` panel, each with its alternatives.
  let sentences: [[SentenceTemplate]]
  /// Terms and what they mean, for the foot of the page.
  package let definitions: [Definition]
  let statement: BoundStatement

  /// Whether it can tell of the visits of a segment alone.
  package var bindsSegment: Bool { statement.parameters.contains(.segment) }
}

extension Panel {
  /// Whether its answer depends on the days that a page is about.
  package var bindsPeriod: Bool {
    statement.parameters.contains { [.from, .until, .previousFrom, .previousUntil].contains($0) }
  }
}

/// A term that stands on a page and what it means.
package struct Definition: Hashable, Sendable {
  package let term: String
  package let meaning: String
}
