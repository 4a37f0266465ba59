import Clickstream
import Pipeline
import Warehouse

extension IngestSummary {
  /// The summary for people.
  var text: String {
    var parts: [String] = []
    if !inputs.isEmpty { parts.append(inputTable) }
    parts += [passedBy, failures].enumerated().compactMap { index, refusals in
      guard !refusals.isEmpty else { return nil }
      let title = index == 0 ? "PASSED BY" : "NOT READ"
      return Columns.text(
        [[title, "WHY"]]
          + refusals.map { [PrintableText.string(from: $0.path), $0.reason] })
    }
    var lines = ["\(grouped(read)) lines read now."]
    if read > 0, seconds > 0 {
      lines = [
        "\(grouped(read)) lines read now in \(Quantity.time(seconds)), "
          + "\(grouped(Int64(linesPerSecond))) a second."
      ]
    }
    if let totals { lines += totals.lines }
    return (parts + [lines.joined(separator: "\n")]).joined(separator: "\n\n")
  }

  private var inputTable: String {
    let columns: [(String, KeyPath<Input, Int64>)] = [
      ("READ", \.read), ("KEPT", \.kept), ("COUNTED", \.counted), ("IGNORED", \.ignored),
      ("REJECTED", \.rejected),
    ]
    let shown = columns.filter { _, path in
      path == \.read || path == \.kept || inputs.contains { $0[keyPath: path] != 0 }
    }
    let head = ["INPUT", "KIND"] + shown.map(\.0) + ["NOTE"]
    let rows = InputGroup.groups(of: inputs).map { group in
      [group.name, group.kind]
        + shown.map { column in
          grouped(group.inputs.reduce(0) { $0 + $1[keyPath: column.1] })
        } + [group.note]
    }
    return Columns.text([head] + rows, rightAligned: 2..<2 + shown.count)
  }

  /// Throws where the run did not do all that was asked, once the summary is out.
  func check() throws {
    if wasInterrupted { throw CancellationError() }
    guard !failures.isEmpty else { return }
    let count = failures.count == 1 ? "one input was" : "\(failures.count) inputs were"
    throw IncompleteRun(
      description: "\(count) not read, or not to the end; see NOT READ above. The rest is stored")
  }
}

/// Some of the inputs could not be read.
struct IncompleteRun: Error, CustomStringConvertible {
  let description: String
}

extension Warehouse.Totals {
  /// The balance of all lines ever read, and what was made of them.
  fileprivate var lines: [String] {
    let names = ["kept", "counted", "ignored", "rejected", "erased", "undone", "expired"]
    let parts: [String] = names.map { name in
      let matching = outcomes.filter { $0.name == name }
      let sum = matching.reduce(0) { $0 + $1.lines }
      let reasons = matching.filter { !$0.reason.isEmpty }.map { "\($0.reason) \(grouped($0.lines))" }
      return "\(grouped(sum)) \(name)" + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))")
    }
    return [
      "In the database: \(grouped(read)) read = \(parts.joined(separator: " + ")).",
      "\(grouped(sessions)) sessions, \(grouped(visits)) visits, \(grouped(visitors)) visitors, "
        + "\(grouped(contacts)) contacts, \(grouped(persons)) persons.",
    ]
  }
}

private func grouped(_ number: Int64) -> String { Quantity.grouped(number) }
