import Intake

/// How much a transaction takes in, and how much is read at a time.
package struct BatchSize: Sendable {
  /// Lines after which a batch is committed.
  package var lines: Int64
  /// Bytes after which a batch is committed.
  package var bytes: Int64
  /// Bytes read at a time; a batch ends only where such a chunk does.
  package var chunk: Int

  package init(lines: Int64, bytes: Int64, chunk: Int) {
    self.lines = lines
    self.bytes = bytes
    self.chunk = chunk
  }

  /// What is fast for files of any size in bounded memory.
  package static let standard = BatchSize(
    lines: 16_384, bytes: 4 << 20, chunk: LineReader.defaultChunkSize)
}
