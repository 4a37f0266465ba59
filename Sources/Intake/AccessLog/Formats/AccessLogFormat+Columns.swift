extension AccessLogFormat {
  /// Whether lines of the file itself say what the columns are, so that no line can be read alone.
  package var isToldInFile: Bool {
    if case .columns = layout { true } else { false }
  }
}
