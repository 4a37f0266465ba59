/// How far long work has come.
package struct ProgressState: Equatable, Sendable {
  /// What is being done, for people: `access.log.2.gz`.
  package var step: String
  /// Bytes of the inputs that are behind, as they lie on disk.
  package var bytes: Int64
  /// All bytes there are; nil where nobody knows, as on standard input.
  package var totalBytes: Int64?
  /// Lines or records that are behind.
  package var lines: Int64

  package init(step: String, bytes: Int64, of totalBytes: Int64?, lines: Int64) {
    self.step = step
    self.bytes = bytes
    self.totalBytes = totalBytes
    self.lines = lines
  }
}

extension ProgressState {
  /// One line for people after `elapsed` time of work: step, bytes, lines, rate and time left.
  package func text(after elapsed: Duration) -> String {
    var parts: [String] = []
    if let totalBytes, totalBytes > 0 {
      let share = min(100, bytes * 100 / totalBytes)
      parts.append("\(share) % of \(Quantity.bytes(totalBytes))")
    } else {
      parts.append(Quantity.bytes(bytes))
    }
    parts.append(Quantity.counted(lines, "line"))
    let seconds = Quantity.seconds(elapsed)
    if seconds >= 1 {
      parts.append("\(Quantity.grouped(Int64(Double(lines) / seconds))) lines/s")
      if let totalBytes, bytes > 0, totalBytes > bytes {
        let left = seconds * Double(totalBytes - bytes) / Double(bytes)
        parts.append("\(Quantity.time(left)) left")
      }
    }
    return "\(step): " + parts.joined(separator: ", ")
  }
}
