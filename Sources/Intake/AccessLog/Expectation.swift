import Clickstream

/// What a parser looked for in a line and did not find.
package enum Expectation: Sendable, Equatable {
  case host, address, ident, user
  case time, closingBracket, possibleTime
  case request, status, bytes, referrer, agent
  case closingQuote, blank
  case shorterLine, noZeroByte
  case value, plainTime, duration
  case literal(UInt8)
  case fieldsLine, columns
  case json, uniqueKey, fewerKeys, fewerLevels
  case timeField, clientField, requestField

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
    case .value: "a value"
    case .plainTime: "a time"
    case .duration: "a duration: a number, or -"
    case .literal(let byte): "the character \(Escapes.sample([byte]))"
    case .fieldsLine: "a line before it that begins #Fields: and names date, time, c-ip and a path"
    case .columns: "as many columns as the #Fields: line names"
    case .json: "JSON as servers write it: an object on one line"
    case .uniqueKey: "a key that was not there before"
    case .fewerKeys: "at most 256 keys in an object"
    case .fewerLevels: "at most 32 levels"
    case .timeField: "a field with the time"
    case .clientField: "a field with the client's address"
    case .requestField: "a field with the request"
    }
  }

  /// The reason under which the line is kept.
  var reason: RejectReason {
    switch self {
    case .possibleTime: .timestamp
    case .noZeroByte: .nul
    case .shorterLine: .lineTooLong
    case .json, .uniqueKey, .fewerKeys, .fewerLevels: .json
    case .timeField, .clientField, .requestField: .field
    default: .format
    }
  }
}
