extension AccessLogFormat {
  /// The format of a stream by the text that is stored with it; nil where it is none of this
  /// program.
  package static func named(_ text: String) -> AccessLogFormat? {
    all.first { $0.name == text }
  }
}
