import CXML2

/// Turns the bytes of a page into UTF-8.
enum PageCharset {
  /// Those that pages are still written in, and in which ASCII is ASCII.
  private static let known: Set = [
    "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1257",
    "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-7", "iso-8859-9", "iso-8859-15", "koi8-r",
    "koi8-u", "shift_jis", "euc-jp", "euc-kr", "gb2312", "gbk", "gb18030", "big5",
  ]

  /// Valid UTF-8 without zeros; what is not valid UTF-8 is read in the charset that the server names,
  /// else the page, else in Windows-1252.
  static func utf8(_ bytes: [UInt8], told: String?) -> [UInt8] {
    var result = bytes
    if String(validating: bytes, as: UTF8.self) == nil {
      let name = told?.lowercased() ?? named(in: bytes) ?? ""
      if name == "utf-8" || name == "utf8" {
        // A page that was cut within a character.
        result = Array(String(decoding: bytes, as: UTF8.self).utf8)
      } else {
        // Browsers read Latin-1 as Windows-1252.
        let isLatin = name == "iso-8859-1" || !known.contains(name)
        result = converted(bytes, from: isLatin ? "windows-1252" : name)
      }
    }
    for index in result.indices where result[index] == 0 { result[index] = 32 }
    return result
  }

  /// What stands behind `charset=` near the beginning.
  private static func named(in bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(1_024).map { $0 < 128 ? $0 : 63 }, as: UTF8.self)
      .lowercased()
    guard let mark = head.firstRange(of: "charset=") else { return nil }
    let rest = head[mark.upperBound...].drop { "\"' ".contains($0) }
    return String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
  }

  private static func converted(_ bytes: [UInt8], from charset: String) -> [UInt8] {
    let converter = unsafe iconv_open("UTF-8", charset)
    guard unsafe converter != iconv_t(bitPattern: -1) else {
      return bytes.map { $0 < 128 ? $0 : 63 }
    }
    defer { _ = unsafe iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 2)
    var chunk = [CChar](repeating: 0, count: 65_536)
    var done = 0
    while done < input.count {
      var rest = input.count - done
      var room = chunk.count
      unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe chunk.withUnsafeMutableBufferPointer { target in
          var from = unsafe source.baseAddress?.advanced(by: done)
          var to = unsafe target.baseAddress
          _ = unsafe iconv(converter, &from, &rest, &to, &room)
        }
      }
      output += chunk[..<(chunk.count - room)].map { UInt8(bitPattern: $0) }
      let read = input.count - done - rest
      done = input.count - rest
      // A byte that means nothing in the charset.
      if read == 0, room == chunk.count {
        output += [0xef, 0xbf, 0xbd]
        done += 1
      }
    }
    return output
  }
}
