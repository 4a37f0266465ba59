import PostgreSQL

/// How a panel shows its rows.
package enum FigureKind: String, CaseIterable, Sendable {
  case line, area, bar, column, stacked, pie, ring, heatmap, calendar, matrix, cohort, treemap,
    flow,
    funnel, scatter, histogram, dots, multiples, table, numbers, sentence

  /// What of the figure a column of the query feeds.
  enum Channel: String, CaseIterable, Sendable {
    case x, y, colour, label, value, compared, target, formats, remark, better, spark
    case cohort, age, size, path, parent, from, to, step, people, time, high, low, mid
  }

  /// The kinds of column that a channel can take.
  enum Content: Sendable {
    case text, number, date, any

    func accepts(_ type: PostgresType) -> Bool {
      let isNumber = [.int2, .int4, .int8, .float4, .float8, .numeric].contains(type)
      let isText = [.text, .varchar, .bpchar, .name].contains(type)
      return switch self {
      case .text: isText
      case .number: isNumber
      case .date: type == .date
      case .any: isNumber || isText || [.date, .timestamptz, .bool].contains(type)
      }
    }

    var words: String {
      switch self {
      case .text: "text"
      case .number: "a number"
      case .date: "a date"
      case .any: "text, a number, a date or a timestamptz"
      }
    }
  }

  /// The channels that need a column.
  var required: [(channel: Channel, content: Content)] {
    switch self {
    case .line, .area: [(.x, .date), (.y, .number)]
    case .stacked, .multiples: [(.x, .date), (.y, .number), (.colour, .text)]
    case .bar, .pie, .ring: [(.label, .text), (.value, .number)]
    case .column: [(.x, .text), (.y, .number)]
    case .heatmap, .matrix: [(.x, .any), (.y, .any), (.colour, .number)]
    case .calendar: [(.x, .date), (.colour, .number)]
    case .cohort: [(.cohort, .any), (.age, .number), (.value, .number), (.size, .number)]
    case .treemap: [(.path, .text), (.size, .number), (.colour, .number)]
    case .flow: [(.from, .text), (.to, .text), (.value, .number)]
    case .funnel: [(.step, .text), (.people, .number)]
    case .scatter: [(.x, .number), (.y, .number)]
    case .histogram: [(.x, .number)]
    case .dots: [(.label, .text), (.low, .number), (.mid, .number), (.high, .number)]
    case .numbers: [(.label, .text), (.value, .number)]
    case .table, .sentence: []
    }
  }

  /// The channels that may have one.
  var optional: [(channel: Channel, content: Content)] {
    switch self {
    case .line, .area: [(.compared, .number), (.colour, .text)]
    case .bar: [(.compared, .number), (.target, .number), (.colour, .text)]
    case .column: [(.target, .number)]
    case .treemap: [(.parent, .text)]
    case .flow: [(.step, .number)]
    case .funnel: [(.time, .number), (.colour, .text)]
    case .scatter: [(.label, .text), (.size, .number)]
    case .histogram: [(.high, .number), (.y, .number)]
    case .numbers:
      [
        (.compared, .number), (.formats, .text), (.remark, .text), (.better, .text),
        (.spark, .text),
      ]
    default: []
    }
  }

  /// The channels of which one at least must be more than zero, for there to be something to show.
  var measured: [Channel] {
    switch self {
    case .scatter, .table, .sentence: []
    case .histogram: [.y]
    case .dots: [.low, .mid, .high]
    case .treemap, .cohort: [.size]
    default: required.filter { $0.content == .number }.map(\.channel)
    }
  }

  /// Whether it takes, beside `unit` and `format`, those of a second number.
  var hasMeasure: Bool { [.treemap, .scatter, .histogram].contains(self) }

  /// Whether the figure is a table already, with the question as its caption.
  var isTable: Bool {
    [.bar, .heatmap, .matrix, .cohort, .table, .numbers].contains(self)
  }

  /// What a sentence about the figure can name; nil where that depends on the columns.
  var facts: [String]? {
    switch self {
    case .line, .area:
      ["total", "average", "peak", "peak_value", "top", "top_value", "top_share", "days"]
    case .calendar: ["total", "average", "peak", "peak_value", "days"]
    case .bar, .pie, .ring, .column:
      [
        "total", "count", "top", "top_value", "top_share", "second", "second_value",
        "second_share", "riser", "riser_value", "days",
      ]
    case .stacked, .multiples:
      ["total", "average", "peak", "peak_value", "top", "top_value", "top_share", "days"]
    case .heatmap, .matrix:
      [
        "total", "top_x", "top_y", "top_value", "top_share", "best_x", "best_x_share", "best_y",
        "best_y_share", "days",
      ]
    case .cohort: ["total", "count", "age", "share", "best", "best_share", "days"]
    case .treemap:
      ["total", "count", "top", "top_value", "top_share", "high", "high_value", "days"]
    case .flow: ["total", "from", "to", "top_value", "top_share", "days"]
    case .funnel:
      [
        "way", "first", "first_value", "last", "last_value", "last_share", "drop", "drop_value",
        "drop_share", "days",
      ]
    case .scatter: ["count", "top", "top_value", "days"]
    case .histogram: ["total", "median", "p90", "days"]
    case .dots: ["count", "top", "top_value", "least", "least_value", "days"]
    case .numbers: []
    case .table, .sentence: nil
    }
  }
}
