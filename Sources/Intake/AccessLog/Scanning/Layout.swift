import Clickstream

/// How the lines of a format are laid out: what drives the scanners.
enum Layout: Equatable, Sendable {
  case line(LineLayout)
  case json(JSONLayout)
  /// Columns by a `#Fields:` line; nil until one was read.
  case columns(ColumnLayout?)

  /// How times look that are written by a pattern of the operator's.
  var customTime: TimePattern? {
    switch self {
    case .line(let layout): layout.customTime
    case .json(let layout): layout.customTime
    case .columns: nil
    }
  }
}

/// Fields in order, with literal bytes around them.
struct LineLayout: Equatable, Sendable {
  /// One field with the literal before it.
  struct Step: Equatable, Sendable {
    /// How the field's end is found.
    enum Shape: UInt8, Sendable {
      /// As in the formats that everyone knows; these are the fast ones.
      case host, address, user, time, request, status, bytes, referrer, agent
      /// Words that are passed over, `count` of them, each but the first behind a blank.
      case ident
      /// From a quote to the next that no backslash escapes.
      case quoted
      /// Up to the next blank.
      case word
      /// Up to the literal after it.
      case bounded
      /// Up to the literal after it, or in quotes that are written twice inside, as in CSV.
      case delimited
      /// The same, passed over, `count` of them, the byte after it between each and the next.
      case delimiteds
      /// Passed over up to the byte after it, `count` times, each but the first behind that byte.
      case skipped
      /// One word or several, where each but the last ends in a comma; passed over.
      case list
      /// A time that knows its end by itself.
      case itself
      /// Zero or more groups in braces.
      case captures
      /// The rest of the line.
      case rest
      /// No field, only a literal.
      case none
    }

    /// How the literal before is passed.
    enum Lead: UInt8, Sendable {
      /// It fits a word, and is compared at once.
      case short
      /// One blank or more.
      case blanks
      /// It does not fit a word, or holds runs of blanks, and is compared byte by byte.
      case long
    }

    var shape: Shape
    var field: LogField
    /// The byte that ends a field, 0 where it is more than one.
    var stop: UInt8 = 0
    /// How many fields in a row are passed over.
    var count: UInt8 = 1
    /// Literals before and after, in `literals`.
    var before: Range<UInt16>
    var after: Range<UInt16>
    /// The literal before, the first byte lowest, and which bits of a word it is compared with.
    var leadWord: UInt64 = 0
    var leadMask: UInt64 = 0
    var leadLength: UInt8 = 0
    var lead = Lead.short
  }

  var steps: [Step] = []
  var literals: [UInt8] = []
  var customTime: TimePattern?
  var escapes = TextEncoding.backslash
  /// How many fields and other things a line has.
  var parts: Int { steps.reduce(0) { $0 + Int($1.count) } }
  /// Further fields may follow the last.
  var allowsMore = true
  /// The request comes in parts, escapes are not the usual ones, or the status may be missing.
  var needsFinish = false
  /// The status where a line does not say it; -1 where that is to be seen.
  var missingStatus: Int16 = -1
  /// How lines begin that only say what the columns are, from their second byte on: the first may
  /// be a version.
  var header: [UInt8] = []
}
