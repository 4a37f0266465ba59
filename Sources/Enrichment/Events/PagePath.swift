import Clickstream

/// Paths and addresses as they are stored with visits: without what may name a person.
package enum PagePath {
  /// A path, with each segment masked that may hold a mail address.
  package static func stored(_ path: String) -> String {
    let bytes = Array(path.utf8)
    return unsafe StoredText.limited(PathCleaner.masked(bytes.span.bytes), to: 2_000)
  }

  /// Words of a page, with each masked that may be a mail address.
  package static func words(_ text: String, limit: Int = 500) -> String {
    let bytes = Array(text.utf8)
    let masked = unsafe MailMask.masked(bytes.span.bytes, separators: Set(" ;,()<>[]\"'#?=&/".utf8))
    return StoredText.limited(masked, to: limit)
  }
}
