import Clickstream

/// A first look at a message, line by line, before the MIME parser sees it.
///
/// The parser goes down one call for each container, and makes an object of each part and header. So
/// whatever it could take for one is counted here, by rules that err on the side of too many.
struct HeaderScan {
  private let limits: MailLimits
  private var isInHeaders = true
  /// Bytes of the block and of the header that is being read.
  private var blockBytes = 0
  private var headerBytes = 0
  private var contentType: [UInt8] = []
  private var boundaries = BoundarySet()
  private var headers = 0
  private var parts = 0
  private var containers = 0
  /// Whether the next empty line may be followed by the headers of an attached message.
  private var opensMessage = false
  private var hasDigest = false

  private init(limits: MailLimits) { self.limits = limits }

  /// Throws where `bytes` are over a limit.
  static func check(_ bytes: RawSpan, limits: MailLimits) throws(MailReject) {
    var scan = HeaderScan(limits: limits)
    var start = 0
    let count = bytes.byteCount
    while start < count {
      let end = bytes.firstOffset(of: UInt8(ascii: "\n"), from: start) ?? count
      try scan.read(bytes.extracting(start..<end))
      start = end + 1
    }
    try scan.endHeader()
  }

  private mutating func read(_ line: RawSpan) throws(MailReject) {
    if boundaries.parts(line) {
      try endHeader()
      parts += 1
      try limit(parts, limits.parts, "More than \(limits.parts) parts.")
      isInHeaders = true
      blockBytes = 0
      opensMessage = hasDigest
    } else if isInHeaders {
      try readHeaderLine(line)
    }
  }

  private mutating func readHeaderLine(_ line: RawSpan) throws(MailReject) {
    let length = line.byteCount
    if length == 0 || length == 1 && line.byte(at: 0) == UInt8(ascii: "\r") {
      try endHeader()
      isInHeaders = opensMessage
      blockBytes = 0
      opensMessage = false
      return
    }
    let isFolded = line.byte(at: 0) == UInt8(ascii: " ") || line.byte(at: 0) == UInt8(ascii: "\t")
    if !isFolded {
      try endHeader()
      headers += 1
    }
    blockBytes += length + 1
    headerBytes += length + 1
    try limit(headers, limits.headers, "More than \(limits.headers) headers.")
    try limit(blockBytes, limits.headerBlock, "A block of headers is longer than 256 KiB.")
    try limit(headerBytes, limits.header, "A header is longer than 64 KiB.")
    if isFolded ? !contentType.isEmpty : line.starts(with: "content-type") {
      line.append(to: &contentType)
      contentType.append(UInt8(ascii: "\n"))
    }
  }

  /// Looks at the content type that was gathered.
  private mutating func endHeader() throws(MailReject) {
    headerBytes = 0
    guard !contentType.isEmpty else { return }
    let gathered = contentType
    contentType.removeAll(keepingCapacity: true)
    boundaries.add(gathered)
    let span = unsafe gathered.span.bytes
    let holdsMessage = span.contains("message")
    if holdsMessage || span.contains("multipart") { containers += 1 }
    if holdsMessage { opensMessage = true }
    if span.contains("digest") { hasDigest = true }
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
