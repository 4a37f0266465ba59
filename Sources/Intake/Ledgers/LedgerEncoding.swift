internal import Glibc

/// An encoding of text that the system knows by its name: `windows-1250`, `ISO-8859-7`, `Shift_JIS`.
package struct LedgerEncoding: Equatable, Sendable {
  package let name: String

  /// The encoding of a name; nil where the system knows none.
  package init?(_ name: String) {
    let isWord = name.utf8.allSatisfy { byte in
      switch byte {
      case 48...57, 65...90, 97...122: true
      default: "-_.:".utf8.contains(byte)
      }
    }
    guard isWord, (1...40).contains(name.utf8.count), let converter = Converter(name) else {
      return nil
    }
    converter.close()
    self.name = name
  }

  /// The text as UTF-8, without a byte-order mark; nil where the bytes are none of the encoding.
  package func utf8(_ bytes: [UInt8]) -> [UInt8]? {
    guard let converter = Converter(name) else { return nil }
    defer { converter.close() }
    guard let text = converter.convert(bytes), String(validating: text, as: UTF8.self) != nil
    else { return nil }
    return text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
  }

  /// The C library's converter to UTF-8.
  private struct Converter {
    @unsafe private let descriptor: iconv_t

    init?(_ name: String) {
      guard let opened = unsafe iconv_open("UTF-8", name),
        unsafe Int(bitPattern: opened) != -1
      else { return nil }
      unsafe descriptor = opened
    }

    func close() { unsafe _ = iconv_close(descriptor) }

    func convert(_ bytes: [UInt8]) -> [UInt8]? {
      var input = bytes
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + bytes.count / 2)
      let isWhole = unsafe input.withUnsafeMutableBytes { source in
        var next = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = source.count
        while true {
          var isFull = false
          var room = 0
          let size = 65_536
          let chunk = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
            var place = unsafe UnsafeMutableRawPointer(target.baseAddress)?
              .assumingMemoryBound(to: CChar.self)
            room = size
            // At the end what is pending is written out.
            let answer =
              left > 0
              ? unsafe iconv(descriptor, &next, &left, &place, &room)
              : unsafe iconv(descriptor, nil, nil, &place, &room)
            isFull = answer == -1 && errno == E2BIG
            if answer == -1, !isFull { room = -1 }
            count = room < 0 ? 0 : size - room
          }
          guard room >= 0 else { return false }
          result += chunk
          if left == 0, !isFull, chunk.isEmpty { return true }
        }
      }
      return isWhole ? result : nil
    }
  }
}
