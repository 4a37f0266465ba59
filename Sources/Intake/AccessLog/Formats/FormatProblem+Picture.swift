import Clickstream

extension FormatProblem {
  /// The place in the text that was compiled: the part of its line around it, and below a mark.
  ///
  /// Empty where the problem is about the whole. Nothing in it moves the cursor of a terminal.
  package func picture(of text: String) -> [String] {
    guard let column, column > 0 else { return [] }
    let lines = text.utf8.split(separator: Ascii.lineFeed, omittingEmptySubsequences: false)
    let number = (line ?? 1) - 1
    guard lines.indices.contains(number) else { return [] }
    let bytes = Array(lines[number])
    let place = min(column - 1, bytes.count)
    let start = max(0, place - Self.reach)
    let before = Self.shown(bytes[start..<place])
    let after = Self.shown(bytes[place..<min(bytes.count, place + Self.reach)])
    let lead = start > 0 ? "…" : ""
    let tail = place + Self.reach < bytes.count ? "…" : ""
    return [
      lead + before + after + tail,
      String(repeating: " ", count: lead.count + before.count) + "^",
    ]
  }

  /// Bytes that are shown on either side.
  private static let reach = 60

  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    PrintableText.string(from: Array(bytes))
  }
}
