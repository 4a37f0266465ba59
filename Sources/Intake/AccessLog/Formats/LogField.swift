/// What a field of a line means, and how it is written.
enum LogField: UInt8, Sendable {
  /// Passed over.
  case ignored
  /// The client's address or name, or a list of them from behind a proxy.
  case address
  /// An address with `:port` behind, IPv6 without brackets too.
  case addressAndPort
  /// The value of `X-Forwarded-For`.
  case forwarded
  /// `%v:%p` or `%v`.
  case host
  case user
  /// METHOD TARGET PROTOCOL.
  case request
  /// The same with scheme and host in the target.
  case absoluteRequest
  case method
  /// Path and query as requested.
  case target
  /// A target that may hold scheme and host: `https://host/path`, `host/path`.
  case url
  case path
  /// With or without its question mark.
  case query
  case protocolVersion
  case status
  case bytes
  case referrer
  case agent
  /// A word for the agent, where the agent itself is missing.
  case browser
  /// The visitor cookie that the server itself set.
  case cookie
  /// `10/Oct/2000:13:55:36 -0700`.
  case clfTime
  /// `10/Oct/2000:13:55:36.123`, which has no zone.
  case localTime
  /// `2000-10-10T13:55:36-07:00` and its kin.
  case isoTime
  case unixSeconds
  case unixMilliseconds
  case unixMicroseconds
  /// By the layout's own pattern.
  case customTime
  /// `2000-10-10`, its clock in another field.
  case date
  case clock
  case seconds
  case milliseconds
  case microseconds
  case nanoseconds
  /// Zero or more groups in braces, as HAProxy writes captured headers.
  case captures
}

extension LogField {
  var isTime: Bool {
    switch self {
    case .clfTime, .localTime, .isoTime, .unixSeconds, .unixMilliseconds, .unixMicroseconds,
      .customTime:
      true
    default: false
    }
  }

  /// Whether it may be several words, where each but the last ends in a comma.
  var isList: Bool { self == .forwarded || self == .seconds }

  /// What is missing where it cannot be read.
  var expectation: Expectation {
    switch self {
    case .ignored, .captures, .query, .path, .method, .protocolVersion, .target, .url: .value
    case .address, .addressAndPort, .forwarded: .address
    case .host: .host
    case .user: .user
    case .request, .absoluteRequest: .request
    case .status: .status
    case .bytes: .bytes
    case .referrer: .referrer
    case .agent, .browser: .agent
    case .cookie: .value
    case .clfTime: .time
    case .localTime, .isoTime, .customTime, .unixSeconds, .unixMilliseconds, .unixMicroseconds,
      .date, .clock:
      .plainTime
    case .seconds, .milliseconds, .microseconds, .nanoseconds: .duration
    }
  }
}
