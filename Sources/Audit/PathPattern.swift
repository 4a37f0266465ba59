/// A pattern of paths in which `*` stands for any bytes, compared in time that grows with both.
struct PathPattern {
  private let bytes: [UInt8]
  /// Whether the end of the pattern is the end of the path.
  private let isClosed: Bool

  init(_ text: String, isClosed: Bool) {
    bytes = Array(text.utf8)
    self.isClosed = isClosed
  }

  /// Bytes that a path must have; the longer pattern wins.
  var length: Int { bytes.count }

  /// Whether a page is meant, under any of its spellings: `/map` also means `/map/`, `/map.html` and
  /// `/map/index.html`, and `/café` what an address writes as `/caf%C3%A9`.
  func means(page path: String) -> Bool {
    if means(written: path) { return true }
    let decoded = path.removingPercentEncoding
    return decoded != path && means(written: decoded)
  }

  private func means(written path: String) -> Bool {
    if matches(path) { return true }
    var form = path[...]
    for ending in ["index.html", "index.htm", "index.php"] where form.hasSuffix("/" + ending) {
      form = form.dropLast(ending.count)
    }
    for ending in [".html", ".htm", "/"] where form.hasSuffix(ending) && form.count > 1 {
      form = form.dropLast(ending.count)
      break
    }
    return matches(String(form))
  }

  func matches(_ path: String) -> Bool {
    let path = Array(path.utf8)
    var (at, place) = (0, 0)
    // Where the last star stands, and up to where it reaches.
    var star: (at: Int, reach: Int)?
    while true {
      if at == bytes.count, !isClosed || place == path.count { return true }
      if at < bytes.count, bytes[at] == UInt8(ascii: "*") {
        star = (at, place)
        at += 1
      } else if at < bytes.count, place < path.count, bytes[at] == path[place] {
        at += 1
        place += 1
      } else if let last = star, last.reach < path.count {
        star = (last.at, last.reach + 1)
        at = last.at + 1
        place = last.reach + 1
      } else {
        return false
      }
    }
  }
}

extension String {
  /// With encoded bytes decoded, where they are well-formed.
  var removingPercentEncoding: String {
    var output: [UInt8] = []
    let bytes = Array(utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        output.append(value)
        index += 3
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
