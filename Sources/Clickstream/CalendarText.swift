/// Text as iCalendar writes it (RFC 5545, 3.1 and 3.3.11): escaped, and folded after 75 bytes.
package enum CalendarText {
  /// One property on its lines, each ended by a carriage return and a line feed.
  package static func line(_ name: String, _ value: String) -> String {
    var lines = ""
    var length = 0
    for character in "\(name):\(value)" {
      let size = character.utf8.count
      if length + size > 75 {
        lines += "\r\n "
        length = 1
      }
      lines.append(character)
      length += size
    }
    return lines + "\r\n"
  }

  /// A text as the value of a property.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in PlainText.line(text).unicodeScalars {
      if "\\;,".unicodeScalars.contains(scalar) { result.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
