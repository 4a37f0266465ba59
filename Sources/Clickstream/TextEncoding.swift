/// How the bytes of a flagged field stand for others.
public enum TextEncoding: UInt8, Sendable {
  /// As web servers write them: `\xHH \" \\ \n`.
  case backslash
  /// As JSON writes them, and the `\xHH` of nginx besides.
  case json
  /// Blanks are written `+`, as IIS does.
  case plus
  /// Percent-encoded once or twice, as CloudFront does.
  case percent
  /// Bytes stand for themselves.
  case plain
  /// A quote is written twice, as in CSV.
  case doubledQuotes
  /// Paths are written with colons for slashes, as WebSTAR does.
  case colons
}
