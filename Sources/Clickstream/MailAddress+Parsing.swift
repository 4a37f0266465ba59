import Foundation

extension MailAddress {
  /// Reads one bare address, `name@host`, as RFC 5321 and RFC 6531 have it.
  ///
  /// Blanks around it are dropped, the text is put in Unicode's form NFC and lower case, the domain
  /// into A-labels. Returns nil where the local part has more than 64 bytes or the whole more than
  /// 254, for blanks and control characters inside, and for what is no address of a mailbox on a
  /// named host.
  package init?(_ text: String) {
    // A bound before any work: four bytes a scalar is the most that lower case and NFC shrink.
    guard text.utf8.count <= 1_280 else { return nil }
    let isVisible = text.utf8.allSatisfy { $0 &- 33 < 94 }
    let folded = DomainName.normalised(
      isVisible ? text : text.trimmingCharacters(in: .whitespacesAndNewlines))
    guard let at = folded.utf8.lastIndex(of: UInt8(ascii: "@")),
      let local = Self.localPart(folded[..<at]),
      let domain = DomainName.ascii(folded[folded.utf8.index(after: at)...]),
      local.utf8.count <= 64, local.utf8.count + 1 + domain.utf8.count <= 254
    else { return nil }
    self.init(alreadyNormalised: "\(local)@\(domain)")
  }

  /// The local part without needless quotes; nil if it is none.
  private static func localPart(_ text: Substring) -> String? {
    guard text.utf8.first == UInt8(ascii: "\"") else { return isDotAtom(text) ? String(text) : nil }
    guard let content = unquoted(text) else { return nil }
    if isDotAtom(content[...]) { return content }
    var quoted = "\""
    for scalar in content.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private static func isDotAtom(_ text: Substring) -> Bool {
    // Most are of letters and digits.
    if !text.isEmpty, text.utf8.allSatisfy({ ($0 | 32) &- 97 < 26 || $0 &- 48 < 10 }) {
      return true
    }
    return text.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
      atom in
      !atom.isEmpty && atom.allSatisfy(isAtomText)
    }
  }

  private static func isAtomText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", ")", "<", ">", "[", "]", ":", ";", "@", "\\", ",", "\"", ".", " ": false
    default: isVisible(scalar)
    }
  }

  /// Neither control, blank, mark of format, nor a number without a character.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }

  /// What stands between the quotes, backslashes resolved; nil unless the quotes close at the end.
  private static func unquoted(_ text: Substring) -> String? {
    var content = ""
    var isEscaped = false
    var scalars = text.unicodeScalars.dropFirst()
    guard scalars.popLast() == "\"" else { return nil }
    for scalar in scalars {
      guard scalar == " " || isVisible(scalar) else { return nil }
      if !isEscaped, scalar == "\"" { return nil }
      if !isEscaped, scalar == "\\" {
        isEscaped = true
      } else {
        content.unicodeScalars.append(scalar)
        isEscaped = false
      }
    }
    return isEscaped || content.isEmpty ? nil : content
  }
}
