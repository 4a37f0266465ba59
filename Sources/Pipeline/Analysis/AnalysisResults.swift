import Analysis
import Warehouse

/// Names under which analyses are stored and refuse to speak.
package enum AnalysisName: String, CaseIterable, Sendable {
  case segments, rhythm, cohorts, survival, attribution, products, pages, paths, transitions
  case anomalies, leads
  case lifetimeValue = "lifetime value"
  case repeatPurchase = "repeat purchase"
}

/// What the analyses of a site found, as rows of tables.
struct AnalysisResults {
  private(set) var tables: [AnalysisTable: [[AnalysisCell]]] = [:]

  mutating func add(_ row: [AnalysisCell], to table: AnalysisTable) {
    tables[table, default: []].append(row)
  }

  /// Says whether an analysis speaks, and why not.
  mutating func note(_ name: AnalysisName, n: Int, _ refusal: Refusal? = nil) {
    add(
      [
        .text(name.rawValue), .bool(refusal == nil), .text(refusal?.description),
        .int8(Int64(n)),
      ], to: .analysis)
  }

  /// Stores numbers that stand beside the rows; what is no finite number is left out.
  mutating func set(_ name: AnalysisName, _ parameters: KeyValuePairs<String, Double?>) {
    for (parameter, value) in parameters {
      guard let value, value.isFinite else { continue }
      add(
        [.text(name.rawValue), .text(parameter), .float8(value)], to: .parameter)
    }
  }
}
