internal import CGMime

/// What passed of the parts that the parser saw the beginnings of, by where they lie for it.
struct ShortenedParts {
  private let bodies: [MessageOutline.LongBody]
  private let messages: [MessageOutline.AttachedMessage]
  /// Bytes by which a place of the parser lies behind that of the outline.
  private let shift: Int

  init(_ outline: MessageOutline, shift: Int) {
    bodies = outline.bodies
    messages = outline.messages
    self.shift = shift
  }

  /// Whether the parser saw a beginning alone where it saw the content of a part.
  func isShortened(_ range: Range<Int>) -> Bool { body(in: range) != nil }

  /// Of the content of a part; nil where it is not known.
  func content(of part: UnsafeMutablePointer<GMimePart>) -> Content? {
    guard let range = unsafe PartContent.range(of: part), let body = body(in: range) else {
      return unsafe PartContent.digest(of: part)
    }
    // The parser must have taken for the content what passed as such.
    let encoding = unsafe g_mime_part_get_content_encoding(part)
    return body.range == outlined(range) && body.encoding == encoding ? body.content : nil
  }

  /// Of an attached message, and how far what is known of it reaches; nil where it is not known.
  func content(
    of part: UnsafeMutablePointer<GMimeMessagePart>
  ) -> (content: Content, end: Int)? {
    guard let message = unsafe g_mime_message_part_get_message(part) else {
      return unsafe PartContent.digest(of: part).map { ($0, .max) }
    }
    let start = unsafe PartContent.start(of: message).map { $0 - shift } ?? 0
    let known = messages.first { $0.range.lowerBound == start }
    if let known, let content = known.content {
      return (content, known.range.upperBound + shift)
    }
    if bodies.contains(where: { $0.range.upperBound >= start }) { return nil }
    return unsafe PartContent.digest(of: part).map { ($0, .max) }
  }

  private func body(in range: Range<Int>) -> MessageOutline.LongBody? {
    let range = outlined(range)
    return bodies.first { body in
      range.lowerBound <= body.range.upperBound && body.range.lowerBound <= range.upperBound
    }
  }

  private func outlined(_ range: Range<Int>) -> Range<Int> {
    (range.lowerBound - shift)..<(range.upperBound - shift)
  }
}
