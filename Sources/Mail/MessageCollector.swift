import Clickstream

/// Takes in the bytes of one message: what the parser is to see of it, and the receipt of all.
struct MessageCollector {
  private let limits: MailLimits
  private var length: Int64 = 0
  private var hasher: SipHash
  /// The beginning, for a reject.
  private var raw: [UInt8] = []
  private var scan: HeaderScan
  private var outline: MessageOutline
  /// The beginning of a line whose end is to come.
  private var line: [UInt8] = []
  /// Whether the beginning of the line that is being read was taken.
  private var isInLine = false
  private var hasBegun = false
  private var isCut = false
  private var failure: MailReject?

  init(_ reader: MailReader) {
    limits = reader.limits
    hasher = reader.receiptHasher
    scan = HeaderScan(limits: limits)
    outline = MessageOutline(limits: limits)
  }

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { buffer in unsafe add(buffer.bytes) }
  }

  mutating func add(_ bytes: RawSpan) {
    hasher.combine(bytes)
    if raw.count < RejectedRecord.rawLimit {
      bytes.extracting(first: RejectedRecord.rawLimit - raw.count).append(to: &raw)
    }
    let room = max(0, limits.message - length)
    length += Int64(bytes.byteCount)
    guard failure == nil, !isCut else { return }
    isCut = Int64(bytes.byteCount) > room
    do throws(MailReject) {
      try read(bytes.extracting(first: Int(clamping: room)))
    } catch {
      failure = error
    }
  }

  /// The message that was taken in, which began at `offset`.
  mutating func item(_ reader: MailReader, offset: Int64) -> MailItem {
    let outcome: MailItem.Outcome
    do throws(MailReject) {
      try finish()
      outcome = .message(try reader.record(outline, isCut: isCut))
    } catch {
      outcome = .rejected(
        RejectedRecord(
          generation: receipt, position: offset, reason: error.reason, detail: error.detail,
          raw: raw, length: length))
    }
    return MailItem(receipt: receipt, offset: offset, length: length, outcome: outcome)
  }

  private var receipt: Int64 { hasher.finishSigned() }

  private mutating func finish() throws(MailReject) {
    if let failure { throw failure }
    if !line.isEmpty { try readHeldLine() }
    try scan.finish()
    isCut = isCut || outline.isFull
    outline.finish(isCut: isCut)
  }

  private mutating func read(_ bytes: RawSpan) throws(MailReject) {
    var start = 0
    let count = bytes.byteCount
    // Line ends before the first line part the message from nothing.
    while !hasBegun, start < count {
      hasBegun = bytes.byte(at: start) != 10 && bytes.byte(at: start) != 13
      if !hasBegun { start += 1 }
    }
    while start < count, !outline.isFull {
      let end = bytes.firstOffset(of: UInt8(ascii: "\n"), from: start)
      let piece = bytes.extracting(start..<(end.map { $0 + 1 } ?? count))
      start += piece.byteCount
      if isInLine {
        outline.add(piece, as: .body, scan: scan)
        isInLine = end == nil
      } else if end != nil, line.isEmpty {
        try readLine(piece)
      } else {
        piece.append(to: &line)
        if end != nil {
          try readHeldLine()
        } else if line.count > lineLimit {
          try readHeldLine()
          isInLine = true
        }
      }
    }
  }

  /// Longer lines are no headers that are allowed, nor boundaries.
  private var lineLimit: Int { max(limits.header, 4_096) }

  private mutating func readHeldLine() throws(MailReject) {
    var held: [UInt8] = []
    swap(&held, &line)
    try unsafe readLine(held.span.bytes)
    held.removeAll(keepingCapacity: true)
    swap(&held, &line)
  }

  private mutating func readLine(_ line: RawSpan) throws(MailReject) {
    let kind = try scan.read(line.extracting(first: line.lengthOfLine))
    outline.add(line, as: kind, scan: scan)
  }
}
