/// The keys of a panel's header besides those that name a column for a channel.
package enum PanelKey: String, CaseIterable, Sendable {
  case question, figure, unit, format, finding, note, empty, heading, limit, definitions
  case columns, links, pages, sparks, formats, text, measure
  case measureFormat = "measure_format"

  /// The figures that take it; nil: all of them.
  package var figures: [FigureKind]? {
    switch self {
    case .links, .pages, .sparks: [.table]
    case .formats: FigureKind.allCases.filter { $0 != .numbers }
    case .measure, .measureFormat: FigureKind.allCases.filter(\.hasMeasure)
    case .text: [.sentence]
    default: nil
    }
  }

  /// What it says.
  var meaning: String {
    switch self {
    case .question:
      "what the panel answers, as a question; the title where no `finding` is known. Needed"
    case .figure: "how the answer is shown. Needed"
    case .unit: "what the numbers count, as in `visits`"
    case .format: "how numbers are written; without it `count`"
    case .finding:
      "what the answer says, the title: alternatives, of which the first with all its values known "
        + "is taken"
    case .note: "a remark below the picture"
    case .empty: "what is said where there is nothing to show"
    case .heading: "the heading of the first column"
    case .limit: "how many rows are shown, 1 to 500"
    case .definitions: "terms and what they mean, `{term: meaning}`, for the foot of the page"
    case .columns:
      "the columns of the table, or of the one behind a picture, with their headings: "
        + "`{name: Heading}`. A table needs them"
    case .links: "columns that are links where they hold a web or mail address: `[name]`"
    case .pages:
      "columns that lead to the page of a person, each with the column that holds whose: "
        + "`{name: person}`"
    case .sparks: "columns of text such as `1,2,,4`, drawn as small lines: `[name]`"
    case .measure: "what the second number counts: size of a treemap, x of the others"
    case .measureFormat: "how that number is written; without it `count`"
    case .formats: "formats of single columns: `{name: share}`"
    case .text:
      "sentences, each a list of alternatives as in `finding`; the first sentence is the headline. "
        + "Needed"
    }
  }
}

/// What words of the panel contract mean, by the word; a test holds them complete.
enum PanelWords {
  static let figures: [String: String] = [
    "line": "one number along days, with the period before as a quiet line",
    "area": "the same",
    "bar": "names with a number each, longest first, as bars in a table",
    "column": "upright bars in a given order",
    "stacked": "what a whole is made of, day by day",
    "pie": "parts of a whole, few of them",
    "ring": "the same, with the total in the middle",
    "heatmap": "a number for each pair of two things, by colour, such as hour and weekday",
    "calendar": "a number for each day, by colour, weeks side by side",
    "matrix": "a number for each pair of two names, by colour",
    "cohort": "those who began together, and what became of them with age",
    "treemap": "parts of parts by area, with a second number by colour",
    "flow": "how many went from where to where",
    "funnel": "how many came as far as each step",
    "scatter": "two numbers for each thing",
    "histogram": "how a number is spread",
    "dots": "a range and its middle for each name",
    "multiples": "the same small picture for each name",
    "table": "rows as they are",
    "numbers": "a few numbers, large, with their change",
    "sentence": "sentences for the head of the page",
  ]

  static let channels: [String: String] = [
    "x": "what runs from left to right",
    "y": "what runs upward, or the rows of a grid",
    "colour": "what a colour stands for",
    "label": "the name of a row",
    "value": "its number",
    "compared": "the number of the compared period",
    "target": "the number that is wanted",
    "formats": "the format of the number of this row",
    "remark": "what is said below the number",
    "better": "`more` or `less`: which change is good",
    "spark": "numbers with commas between, drawn as a small line",
    "cohort": "when those of the row began",
    "age": "how long after it was, counted from 0",
    "size": "how many or how much it is",
    "path": "the name of a part",
    "parent": "the part that it belongs to",
    "from": "where they came from",
    "to": "where they went",
    "step": "the step, or its place in the row",
    "people": "how many came so far",
    "time": "how long it took them, in seconds",
    "low": "where the range begins",
    "high": "where it ends",
    "mid": "its middle",
  ]

  static let formats: [String: String] = [
    "count": "a whole number",
    "decimal": "any number, with two decimals",
    "share": "a part of one, written as per cent",
    "seconds": "a length of time in seconds",
    "bytes": "an amount of data in bytes",
  ]

  static let parameters: [String: String] = [
    "site": "the name of the site",
    "zone": "its time zone: `(at AT TIME ZONE :zone)::date`, never `at::date`",
    "from": "the first instant of the period",
    "until": "the first instant after it: `at >= :from AND at < :until`",
    "previous_from": "the first instant of the compared period",
    "previous_until":
      "the first instant after that; where the last day is not over, the same hour of the day in its "
      + "place",
    "as_of":
      "the end of the day as of which things stand: what is asked for, else that of the newest record "
      + "of any kind, which may lie after `:until`",
    "told_until":
      "the same where a day is asked for, else null: what lists say without a time counts at once",
    "segment": "the name of a segment of visits, or null for all of them",
  ]
}
