import Clickstream
import Pipeline
import Warehouse

extension IngestSummary {
  /// The summary for people; paths below `folder` are told from there.
  func text(in folder: String) -> String {
    var parts: [String] = []
    if !inputs.isEmpty { parts.append(inputTable(folder)) }
    parts += [passedBy, failures].enumerated().compactMap { index, refusals in
      guard !refusals.isEmpty else { return nil }
      let title = index == 0 ? "PASSED BY" : "NOT READ"
      return Columns.text(
        [[title, "WHY"]]
          + refusals.map { [InputGroup.name(of: $0.path, in: folder), $0.bareReason] })
    }
    var lines = ["\(Quantity.counted(read, "line")) read now."]
    if read > 0, seconds > 0 {
      lines = [
        "\(Quantity.counted(read, "line")) read now in \(Quantity.time(seconds)), "
          + "\(grouped(Int64(linesPerSecond))) a second."
      ]
    }
    if isBehindOnPersons {
      lines.append(
        "Who is who is being derived by another run, which has not seen all of this: the next "
          + "footfall ingest or nightly takes it on.")
    }
    if let totals { lines += totals.lines }
    return (parts + [lines.joined(separator: "\n")]).joined(separator: "\n\n")
  }

  private func inputTable(_ folder: String) -> String {
    let columns: [(String, KeyPath<Input, Int64>)] = [
      ("READ", \.read), ("KEPT", \.kept), ("COUNTED", \.counted), ("IGNORED", \.ignored),
      ("REJECTED", \.rejected),
    ]
    let shown = columns.filter { _, path in
      path == \.read || path == \.kept || inputs.contains { $0[keyPath: path] != 0 }
    }
    let head = ["INPUT", "KIND"] + shown.map(\.0) + ["NOTE"]
    let rows = InputGroup.groups(of: inputs).map { group in
      [group.name(in: folder), group.kind]
        + shown.map { column in
          grouped(group.inputs.reduce(0) { $0 + $1[keyPath: column.1] })
        } + [group.note]
    }
    return Columns.text([head] + rows, rightAligned: 2..<2 + shown.count)
  }

  /// Throws where the run did not do all that was asked, once the summary is out.
  func check() throws {
    if wasInterrupted { throw CancellationError() }
    if inputs.isEmpty, failures.isEmpty {
      throw IncompleteRun(
        description: "nothing was found to load; name a file itself if it was passed by")
    }
    guard !failures.isEmpty else { return }
    let count = Quantity.counted(failures.count, "input was", "inputs were")
    throw IncompleteRun(
      description: "\(count) not read, or not to the end; see NOT READ above. The rest is stored")
  }
}

extension IngestSummary.Refusal {
  /// The reason without the path that stands beside it.
  var bareReason: String {
    reason.hasPrefix("\(path): ") ? String(reason.dropFirst(path.count + 2)) : reason
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
      let reasons = matching.filter { !$0.reason.isEmpty }
        .map { "\($0.reason) \(grouped($0.lines))" }.joined(separator: ", ")
      return "\(grouped(sum)) \(name)" + (reasons.isEmpty ? "" : " (\(reasons))")
    }
    return [
      "In the database: \(grouped(read)) read = \(parts.joined(separator: " + ")).",
      [
        Quantity.counted(sessions, "session"), Quantity.counted(visits, "visit"),
        Quantity.counted(visitors, "visitor"), Quantity.counted(contacts, "contact"),
        Quantity.counted(persons, "person"),
      ].joined(separator: ", ") + ".",
    ]
  }
}

private func grouped(_ number: Int64) -> String { Quantity.grouped(number) }
