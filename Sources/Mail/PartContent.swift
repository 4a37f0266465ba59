internal import CGMime

/// What a part holds, decoded.
enum PartContent {
  /// Where in the message a part's content lies, still encoded; nil where it has none.
  static func range(of part: UnsafeMutablePointer<GMimePart>) -> Range<Int>? {
    guard let content = unsafe g_mime_part_get_content(part),
      let stream = unsafe g_mime_data_wrapper_get_stream(content)
    else { return nil }
    let start = unsafe Int(stream.pointee.bound_start)
    return unsafe start..<max(start, Int(stream.pointee.bound_end))
  }

  /// Where an attached message begins; nil where it has no headers.
  static func start(of message: UnsafeMutablePointer<GMimeMessage>) -> Int? {
    // Those of its content stand in a list of their own.
    let own = unsafe firstHeader(of: cgmime_message_object(message))
    guard let part = unsafe g_mime_message_get_mime_part(message),
      let first = unsafe firstHeader(of: part)
    else { return own }
    return min(own ?? first, first)
  }

  private static func firstHeader(of object: UnsafeMutablePointer<GMimeObject>?) -> Int? {
    guard let list = unsafe g_mime_object_get_header_list(object),
      let header = unsafe g_mime_header_list_get_header_at(list, 0)
    else { return nil }
    return unsafe Int(g_mime_header_get_offset(header))
  }

  /// Decoded size in bytes and SHA-256 of a part.
  static func digest(of part: UnsafeMutablePointer<GMimePart>) -> Content? {
    guard let content = unsafe g_mime_part_get_content(part) else {
      return DigestSink()?.finish()
    }
    guard let sink = DigestSink() else { return nil }
    unsafe g_mime_data_wrapper_write_to_stream(content, sink.stream)
    return sink.finish()
  }

  /// Size in bytes and SHA-256 of an attached message with its headers.
  static func digest(of part: UnsafeMutablePointer<GMimeMessagePart>) -> Content? {
    guard let message = unsafe g_mime_message_part_get_message(part) else {
      return DigestSink()?.finish()
    }
    guard let sink = DigestSink() else { return nil }
    unsafe g_mime_object_write_to_stream(cgmime_message_object(message), nil, sink.stream)
    return sink.finish()
  }

  /// The text of a part, at most about `limit` bytes of it.
  static func text(
    of part: UnsafeMutablePointer<GMimePart>, limit: Int
  ) -> (text: String, isCut: Bool) {
    guard let content = unsafe g_mime_part_get_content(part),
      let source = unsafe g_mime_data_wrapper_get_stream(content),
      let memory = unsafe GMimeOwner(g_mime_stream_mem_new())
    else { return ("", false) }
    // An encoded text is at most three times as long (quoted-printable).
    let encodedLimit = limit * 3
    let length = unsafe g_mime_stream_length(source)
    let start = unsafe source.pointee.bound_start
    guard
      let head = unsafe GMimeOwner(
        g_mime_stream_substream(source, start, start + min(length, encodedLimit))),
      let wrapper = unsafe GMimeOwner(
        g_mime_data_wrapper_new_with_stream(
          head.pointer, g_mime_data_wrapper_get_encoding(content))),
      let output = unsafe GMimeOwner(g_mime_stream_filter_new(memory.pointer))
    else { return ("", false) }
    let charset = unsafe declaredCharset(of: part)
    if let charset, !Charset.isUnicodeOrASCII(charset),
      let filter = unsafe GMimeOwner(g_mime_filter_charset_new(charset, "utf-8"))
    {
      unsafe cgmime_stream_filter_add(output.pointer, filter.pointer)
    }
    unsafe g_mime_data_wrapper_write_to_stream(wrapper.pointer, output.pointer)
    _ = unsafe cgmime_stream_flush(output.pointer)
    var count = 0
    guard let bytes = unsafe cgmime_stream_bytes(memory.pointer, &count) else { return ("", false) }
    let kept = min(count, limit)
    let buffer = unsafe UnsafeBufferPointer(start: bytes, count: kept)
    let isUnicode = charset.map(Charset.isUTF8) ?? false
    return (
      unsafe Charset.decode(buffer, isUnicode: isUnicode || kept < count),
      kept < count || length > encodedLimit
    )
  }

  private static func declaredCharset(of part: UnsafeMutablePointer<GMimePart>) -> String? {
    let object = unsafe UnsafeMutableRawPointer(part).assumingMemoryBound(to: GMimeObject.self)
    let name = unsafe Mail.text(g_mime_object_get_content_type_parameter(object, "charset"))
    return name.isEmpty ? nil : name.lowercased()
  }
}
