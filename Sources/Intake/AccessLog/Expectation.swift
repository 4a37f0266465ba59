/// What a parser looked for in a line and did not find.
package enum Expectation: Sendable, Equatable {
  case host, address, ident, user
  case time, closingBracket, possibleTime
  case request, status, bytes, referrer, agent
  case closingQuote, blank
  case shorterLine, noZeroByte

  /// For people; goes after "expected".
  package var text: String {
    switch self {
    case .host: "the name of a virtual host"
    case .address: "an address"
    case .ident: "the ident field, usually -"
    case .user: "the user field, usually -"
    case .time: "a time in brackets, like [10/Oct/2000:13:55:36 -0700]"
    case .closingBracket: "a closing bracket after the time"
    case .possibleTime:
      "a time that exists, since 1990 and at most 24 hours ahead of the clock"
    case .request: "an opening quote before the request"
    case .status: "a status of three digits"
    case .bytes: "a count of bytes, or -"
    case .referrer: "an opening quote before the referrer"
    case .agent: "an opening quote before the user agent"
    case .closingQuote: "a closing quote"
    case .blank: "a blank between two fields"
    case .shorterLine: "a line of at most 1 MiB"
    case .noZeroByte: "a line without zero bytes"
    }
  }
}
