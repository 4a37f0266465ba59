/// The id of something that is stored, as lists show it and people type it: with or without a `#`.
package struct RecordID: Sendable {
  package let value: Int64

  /// - Parameters:
  ///   - what: what it is an id of, with its article: `a case`.
  ///   - command: the command that lists such ids.
  /// - Throws: `UsageError` where the text is none.
  package init(_ text: String, of what: String, see command: String) throws {
    guard let value = Int64(text.hasPrefix("#") ? String(text.dropFirst()) : text) else {
      throw UsageError("\(text) is no id of \(what); see `footfall \(command)`")
    }
    self.value = value
  }
}
