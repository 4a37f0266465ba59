/// Cuts an mbox file into messages: a state machine over its bytes, in pieces of any size.
///
/// A line that begins with `From ` after an empty line, or at the start of the file, parts two
/// messages; `>From ` in a message stands for `From ` (mboxrd: one `>` is taken off).
struct MboxSplitter {
  /// What was found in the bytes that were given.
  enum Step: Equatable {
    /// All bytes are used up.
    case needsBytes
    /// The message before this separator is complete; its bytes were handed out.
    case separator
  }

  /// Bytes of a separator's mark: it begins that many before the offset where it was found.
  static let markLength = mark.count

  private enum Place {
    case lineStart
    /// Inside a line whose beginning was handed out.
    case line
    /// Inside a separator line.
    case separator
  }

  /// A line's start is held back until it is clear whether it is a separator or quoted.
  private var held: [UInt8] = []
  private var place = Place.lineStart
  private var isAfterEmptyLine = true
  /// The line end of an empty line: it belongs to the separator when one follows.
  private var emptyLine: [UInt8] = []

  private static let mark = Array("From ".utf8)
  private static let quote = UInt8(ascii: ">")
  private static let lineEnd = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let quoteLimit = 64

  /// Reads on from `offset`; message bytes go to `output`.
  mutating func read(
    _ bytes: [UInt8], offset: inout Int, output: (ArraySlice<UInt8>) -> Void
  ) -> Step {
    while offset < bytes.count {
      switch place {
      case .separator:
        offset = bytes[offset...].firstIndex(of: Self.lineEnd).map { $0 + 1 } ?? bytes.count
        if bytes[offset - 1] == Self.lineEnd { place = .lineStart }
      case .line:
        let end = bytes[offset...].firstIndex(of: Self.lineEnd).map { $0 + 1 } ?? bytes.count
        output(bytes[offset..<end])
        offset = end
        if bytes[end - 1] == Self.lineEnd { place = .lineStart }
      case .lineStart:
        if readLineStart(bytes[offset], output: output) { offset += 1 }
        if place == .separator { return .separator }
      }
    }
    return .needsBytes
  }

  /// Hands out what was held back at the end of the file.
  mutating func finish(output: (ArraySlice<UInt8>) -> Void) {
    if !held.isEmpty { release(output) }
  }

  /// Decides on the next byte of a line's start; false when the byte is to be read again.
  private mutating func readLineStart(
    _ byte: UInt8, output: (ArraySlice<UInt8>) -> Void
  ) -> Bool {
    let isHeldReturn = held.first == Self.carriageReturn
    if byte == Self.lineEnd, held.isEmpty || isHeldReturn {
      flushEmptyLine(output)
      emptyLine = held + [byte]
      held.removeAll(keepingCapacity: true)
      isAfterEmptyLine = true
      return true
    }
    if byte == Self.carriageReturn, held.isEmpty {
      held.append(byte)
      return true
    }
    let quotes = held.prefix { $0 == Self.quote }.count
    let matched = held.count - quotes
    if byte == Self.quote, matched == 0, quotes < Self.quoteLimit {
      held.append(byte)
      return true
    }
    if !isHeldReturn, byte == Self.mark[matched] {
      held.append(byte)
      if matched + 1 == Self.mark.count { endMark(quotes: quotes, output: output) }
      return true
    }
    release(output)
    place = .line
    return false
  }

  /// Decides what a whole `From ` at the start of a line is.
  private mutating func endMark(quotes: Int, output: (ArraySlice<UInt8>) -> Void) {
    if quotes == 0, isAfterEmptyLine {
      held.removeAll(keepingCapacity: true)
      emptyLine.removeAll(keepingCapacity: true)
      isAfterEmptyLine = false
      place = .separator
    } else {
      if quotes > 0 { held.removeFirst() }
      release(output)
      place = .line
    }
  }

  private mutating func release(_ output: (ArraySlice<UInt8>) -> Void) {
    flushEmptyLine(output)
    if !held.isEmpty { output(held[...]) }
    held.removeAll(keepingCapacity: true)
    isAfterEmptyLine = false
  }

  private mutating func flushEmptyLine(_ output: (ArraySlice<UInt8>) -> Void) {
    if !emptyLine.isEmpty { output(emptyLine[...]) }
    emptyLine.removeAll(keepingCapacity: true)
  }
}
