import Clickstream

/// A first look at a message, line by line, before the MIME parser sees it.
///
/// The parser goes down one call for each container and reads a header in one piece. So whatever it
/// could take for a header is measured here, by rules that err on the side of finding too many.
struct HeaderScan {
  private let limits: MailLimits
  private var isInHeaders = true
  private var isOwnHeaders = true
  private var ownHeaderBytes = 0
  private var headerBytes = 0
  private var header: [UInt8] = []
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
    if isInHeaders {
      try readHeaderLine(line)
    } else if line.starts(with: "--") {
      isInHeaders = true
      opensMessage = hasDigest
    }
  }

  private mutating func readHeaderLine(_ line: RawSpan) throws(MailReject) {
    let length = line.byteCount
    if length == 0 || length == 1 && line.byte(at: 0) == UInt8(ascii: "\r") {
      try endHeader()
      isInHeaders = opensMessage
      isOwnHeaders = false
      opensMessage = false
      return
    }
    if isOwnHeaders {
      ownHeaderBytes += length + 1
      guard ownHeaderBytes <= limits.headerBlock else {
        throw MailReject(reason: .mimeLimit, detail: "The headers are longer than 256 KiB.")
      }
    }
    let isFolded = line.byte(at: 0) == UInt8(ascii: " ") || line.byte(at: 0) == UInt8(ascii: "\t")
    if !isFolded { try endHeader() }
    headerBytes += length + 1
    guard headerBytes <= limits.header else {
      throw MailReject(reason: .mimeLimit, detail: "A header is longer than 64 KiB.")
    }
    if isFolded ? !header.isEmpty : line.starts(with: "content-type") {
      line.append(to: &header)
    }
  }

  /// Looks at the content type that was gathered.
  private mutating func endHeader() throws(MailReject) {
    headerBytes = 0
    guard !header.isEmpty else { return }
    let gathered = header
    let span = unsafe gathered.span.bytes
    let holdsMessage = span.contains("message")
    if holdsMessage || span.contains("multipart") {
      containers += 1
      guard containers <= limits.containers else {
        throw MailReject(
          reason: .mimeLimit,
          detail: "More than \(limits.containers) multiparts and attached messages.")
      }
    }
    if holdsMessage { opensMessage = true }
    if span.contains("digest") { hasDigest = true }
    header.removeAll(keepingCapacity: true)
  }
}
