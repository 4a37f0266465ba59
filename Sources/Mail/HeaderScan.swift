import Clickstream

/// A first look at a message, line by line, before the MIME parser sees it.
///
/// The parser goes down one call for each container, and makes an object of each part and header. So
/// whatever it could take for one is counted here, by rules that err on the side of too many.
struct HeaderScan {
  /// What a line is to the parser, as far as can be told.
  enum Line {
    case header
    /// The empty line below headers: a body follows.
    case endOfHeaders
    /// The empty line below headers: a message with headers of its own follows.
    case startOfMessage
    /// Parts two parts, or ends the last of them.
    case boundary
    case body
  }

  private let limits: MailLimits
  private var isInHeaders = true
  /// Bytes of the block and of the header that is being read.
  private var blockBytes = 0
  private var headerBytes = 0
  /// A header of the part that is being read; empty for others.
  private var gathered: [UInt8] = []
  private(set) var boundaries = BoundarySet()
  /// What the last block of headers says of the body below it.
  private(set) var part = PartHead()
  private var headers = 0
  private var parts = 0
  private var containers = 0
  /// Whether the next empty line may be followed by the headers of an attached message.
  private var opensMessage = false
  private var hasDigest = false

  init(limits: MailLimits) { self.limits = limits }

  /// Reads a line without its line feed; throws where the message is over a limit.
  mutating func read(_ line: RawSpan) throws(MailReject) -> Line {
    switch boundaries.mark(line) {
    case .part?:
      try endHeader()
      parts += 1
      try limit(parts, limits.parts, "More than \(limits.parts) parts.")
      isInHeaders = true
      blockBytes = 0
      part = PartHead()
      opensMessage = hasDigest
      return .boundary
    case .end? where !isInHeaders:
      part = PartHead()
      part.isOutside = true
      return .boundary
    case .end?, nil:
      return isInHeaders ? try readHeaderLine(line) : .body
    }
  }

  /// Tells that the message is at its end.
  mutating func finish() throws(MailReject) { try endHeader() }

  private mutating func readHeaderLine(_ line: RawSpan) throws(MailReject) -> Line {
    let length = line.byteCount
    if length == 0 || length == 1 && line.byte(at: 0) == UInt8(ascii: "\r") {
      try endHeader()
      isInHeaders = opensMessage && !part.isCertainlyEncoded
      blockBytes = 0
      opensMessage = false
      if isInHeaders { part = PartHead() }
      return isInHeaders ? .startOfMessage : .endOfHeaders
    }
    let isFolded = line.byte(at: 0) == UInt8(ascii: " ") || line.byte(at: 0) == UInt8(ascii: "\t")
    if !isFolded {
      try endHeader()
      headers += 1
      if !line.isHeader { part.isMalformed = true }
    }
    blockBytes += length + 1
    headerBytes += length + 1
    try limit(headers, limits.headers, "More than \(limits.headers) headers.")
    try limit(blockBytes, limits.headerBlock, "A block of headers is longer than 256 KiB.")
    try limit(headerBytes, limits.header, "A header is longer than 64 KiB.")
    if isFolded ? !gathered.isEmpty : PartHead.holds(line) {
      line.append(to: &gathered)
      gathered.append(UInt8(ascii: "\n"))
    }
    return .header
  }

  /// Looks at the header that was gathered.
  private mutating func endHeader() throws(MailReject) {
    headerBytes = 0
    guard !gathered.isEmpty else { return }
    let header = gathered
    gathered.removeAll(keepingCapacity: true)
    part.add(header)
    guard unsafe header.span.bytes.starts(with: "content-type") else { return }
    boundaries.add(header)
    // What stands behind the type, such as the name of a file, makes no container.
    let value = PartHead.type(in: header)
    let type = unsafe value.span.bytes
    let holdsMessage = type.contains("message")
    if holdsMessage || type.contains("multipart") { containers += 1 }
    // The parser reads on in these alone.
    if holdsMessage, type.contains("822") || type.contains("global") || type.contains("news") {
      opensMessage = true
    }
    if type.contains("digest") { hasDigest = true }
    try limit(
      containers, limits.containers,
      "More than \(limits.containers) multiparts and attached messages.")
  }

  private func limit(
    _ value: Int, _ limit: Int, _ detail: @autoclosure () -> String
  ) throws(MailReject) {
    guard value <= limit else { throw MailReject(reason: .mimeLimit, detail: detail()) }
  }
}
