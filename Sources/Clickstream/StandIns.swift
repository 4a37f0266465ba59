extension MailAddress {
  package init?(_ text: String) {
    var name = text[...]
    while let first = name.first, first.isWhitespace { name.removeFirst() }
    while let last = name.last, last.isWhitespace { name.removeLast() }
    let parts = name.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
      !name.unicodeScalars.contains(where: { $0.value <= 32 || $0.value == 127 })
    else { return nil }
    self.init(alreadyNormalised: name.lowercased())
  }

  package var isBlocked: Bool {
    ["@example.com", "@example.net", "@example.org", ".test", ".invalid", ".localhost"]
      .contains { normalised.hasSuffix($0) }
  }
}

extension Instant {
  package init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, let day = Day(text.prefix(10)) else { return nil }
    func number(_ offset: Int) -> Int64? {
      guard offset + 1 < bytes.count else { return nil }
      let tens = Int64(bytes[offset]) - 48
      let ones = Int64(bytes[offset + 1]) - 48
      return (0...9).contains(tens) && (0...9).contains(ones) ? tens * 10 + ones : nil
    }
    guard let hour = number(11), let minute = number(14), let second = number(17), hour < 24,
      minute < 60, second < 61
    else { return nil }
    var end = 19
    if bytes[end] == 46 {
      end += 1
      while end < bytes.count, (48...57).contains(bytes[end]) { end += 1 }
    }
    guard end < bytes.count else { return nil }
    var offset: Int64 = 0
    if bytes[end] == 43 || bytes[end] == 45 {
      guard let hours = number(end + 1), let minutes = number(end + 4) else { return nil }
      offset = (hours * 60 + minutes) * 60 * (bytes[end] == 45 ? -1 : 1)
    } else if bytes[end] != 90, bytes[end] != 122 {
      return nil
    }
    self.init(seconds: Int64(day.number) * 86_400 + hour * 3_600 + minute * 60 + second - offset)
  }
}
