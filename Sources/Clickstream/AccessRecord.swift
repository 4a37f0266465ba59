/// One line of an access log, its fields as ranges into the chunk that it was read from.
///
/// A field that was `-` or empty is an empty range. Bytes are as they stood in the line: where a
/// flag says so, they are encoded, for `Escapes.decode`.
package struct AccessRecord: Equatable, Sendable {
  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Without the detour of `OptionSet`, which costs calls across modules.
    @inlinable
    package func has(_ flag: Flags) -> Bool { rawValue & flag.rawValue != 0 }

    /// The request is not METHOD TARGET PROTOCOL; method, target and protocol are empty.
    package static let malformedRequest = Flags(rawValue: 1 << 0)
    /// The line ends inside the user agent.
    package static let unterminatedAgent = Flags(rawValue: 1 << 1)
    package static let requestHasEscapes = Flags(rawValue: 1 << 2)
    package static let referrerHasEscapes = Flags(rawValue: 1 << 3)
    package static let agentHasEscapes = Flags(rawValue: 1 << 4)
    package static let userHasEscapes = Flags(rawValue: 1 << 5)
    /// The user name holds blanks: allowed, but rare enough to count against a format.
    package static let userHasBlanks = Flags(rawValue: 1 << 6)
    /// The format never says the method: it is taken for GET.
    package static let lacksMethod = Flags(rawValue: 1 << 7)
  }

  /// The whole line without its end; `LineChunk.position(of:)` tells its place in the stream.
  package var line = ByteRange.empty
  package var at = Instant(microseconds: 0)
  /// Bytes sent; -1 where the log says `-`.
  package var bytes: Int64 = -1
  /// How long the answer took, in microseconds; -1 where the log does not say.
  package var duration: Int64 = -1
  /// The virtual host without its port; empty in formats without one.
  package var host = ByteRange.empty
  /// The client's address or name: one, also where the log holds a list from behind a proxy.
  package var address = ByteRange.empty
  /// The value of `X-Forwarded-For`, a list with commas, the client first.
  package var forwarded = ByteRange.empty
  package var user = ByteRange.empty
  /// The request line between its quotes.
  package var request = ByteRange.empty
  package var method = ByteRange.empty
  /// Path and query as requested.
  package var target = ByteRange.empty
  /// The query without its question mark, where the log has it apart from the target.
  package var query = ByteRange.empty
  package var protocolVersion = ByteRange.empty
  package var referrer = ByteRange.empty
  package var agent = ByteRange.empty
  /// The visitor cookie that the server itself set; its value alone.
  package var cookie = ByteRange.empty
  /// Three digits as they stand, also 000, 444, 499 and 999; -1 where the log says `-`.
  package var status: Int16 = -1
  package var flags: Flags = []
  /// What the flags about escapes mean.
  package var encoding = TextEncoding.backslash

  package init() {}
}
