import Intake

extension FuzzCheck {
  /// Compressed bytes, good or damaged, give the same bytes and the same fault however they come;
  /// and what zlib packed comes out again.
  static let gzip = FuzzCheck("gzip") { bytes in
    // Without the magic the bytes would be taken as they are.
    let packed = bytes.starts(with: [0x1f, 0x8b]) ? bytes : [0x1f, 0x8b] + bytes
    let whole = try drain([packed])
    try require(whole.bytes.count <= 1_032 * packed.count, "more than deflate can hold")
    for pieces in Pieces.ways(packed) {
      try require(try drain(pieces) == whole, "what is unpacked depends on the cuts")
    }
    var skipping = try ByteSource(pieces: [packed])
    let half = Int64(whole.bytes.count / 2)
    if let skipped = try? skipping.skip(half) {
      try require(skipped == half, "passed over \(skipped) of \(half) bytes")
    }
  }

  private struct Drained: Equatable {
    var bytes: [UInt8] = []
    var fault: ByteSourceError?
  }

  /// All bytes of a source, then its fault, which stays.
  private static func drain(_ pieces: [[UInt8]]) throws -> Drained {
    var source = try ByteSource(pieces: pieces)
    var result = Drained()
    var buffer = [UInt8](repeating: 0, count: 4_096)
    do {
      while true {
        let count = try source.read(into: &buffer, at: 0, count: buffer.count)
        if count == 0 { break }
        result.bytes += buffer[..<count]
      }
    } catch {
      result.fault = error
      do {
        let more = try source.read(into: &buffer, at: 0, count: buffer.count)
        throw Violation(description: "\(more) bytes after the fault")
      } catch let again as ByteSourceError {
        try require(again == error, "another fault at the second try")
      }
    }
    return result
  }
}
