/// What a path's file ending says of it.
enum FileType {
  /// A file that people save.
  case download
  /// A part of a page.
  case asset

  /// The type by the ending of the last segment; nil for documents.
  static func of(_ path: RawSpan) -> FileType? {
    let count = path.byteCount
    var packed: UInt64 = 0
    var length = 0
    // The ending packed into a number, last letter lowest: no text is made on the line's path.
    while length < 12, length < count {
      let byte = path.byte(count - 1 - length)
      if byte == UInt8(ascii: ".") { return length == 0 ? nil : table[packed] }
      guard length < 8 else { break }
      let lower = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
      guard (97...122).contains(lower) || (48...57).contains(lower) else { return nil }
      packed |= UInt64(lower) << (UInt64(length) * 8)
      length += 1
    }
    return isLongAsset(path) ? .asset : nil
  }

  /// Whether pages embed such files: pictures, scripts, style sheets, fonts.
  static func isEmbedded(_ path: RawSpan) -> Bool {
    of(path) == .asset && !notEmbedded.contains { path.ends(with: $0) }
  }

  private static let notEmbedded: [StaticString] = [
    ".json", ".xml", ".txt", ".map", ".wasm", ".webmanifest",
  ]

  private static func isLongAsset(_ path: RawSpan) -> Bool { path.ends(with: ".webmanifest") }

  private static let table: [UInt64: FileType] = {
    let downloads =
      "pdf zip gz tgz bz2 xz 7z rar epub mobi doc docx xls xlsx ppt pptx odt ods csv ics mp3 mp4 "
      + "m4a wav ogg webm mov avi exe dmg deb rpm iso apk"
    let assets =
      "css js mjs map png jpg jpeg gif webp avif svg ico bmp woff woff2 ttf otf eot json xml txt "
      + "wasm"
    var table: [UInt64: FileType] = [:]
    for ending in downloads.split(separator: " ") { table[pack(ending)] = .download }
    for ending in assets.split(separator: " ") { table[pack(ending)] = .asset }
    return table
  }()

  private static func pack(_ ending: Substring) -> UInt64 {
    ending.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
