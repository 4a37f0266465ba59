/// An address that may stand in `href` or `src`.
///
/// From data only `http`, `https` and `mailto` pass; everything else is shown as plain text.
package struct Link: Hashable, Sendable {
  package let address: String

  /// The address in `text` as it came from data, or nil unless it is a plain web or mail address
  /// with a host and without credentials.
  package init?(untrusted text: String) {
    let lower = text.prefix(8).lowercased()
    if lower.hasPrefix("mailto:") {
      self.init(mail: String(text.dropFirst(7)))
      return
    }
    guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else {
      return nil
    }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    let host = rest.prefix { !"/?#".utf8.contains($0) }
    guard !host.isEmpty, host.allSatisfy({ Self.isHostByte($0) }) else { return nil }
    guard rest.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else {
      return nil
    }
    self.init(
      encoded: scheme + String(decoding: host, as: UTF8.self)
        + Self.encode(rest.dropFirst(host.count), keeping: "/?:@!$&'()*+,;=#%"))
  }

  /// A mail address as a link that opens a new message, or nil unless it has one `@` with something
  /// on both sides.
  package init?(mail: String) {
    let parts = mail.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
      mail.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { return nil }
    self.init(encoded: "mailto:" + Self.encode(mail.utf8[...], keeping: "@+!$'*"))
  }

  /// A page of the same output, by a path relative to the page that holds the link.
  ///
  /// Whatever the path holds, the result stays a relative path: no scheme, no host.
  package static func page(_ path: String, anchor: String? = nil) -> Link {
    let relative = path.utf8.drop { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let fragment = anchor.map { "#" + encode($0.utf8[...], keeping: "") } ?? ""
    return Link(encoded: encode(relative, keeping: "/") + fragment)
  }

  /// A place on the same page.
  package static func anchor(_ id: String) -> Link { page("", anchor: id) }

  private init(encoded address: String) { self.address = address }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    isUnreserved(byte) || ":[]".utf8.contains(byte)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~".utf8.contains(byte)
    }
  }

  /// Percent-encoding (RFC 3986): a `%` stays where two hexadecimal digits follow, a `#` once.
  private static func encode(_ bytes: some Collection<UInt8>, keeping kept: String) -> String {
    var out: [UInt8] = []
    var fragment = false
    let all = Array(bytes)
    for (index, byte) in all.enumerated() {
      let keep =
        switch byte {
        case _ where isUnreserved(byte): true
        case UInt8(ascii: "%"):
          kept.utf8.contains(byte) && all.dropFirst(index + 1).prefix(2).count(where: isHex) == 2
        case UInt8(ascii: "#"): kept.utf8.contains(byte) && !fragment
        default: kept.utf8.contains(byte)
        }
      if byte == UInt8(ascii: "#") { fragment = true }
      if keep {
        out.append(byte)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        out.append(contentsOf: "%\(digits.count < 2 ? "0" : "")\(digits)".utf8)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
