import PostgreSQL

/// How a panel shows its rows.
package enum FigureKind: String, CaseIterable, Sendable {
  case line, area, bar, column, stacked, pie, heatmap, calendar, matrix, table, numbers, sentence

  /// What of the figure a column of the query feeds.
  enum Channel: String, CaseIterable, Sendable {
    case x, y, colour, label, value, compared, formats, remark, better
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
    case .stacked: [(.x, .date), (.y, .number), (.colour, .text)]
    case .bar, .pie: [(.label, .text), (.value, .number)]
    case .column: [(.x, .text), (.y, .number)]
    case .heatmap, .matrix: [(.x, .any), (.y, .any), (.colour, .number)]
    case .calendar: [(.x, .date), (.colour, .number)]
    case .numbers: [(.label, .text), (.value, .number)]
    case .table, .sentence: []
    }
  }

  /// The channels that may have one.
  var optional: [(channel: Channel, content: Content)] {
    switch self {
    case .line, .area, .bar: [(.compared, .number)]
    case .numbers:
      [(.compared, .number), (.formats, .text), (.remark, .text), (.better, .text)]
    default: []
    }
  }

  /// What a sentence about the figure can name; nil where that depends on the columns.
  var facts: [String]? {
    switch self {
    case .line, .area, .calendar: ["total", "average", "peak", "peak_value", "days"]
    case .bar, .pie, .column:
      [
        "total", "count", "top", "top_value", "top_share", "second", "second_value",
        "second_share", "riser", "riser_value", "days",
      ]
    case .stacked:
      ["total", "average", "peak", "peak_value", "top", "top_value", "top_share", "days"]
    case .heatmap, .matrix:
      [
        "total", "top_x", "top_y", "top_value", "top_share", "best_x", "best_x_share", "best_y",
        "best_y_share", "days",
      ]
    case .numbers: []
    case .table, .sentence: nil
    }
  }
}
