import Clickstream

/// Why a text names no format, for someone who has never seen the program.
package struct FormatProblem: Error, Equatable, CustomStringConvertible {
  /// In bytes from 1 within the line; nil where it is about the whole.
  package let column: Int?
  /// From 1; nil where the text has only one line.
  package let line: Int?
  /// What is wrong.
  package let what: String
  /// What to do about it.
  package let advice: String

  /// `column 12: …; …`, on one line, without control characters.
  package var description: String {
    let place = [line.map { "line \($0)" }, column.map { "column \($0)" }].compactMap { $0 }
      .joined(separator: ", ")
    return (place.isEmpty ? "" : place + ": ") + PrintableText.string(from: "\(what); \(advice)")
  }
}

/// A problem before it is known where its offset lies.
struct FormatMistake: Error {
  var offset: Int?
  var what: String
  var advice: String

  func located(in text: [UInt8]) -> FormatProblem {
    guard let offset else {
      return FormatProblem(column: nil, line: nil, what: what, advice: advice)
    }
    let before = text.prefix(offset)
    let start = before.lastIndex(of: Ascii.lineFeed).map { $0 + 1 } ?? 0
    let hasLines = text.contains(Ascii.lineFeed)
    return FormatProblem(
      column: before.count - start + 1,
      line: hasLines ? before.count { $0 == Ascii.lineFeed } + 1 : nil, what: what, advice: advice)
  }
}
