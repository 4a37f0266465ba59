/// The bytes that a batch was read from, kept until it is committed: a line that the database
/// refuses is set aside as it stood, also where its source cannot be read again.
package struct SourceBytes: Sendable {
  private var pieces: [(position: Int64, bytes: [UInt8])] = []

  package init() {}

  /// Keeps the bytes that begin at a position of the uncompressed stream.
  package mutating func keep(_ bytes: [UInt8], at position: Int64) {
    pieces.append((position, bytes))
  }

  /// The line at a position, without its end; nil where its bytes were not kept.
  func line(at position: Int64) -> [UInt8]? {
    guard
      let piece = pieces.last(where: { $0.position <= position }),
      position - piece.position < piece.bytes.count
    else { return nil }
    let rest = piece.bytes[Int(position - piece.position)...]
    var line = rest.prefix { $0 != 10 }
    if line.last == 13 { line.removeLast() }
    return Array(line)
  }
}
