import Clickstream

extension AccessLogFormat {
  /// The longest text of a format, in bytes.
  package static let textLimit = 8_192

  /// Compiles what a user calls a format: the name of a preset, a pasted `log_format` of nginx or
  /// `LogFormat` of Apache, their text alone, a format string of GoAccess, or a `#Fields:` line.
  ///
  /// `text` of the result compiles to the same again. Throws what is wrong and what to do about it.
  package static func compile(_ text: String) throws(FormatProblem) -> AccessLogFormat {
    let bytes = Array(text.utf8)
    do throws(FormatMistake) {
      return try FormatCompiler.format(bytes)
    } catch {
      throw error.located(in: bytes)
    }
  }
}

/// Finds out which kind of text names a format.
enum FormatCompiler {
  static func format(_ bytes: [UInt8]) throws(FormatMistake) -> AccessLogFormat {
    guard bytes.count <= AccessLogFormat.textLimit else {
      throw FormatMistake(
        offset: AccessLogFormat.textLimit, what: "the format is longer than 8 KiB",
        advice: "paste the one line that sets the format")
    }
    if let odd = bytes.firstIndex(where: { $0 < 0x20 && ![0x09, 0x0a, 0x0d].contains($0) }) {
      throw FormatMistake(
        offset: odd, what: "a control character stands in the format",
        advice: "paste the line as text")
    }
    let isBlank = { (byte: UInt8) in byte <= 0x20 }
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
    let end = (bytes.lastIndex { !isBlank($0) } ?? start - 1) + 1
    guard start < end else {
      throw FormatMistake(
        offset: nil, what: "the format is empty", advice: "leave it out to have it found")
    }
    // Offsets stay those of the whole text.
    let pasted = Array(bytes[..<end])
    let content = String(decoding: pasted[start...], as: UTF8.self)
    if let name = FormatPresets.find(content) { return FormatPresets.format(name) }
    let text = try FormatSlips.cleaned(pasted)
    let wrapper = "syslog "
    if content.lowercased().hasPrefix(wrapper) {
      var rest = text
      for index in start..<start + wrapper.utf8.count { rest[index] = Ascii.blank }
      return try format(rest).wrapped()
    }
    let (layout, compiled) = try layout(of: text, name: nil)
    var name = compiled?.name ?? "w3c"
    if case .columns(let columns?) = layout { name = W3CHeader.name(of: columns) }
    return AccessLogFormat(
      name: name, text: content, layout: layout,
      warnings: (compiled?.warnings ?? []) + lacks(of: layout))
  }

  /// What a format does not say although much hangs on it.
  private static func lacks(of layout: Layout) -> [String] {
    let fields = layout.fields
    guard !fields.isEmpty else { return [] }
    return [
      fields.contains(.status)
        ? nil : "the format does not say the status: every hit counts as answered with 200",
      fields.isDisjoint(with: [.agent, .browser])
        ? "the format names no User-Agent: every hit counts as one of a bot" : nil,
    ].compactMap { $0 }
  }

  /// The layout of a text that is no name.
  ///
  /// - Parameters:
  ///   - escapes: those of its lines, where the text does not say them.
  ///   - header: see `LineLayout.header`.
  static func layout(
    of bytes: [UInt8], name: String?, escapes: TextEncoding? = nil, header: String = ""
  ) throws(FormatMistake) -> (layout: Layout, text: FormatText?) {
    let start = bytes.firstIndex { $0 > 0x20 } ?? 0
    let content = bytes[start...]
    let lower = String(decoding: content.prefix(16), as: UTF8.self).lowercased()
    if lower.hasPrefix("#fields:") {
      return (.columns(try W3CHeader.layout(of: Array(content), name: name ?? "w3c")), nil)
    }
    var text: FormatText
    if lower.hasPrefix("log_format") || content.first == 0x27 {
      text = try NginxFormat.directive(bytes)
    } else if lower.hasPrefix("logformat") {
      text = try shifted(start) { rest throws(FormatMistake) in
        try ApacheFormat.directive(rest)
      }
    } else if looksLikeNginx(content) {
      text = try NginxFormat.bare(blanked(bytes, to: start))
    } else if content.contains(UInt8(ascii: "%")) {
      text = try percent(content, at: start)
    } else {
      throw unknown(String(decoding: content, as: UTF8.self), at: start)
    }
    if text.isJSON {
      let (layout, warnings) = try JSONTemplate.layout(of: text)
      text.warnings = warnings
      return (.json(layout), text)
    }
    if let escapes { text.escapes = escapes }
    var layout = try LineCompiler.layout(of: text)
    layout.header = Array(header.utf8)
    return (.line(layout), text)

    func shifted(
      _ start: Int, _ read: ([UInt8]) throws(FormatMistake) -> FormatText
    ) throws(FormatMistake) -> FormatText {
      do throws(FormatMistake) {
        return try read(Array(content))
      } catch {
        throw FormatMistake(
          offset: error.offset.map { $0 + start }, what: error.what, advice: error.advice)
      }
    }

    func percent(_ content: ArraySlice<UInt8>, at start: Int) throws(FormatMistake) -> FormatText {
      try shifted(start) { rest throws(FormatMistake) in
        if GoAccessFormat.looksLike(rest) { return try GoAccessFormat.bare(rest) }
        return rest.first == Ascii.quote && rest.contains(Ascii.backslash)
          ? try ApacheFormat.directive(rest) : try ApacheFormat.bare(rest)
      }
    }
  }

  /// Without the blanks before it.
  private static func blanked(_ bytes: [UInt8], to start: Int) -> [UInt8] { Array(bytes[start...]) }

  /// A dollar sign before a name that is one.
  private static func looksLikeNginx(_ text: ArraySlice<UInt8>) -> Bool {
    text.indices.dropLast().contains { index in
      guard text[index] == UInt8(ascii: "$") else { return false }
      let next = text[index + 1]
      return next == 0x7b || next == 0x5f || (next | 0x20 >= 0x61 && next | 0x20 <= 0x7a)
    }
  }

  private static func unknown(_ text: String, at start: Int) -> FormatMistake {
    let near = FormatPresets.names.nearest(to: text, atMost: 1).first
    let shown = PrintableText.string(from: String(text.prefix(40)))
    return FormatMistake(
      offset: nil, what: "no format is called '\(shown)'",
      advice: (near.map { "did you mean '\($0)'? " } ?? "")
        + "Names are \(FormatPresets.names.joined(separator: ", ")); or paste the log_format line of "
        + "nginx or the LogFormat line of Apache; or leave it out to have the format found")
  }
}
