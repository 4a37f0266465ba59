import PostgreSQL

/// The tables of what analyses found, as rows of a binary COPY.
package enum AnalysisTable: String, CaseIterable, Sendable {
  case run = "analysis_run"
  case analysis
  case parameter = "analysis_parameter"
  case customerScore = "customer_score"
  case cohortMonth = "cohort_month"
  case survivalStep = "survival_step"
  case attributionCredit = "attribution_credit"
  case affinity
  case frequentPath = "frequent_path"
  case pageTransition = "page_transition"
  case anomaly
  case leadScore = "lead_score"

  /// The columns behind site and day.
  package var columns: String {
    switch self {
    case .run: "digest"
    case .analysis: "name, told, note, n"
    case .parameter: "analysis, name, value"
    case .customerScore:
      "person, recency_days, orders, order_days, spent, r, f, m, segment, rhythm_days, "
        + "rhythm_rule, is_overdue, alive, expected_orders, lifetime_value, next_product, "
        + "next_reason"
    case .cohortMonth: "cohort, months, size, active"
    case .survivalStep: "days, at_risk, ended, survival, low, high"
    case .attributionCredit: "model, channel, conversions, value"
    case .affinity:
      "kind, place, item, other, together, item_baskets, other_baskets, support, confidence, "
        + "lift, shrunk_lift, false_discovery_rate"
    case .frequentPath: "place, steps, visits"
    case .pageTransition: "place, from_page, to_page, steps, share"
    case .anomaly:
      "metric, day, value, expected, z, dimension, part, part_value, part_expected, share"
    case .leadScore: "person, points, reasons"
    }
  }

  var copy: String {
    "COPY footfall_store.\(rawValue) (site, as_of, \(columns)) FROM STDIN (FORMAT binary)"
  }
}

/// A value in a row of what an analysis found, of the type that its column has.
package enum AnalysisCell: Sendable, Equatable {
  case int2(Int?)
  case int4(Int?)
  case int8(Int64?)
  case float8(Double?)
  case bool(Bool?)
  case text(String?)
  case texts([String])
  /// Digits, as PostgreSQL wrote them.
  case numeric(String)
  /// Days since 1970.
  case date(Int)

  func encode(into encoder: inout CopyEncoder) {
    switch self {
    case .int2(let value): encoder.int2(value.map { Int16(clamping: $0) })
    case .int4(let value): encoder.int4(value.map { Int32(clamping: $0) })
    case .int8(let value): encoder.int8(value)
    case .float8(let value): encoder.float8(value)
    case .bool(let value): encoder.bool(value)
    case .text(let value): encoder.text(value)
    case .texts(let values): encoder.bytes(Self.array(of: values))
    case .numeric(let digits): encoder.numeric(digits)
    case .date(let day): encoder.date(unixDays: Int32(clamping: day))
    }
  }

  /// The binary form of `text[]`: dimensions, no nulls, type, length, lower bound, elements.
  private static func array(of texts: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ number: Int, to bytes: inout [UInt8]) {
      let value = UInt32(truncatingIfNeeded: number)
      for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    let textType = 25
    for number in texts.isEmpty ? [0, 0, textType] : [1, 0, textType, texts.count, 1] {
      append(number, to: &bytes)
    }
    for text in texts {
      append(text.utf8.count, to: &bytes)
      bytes += text.utf8
    }
    return bytes
  }
}
