/// One line of an access log, its fields as ranges into the chunk that it was read from.
///
/// A field that was `-` or empty is an empty range. Bytes are as they stood in the line: where a
/// flag says so, they are encoded, for `Escapes.decode`.
public struct AccessRecord: Equatable, Sendable {
  public struct Flags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Without the detour of `OptionSet`.
    @inlinable
    public func has(_ flag: Flags) -> Bool { rawValue & flag.rawValue != 0 }

    /// The request is not METHOD TARGET PROTOCOL; method, target and protocol are empty.
    @inlinable public static var malformedRequest: Flags { Flags(rawValue: 1 << 0) }
    /// The line ends inside the user agent.
    @inlinable public static var unterminatedAgent: Flags { Flags(rawValue: 1 << 1) }
    @inlinable public static var requestHasEscapes: Flags { Flags(rawValue: 1 << 2) }
    @inlinable public static var referrerHasEscapes: Flags { Flags(rawValue: 1 << 3) }
    @inlinable public static var agentHasEscapes: Flags { Flags(rawValue: 1 << 4) }
    @inlinable public static var userHasEscapes: Flags { Flags(rawValue: 1 << 5) }
    /// The user name holds blanks: allowed, but rare enough to count against a format.
    @inlinable public static var userHasBlanks: Flags { Flags(rawValue: 1 << 6) }
    /// The format never says the method: it is taken for GET.
    @inlinable public static var lacksMethod: Flags { Flags(rawValue: 1 << 7) }
  }

  /// The whole line without its end; `LineChunk.position(of:)` tells its place in the stream.
  public var line = ByteRange.empty
  public var at = Instant(microseconds: 0)
  /// Bytes sent; -1 where the log says `-`.
  public var bytes: Int64 = -1
  /// How long the answer took, in microseconds; -1 where the log does not say.
  public var duration: Int64 = -1
  /// The virtual host without its port; empty in formats without one.
  public var host = ByteRange.empty
  /// The client's address or name: one, also where the log holds a list from behind a proxy.
  public var address = ByteRange.empty
  /// The value of `X-Forwarded-For`, a list with commas, the client first.
  public var forwarded = ByteRange.empty
  public var user = ByteRange.empty
  public var method = ByteRange.empty
  /// Path and query as requested.
  public var target = ByteRange.empty
  /// The query without its question mark, where the log has it apart from the target.
  public var query = ByteRange.empty
  public var protocolVersion = ByteRange.empty
  public var referrer = ByteRange.empty
  public var agent = ByteRange.empty
  /// The visitor cookie that the server itself set; its value alone.
  public var cookie = ByteRange.empty
  /// Three digits as they stand, also 000, 444, 499 and 999; -1 where the log says `-`.
  public var status: Int16 = -1
  public var flags: Flags = []
  /// What the flags about escapes mean.
  public var encoding = TextEncoding.backslash

  @inlinable
  public init() {}
}
