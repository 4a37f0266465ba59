/// What a file looks like that is none of the inputs, told by its first bytes.
enum FileLikeness {
  static let text = "a text without log lines"

  private static let magics: [(bytes: [UInt8], name: String)] = [
    ([0x89, 0x50, 0x4e, 0x47], "a PNG picture"),
    ([0xff, 0xd8, 0xff], "a JPEG picture"),
    (Array("GIF8".utf8), "a GIF picture"),
    (Array("%PDF-".utf8), "a PDF document"),
    ([0x50, 0x4b, 0x03, 0x04], "a ZIP archive"),
    ([0x1f, 0x8b], "gzip inside gzip"),
    (Array("BZh".utf8), "bzip2 data"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz data"),
    ([0x28, 0xb5, 0x2f, 0xfd], "zstd data"),
    (Array("SQLite format 3".utf8), "an SQLite database"),
    ([0x7f, 0x45, 0x4c, 0x46], "a program"),
    ([0xff, 0xfe], "a text in UTF-16"),
    ([0xfe, 0xff], "a text in UTF-16"),
    (Array("#!".utf8), "a script"),
    (Array("<?xml".utf8), "an XML document"),
    (Array("<!doctype".utf8), "an HTML page"),
    (Array("<html".utf8), "an HTML page"),
  ]

  /// A name for what `head` begins, or nil for text that could be anything.
  static func recognise(_ head: [UInt8]) -> String? {
    let start = head.prefix(32).map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    for magic in magics
    where head.starts(with: magic.bytes) || start.starts(with: magic.bytes) {
      return magic.name
    }
    if head.count > 262, head[257...].starts(with: "ustar".utf8) { return "a tar archive" }
    if isBinary(head.prefix(4_096)) { return "binary data" }
    if TextLikeness.isJSONLines(head) { return "JSON lines" }
    if TextLikeness.isMbox(head) { return "a mailbox (mbox)" }
    if TextLikeness.isMessage(head) { return "an e-mail message" }
    return nil
  }

  /// Control characters that no text has, in more than one byte of fifty.
  private static func isBinary(_ bytes: ArraySlice<UInt8>) -> Bool {
    let odd = bytes.count { byte in
      byte < 0x20 && !(0x07...0x0d).contains(byte) && byte != 0x1b
    }
    return odd * 50 > bytes.count
  }
}
