import Clickstream
import Pipeline

extension DaemonStatus {
  /// How all stands, for people; everything that came from elsewhere is made harmless.
  func text(now: Instant) -> String {
    var parts =
      sources.isEmpty
      ? [
        "No daemon has followed anything yet: footfall run follows the inputs of the configuration."
      ] : [sourceTable]
    parts += notes.map { "Note: \(shown($0))." }
    let left = sources.filter { !$0.isFollowed }
    if !left.isEmpty {
      parts.append(
        left.map { source in
          let time = source.seenAt.map { "as of \($0), " } ?? ""
          return "\(shown(source.name)): \(time)no daemon runs."
        }.joined(separator: "\n"))
    }
    let mute = sources.filter(\.isUnanswered)
    if !mute.isEmpty { parts.append(mute.map(\.silence).joined(separator: "\n")) }
    if !former.isEmpty {
      parts.append(
        "Left out, for nobody follows them and the configuration does not name them: "
          + former.map(shown).joined(separator: ", ") + ".")
    }
    parts += sources.compactMap(\.fileTable)
    let notes = sources.filter { !$0.note.isEmpty }
    if !notes.isEmpty {
      parts.append(
        Columns.text([["INPUT", "NOTE"]] + notes.map { [$0.name, $0.note] }))
    }
    let rejects =
      sources.flatMap { source in
        source.rejects.map { [source.name, Quantity.grouped($0.lines), $0.reason] }
      }
      + (sources.isEmpty ? [] : mailRejects).map {
        ["mail of \($0.site), all inputs", Quantity.grouped($0.messages), $0.reason]
      }
    if !rejects.isEmpty {
      parts.append(
        Columns.text([["INPUT", "REJECTED IN ALL", "WHY"]] + rejects, rightAligned: 1..<2))
    }
    let troubles = sources.filter { !$0.error.isEmpty }
    if !troubles.isEmpty {
      parts.append(
        Columns.text([["INPUT", "TROUBLE"]] + troubles.map { [$0.name, $0.error] }))
    }
    if !sealed.isEmpty { parts.append(sealed.map(\.text).joined(separator: "\n")) }
    let missing = gaps.filter { $0.bytes != nil }
    if !missing.isEmpty {
      parts.append(
        Columns.text(
          [["GONE UNREAD", "WHY", "AT LEAST", "WHEN"]]
            + missing.prefix(10).map { gap in
              [gap.path, gap.reason, Quantity.bytes(gap.bytes ?? 0), gap.foundAt]
            }))
    }
    let ended = gaps.filter { $0.bytes == nil }
    if !ended.isEmpty {
      parts.append(
        Columns.text(
          [["MAY HAVE LOST ITS LAST LINES", "WHY", "BYTES READ", "WHEN"]]
            + ended.prefix(10).map { gap in
              [gap.path, gap.reason, Quantity.grouped(gap.position), gap.foundAt]
            }, rightAligned: 2..<3))
    }
    if let olderRules { parts.append(olderRules.sentence) }
    return parts.joined(separator: "\n\n")
  }

  private var sourceTable: String {
    let head = [
      "INPUT", "FOLLOWED", "BEHIND", "LINES SINCE START", "LINES/S", "REJECTED", "LAST LINE",
    ]
    return Columns.text(
      [head]
        + sources.map { source in
          [
            source.name, source.follower,
            source.bytesBehind == 0
              ? "nothing"
              : "\(Quantity.bytes(source.bytesBehind)), \(Quantity.time(source.secondsBehind))",
            Quantity.grouped(source.lines),
            source.rate,
            Quantity.grouped(source.rejected),
            source.silentSeconds.map { "\(Quantity.time($0)) ago" } ?? "none",
          ]
        }, rightAligned: 3..<6)
  }
}

extension DaemonStatus.Source {
  fileprivate var follower: String {
    guard isFollowed else { return "no" }
    return isUnanswered ? "by \(owner), which does not answer" : "by \(owner)"
  }

  /// Nothing where it is not that of this moment.
  fileprivate var rate: String {
    isFollowed && !isUnanswered ? String(Int64(linesPerSecond.rounded())) : ""
  }

  /// Says that its daemon was stopped or hangs.
  fileprivate var silence: String {
    let seen = seenSeconds.map { "last seen \(Quantity.time($0)) ago" } ?? "never seen"
    return "\(shown(name)): \(seen), does not answer: its daemon, \(shown(owner)), was stopped "
      + "or hangs. What is shown was so then; restart the daemon."
  }

  /// Its files: those that are followed, and of the others the ones that tell something.
  fileprivate var fileTable: String? {
    let told = files.filter { $0.state != "read" }
    let rest = files.count - told.count
    guard !files.isEmpty else { return nil }
    var rows = told.prefix(20).map { file in
      [
        file.path, file.words, Quantity.grouped(file.taken),
        // Of a file that is deleted under its writer the size is no longer seen.
        Quantity.grouped(max(file.size, file.taken)), file.note,
      ]
    }
    if told.count > 20 { rows.append(["and \(told.count - 20) more", "", "", "", ""]) }
    if rest > 0 { rows.append(["\(rest) read to the end", "read", "", "", ""]) }
    return Columns.text(
      [["FILE OF \(name)", "STATE", "READ", "SIZE", "NOTE"]] + rows,
      rightAligned: 2..<4)
  }
}

extension DaemonStatus.File {
  /// Its state for people.
  fileprivate var words: String { state.replacing("_", with: " ") }
}

private func shown(_ text: String) -> String { PrintableText.string(from: text) }
