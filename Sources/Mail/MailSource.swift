/// A place where messages lie.
package enum MailSource: Equatable, Sendable {
  /// A file that is one message (`.eml`).
  case message(path: String)
  /// A folder with `new/` and `cur/`.
  case maildir(path: String)
  /// A file of messages after `From ` lines.
  case mbox(path: String)
  /// Files of a message each; those that are gone or cannot be read are passed over.
  case messages(paths: [String])

  /// What lies at `path`: a Maildir, an mbox file, else a single message.
  package init(path: String) throws(MailSourceError) {
    if Maildir.isMaildir(path) {
      self = .maildir(path: path)
      return
    }
    let file = try ByteFile(path: path)
    var head: [UInt8] = []
    _ = try file.read(into: &head, limit: 5, path: path)
    self = head == Array("From ".utf8) ? .mbox(path: path) : .message(path: path)
  }

  /// How many messages lie in a Maildir; nil where it cannot be read.
  package static func count(inMaildir path: String) -> Int? {
    (try? Maildir(path: path))?.entries.count
  }

  /// Whether a file that begins with `head` holds mail: a `From ` line or a block of headers.
  package static func isMail(_ head: RawSpan) -> Bool {
    if head.byteCount >= 5, head.starts(with: "from "), head.byte(at: 0) == UInt8(ascii: "F") {
      return true
    }
    var start = 0
    var isKnown = false
    while start < head.byteCount, head.byte(at: start) == 10 || head.byte(at: start) == 13 {
      start += 1
    }
    while start < head.byteCount {
      guard let end = head.firstOffset(of: UInt8(ascii: "\n"), from: start) else { break }
      let line = head.extracting(start..<end)
      start = end + 1
      guard line.byteCount > 0, line.byte(at: 0) != 13 else { break }
      if line.byte(at: 0) == 32 || line.byte(at: 0) == 9 { continue }
      guard line.isHeader else { return false }
      isKnown =
        isKnown || line.starts(with: "from:") || line.starts(with: "date:")
        || line.starts(with: "received:") || line.starts(with: "message-id:")
        || line.starts(with: "return-path:") || line.starts(with: "mime-version:")
    }
    return isKnown
  }
}
