import Clickstream

extension LineChunk {
  /// A chunk of one line, without its end, as it lies at a position of its stream.
  package init(line: [UInt8], at position: Int64, isUnterminated: Bool = false) {
    self.init()
    bytes = line + [UInt8](repeating: 0, count: Self.slack)
    byteCount = line.count
    self.position = position
    self.isUnterminated = isUnterminated
    lines = [ByteRange(0, line.count)]
  }
}
