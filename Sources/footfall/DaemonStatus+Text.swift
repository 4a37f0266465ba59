import Clickstream
import Pipeline

extension DaemonStatus {
  /// How all stands, for people; everything that came from elsewhere is made harmless.
  func text(now: Instant) -> String {
    guard !sources.isEmpty else {
      return "No daemon has followed anything yet: footfall run follows the inputs of the "
        + "configuration."
    }
    var parts = [sourceTable]
    parts += sources.compactMap(\.fileTable)
    let troubles = sources.filter { !$0.error.isEmpty }
    if !troubles.isEmpty {
      parts.append(
        Columns.text([["INPUT", "TROUBLE"]] + troubles.map { [shown($0.name), shown($0.error)] }))
    }
    if !gaps.isEmpty {
      parts.append(
        Columns.text(
          [["GONE UNREAD", "WHY", "BYTES", "WHEN"]]
            + gaps.prefix(10).map { gap in
              [
                shown(gap.path), gap.reason, gap.bytes.map { Quantity.bytes($0) } ?? "unknown",
                gap.foundAt,
              ]
            }))
    }
    return parts.joined(separator: "\n\n")
  }

  private var sourceTable: String {
    let head = ["INPUT", "FOLLOWED", "BEHIND", "LINES", "LINES/S", "REJECTED", "LAST LINE"]
    return Columns.text(
      [head]
        + sources.map { source in
          [
            shown(source.name), source.isFollowed ? "by \(shown(source.owner))" : "no",
            source.bytesBehind == 0
              ? "nothing"
              : "\(Quantity.bytes(source.bytesBehind)), \(Quantity.time(source.secondsBehind))",
            Quantity.grouped(source.lines), String(Int64(source.linesPerSecond.rounded())),
            source.rejectText, source.silentSeconds.map { "\(Quantity.time($0)) ago" } ?? "none",
          ]
        }, rightAligned: 3..<5)
  }
}

extension DaemonStatus.Source {
  fileprivate var rejectText: String {
    guard !rejects.isEmpty else { return "0" }
    return rejects.prefix(3).map { "\($0.reason) \(Quantity.grouped($0.lines))" }
      .joined(separator: ", ")
  }

  /// Its files: those that are followed, and of the others the ones that tell something.
  fileprivate var fileTable: String? {
    let told = files.filter { $0.state != "read" }
    let rest = files.count - told.count
    guard !files.isEmpty else { return nil }
    var rows = told.prefix(20).map { file in
      [
        shown(file.path), file.state, Quantity.grouped(file.taken), Quantity.grouped(file.size),
        shown(file.note),
      ]
    }
    if told.count > 20 { rows.append(["and \(told.count - 20) more", "", "", "", ""]) }
    if rest > 0 { rows.append(["\(rest) read to the end", "read", "", "", ""]) }
    return Columns.text(
      [["FILE OF \(shown(name).uppercased())", "STATE", "READ", "SIZE", "NOTE"]] + rows,
      rightAligned: 2..<4)
  }
}

private func shown(_ text: String) -> String { PrintableText.string(from: text) }
