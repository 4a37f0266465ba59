/// What must hold of one parser or writer whatever bytes it meets.
///
/// libFuzzer and `swift test` run the same checks: the one on bytes that it makes up, the other on
/// the seeds that are kept in `Tests/Fuzz/Seeds`.
package struct FuzzCheck: Sendable {
  /// The name of the folder of its seeds.
  package let name: String
  /// Bytes that libFuzzer makes up at most; what a parser does at its limits is within reach.
  package let sizeLimit: Int
  private let body: @Sendable ([UInt8]) throws -> Void

  init(
    _ name: String, sizeLimit: Int = 8_192, _ body: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.name = name
    self.sizeLimit = sizeLimit
    self.body = body
  }

  /// Throws a `Violation` where a law does not hold of `bytes`.
  package func run(_ bytes: [UInt8]) throws { try body(bytes) }

  /// Every check, by its name.
  package static let all: [FuzzCheck] = [
    accessLog, formatCompiler, detection, times, lines, gzip, forms, configuration, panel, topics,
    sources, places, agentRules, agent, mail, copy, markup, printable,
  ]
}

/// A law that does not hold.
package struct Violation: Error, CustomStringConvertible {
  package let description: String
}

/// Throws unless `law` holds.
func require(_ law: Bool, _ words: @autoclosure () -> String) throws(Violation) {
  if !law { throw Violation(description: words()) }
}

/// Throws where text that people get to see holds what a terminal would obey.
func requirePrintable(_ text: String, _ origin: String) throws(Violation) {
  for scalar in text.unicodeScalars where scalar != "\n" {
    let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
    try require(!isControl, "\(origin) holds the control character \(scalar.value)")
  }
}
