internal import CGMime
import Clickstream

/// What the MIME parser gets to see of a message: all of a usual one, and of a large one no more of
/// a long body than its beginning, whose size and digest are taken while it passes.
struct MessageOutline {
  /// A body of which the beginning alone is in `bytes`.
  struct LongBody {
    /// Where in `bytes` the body begins and its beginning ends.
    var range: Range<Int>
    /// How the body was decoded.
    var encoding: GMimeContentEncoding?
    /// Of the decoded body; nil where its end was not read.
    var content: Content?
  }

  /// A message that lies in the message, as a file does.
  struct AttachedMessage {
    /// Where in `bytes` it lies.
    var range: Range<Int>
    /// Of all of it; nil where its end was not read, or cannot be told.
    var content: Content?
  }

  private(set) var bytes: [UInt8] = []
  private(set) var bodies: [LongBody] = []
  private(set) var messages: [AttachedMessage] = []
  /// Whether what follows is left out because too much stood before it.
  private(set) var isFull = false
  private let limits: MailLimits
  private var body: OpenBody?
  private var attached: OpenMessage?
  /// Bytes of bodies that may be text which are kept yet.
  private var textRoom: Int

  /// A body that is being read.
  private struct OpenBody {
    let start: Int
    /// Bytes of its beginning.
    let room: Int
    let encoding: GMimeContentEncoding?
    /// Set where no more of it is kept.
    var digest: PassingDigest?
    let isShown: Bool
  }

  /// An attached message that is being read.
  private struct OpenMessage {
    let start: Int
    /// One of these ends it.
    let outer: BoundarySet
    /// Set where not all of it is kept.
    var digest: PassingDigest?

    func ends(at line: RawSpan) -> Bool { !outer.isVague && outer.mark(line) != nil }
  }

  init(limits: MailLimits) {
    self.limits = limits
    // An encoded text is at most three times as long; a second language and HTML as well.
    textRoom = 6 * limits.text
  }

  /// Takes a line, or a piece of a long one, with the line feed that it may have.
  mutating func add(_ line: RawSpan, as kind: HeaderScan.Line, scan: HeaderScan) {
    if kind == .boundary {
      closeBody(.boundary)
      let mark = line.extracting(first: line.lengthOfLine)
      if let open = attached, open.ends(at: mark) { closeMessage(open, .boundary) }
    }
    if kind == .body { addBody(line, scan.part) } else { keep(line) }
    attached?.digest?.add(line)
    if kind == .startOfMessage, attached == nil {
      attached = OpenMessage(start: bytes.count, outer: scan.boundaries, digest: nil)
    }
  }

  /// Tells that nothing follows, or that what follows is left out.
  mutating func finish(isCut: Bool) {
    closeBody(isCut ? nil : .end)
    if let open = attached { closeMessage(open, isCut ? nil : .end) }
  }

  private mutating func keep(_ line: RawSpan) {
    guard !isFull else { return }
    let room = limits.parsed - bytes.count
    isFull = line.byteCount > room
    line.extracting(first: room).append(to: &bytes)
  }

  private mutating func addBody(_ piece: RawSpan, _ part: PartHead) {
    var open =
      body
      ?? OpenBody(
        start: bytes.count, room: room(for: part), encoding: part.encoding, digest: nil,
        isShown: part.isShown)
    body = nil
    if open.digest == nil, bytes.count - open.start >= open.room,
      bytes.count + piece.byteCount > limits.whole
    {
      shorten(&open)
    }
    if let digest = open.digest {
      digest.add(piece)
    } else {
      if open.isShown { textRoom -= min(textRoom, piece.byteCount) }
      keep(piece)
    }
    body = open
  }

  private func room(for part: PartHead) -> Int {
    part.isShown ? max(limits.beginning, min(3 * limits.text, textRoom)) : limits.beginning
  }

  /// From here on no more is kept of a body; what was kept of it is the beginning.
  private mutating func shorten(_ open: inout OpenBody) {
    guard let digest = PassingDigest(decoding: open.encoding) else { return }
    digest.add(bytes, from: open.start)
    // The parser takes the line end before a boundary for the boundary's.
    bytes.removeLast(digest.held.count)
    open.digest = digest
    guard let message = attached, message.digest == nil else { return }
    let whole = self.digest(from: message.start)
    whole?.add(digest.held, from: 0)
    attached?.digest = whole
  }

  /// - Parameter end: what stands there; nil where it was not read.
  private mutating func closeBody(_ end: PassingDigest.End?) {
    guard let open = body else { return }
    body = nil
    guard let digest = open.digest else { return }
    let range = open.start..<bytes.count
    var content: Content?
    if let end, open.encoding != nil { content = digest.finish(end) }
    bodies.append(LongBody(range: range, encoding: open.encoding, content: content))
    if end == .boundary { unsafe keep(digest.held.span.bytes) }
  }

  private mutating func closeMessage(_ open: OpenMessage, _ end: PassingDigest.End?) {
    attached = nil
    let range = open.start..<bytes.count
    var content: Content?
    if let end, !open.outer.isVague {
      content = (open.digest ?? digest(from: open.start))?.finish(end)
    }
    messages.append(AttachedMessage(range: range, content: content))
  }

  /// Of a message that begins at a place, as far as it is kept.
  private func digest(from start: Int) -> PassingDigest? {
    let digest = PassingDigest(decoding: nil)
    digest?.add(bytes, from: start)
    return digest
  }
}

/// Size in bytes and SHA-256 of what a part holds.
struct Content: Equatable {
  var size: Int64
  /// In hexadecimal.
  var hash: String
}
