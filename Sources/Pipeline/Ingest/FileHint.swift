/// What a file is that is nothing that is read, by its first bytes and its name.
struct FileHint: Equatable {
  /// What it is, and what to do.
  let sentence: String

  /// - Returns: nil where nothing better can be said than what the look at its lines gave.
  init?(_ head: [UInt8], path: String) {
    let name = path.lowercased()
    // What office programs write is a ZIP archive or a compound file.
    let isArchive = head.starts(with: [0x50, 0x4B, 0x03, 0x04])
    let isCompound = head.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    if isCompound || isArchive && [".xlsx", ".xlsm", ".ods"].contains(where: name.hasSuffix) {
      sentence = "looks like a spreadsheet; save it as CSV first"
    } else if isArchive {
      sentence = "looks like a ZIP archive; unpack it first"
    } else if name.hasSuffix(".eml") {
      sentence = "is named like a message, and does not begin with the headers of one"
    } else {
      return nil
    }
  }
}
