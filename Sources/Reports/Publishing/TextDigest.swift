import Clickstream

/// Sixteen hexadecimal digits that tell texts apart; without a secret, so nothing to rely on against
/// who chooses them.
enum TextDigest {
  static func of(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let digits = String(SipHash.hash(bytes.span.bytes, key: SipHash.Key(0, 0)), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
