import CZlib

/// Compression that gives the same bytes each time: no name, no time of day.
enum Gzip {
  struct Failure: Error {
    /// zlib's code.
    var status: Int32
  }

  /// One gzip member (RFC 1952) with `bytes` in it.
  static func compressed(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
    var length = compressBound(uLong(bytes.count))
    var stream = [UInt8](repeating: 0, count: Int(length))
    let status = unsafe compress2(&stream, &length, bytes, uLong(bytes.count), 9)
    guard status == Z_OK else { throw Failure(status: status) }
    let sum = unsafe UInt32(truncatingIfNeeded: crc32(0, bytes, uInt(bytes.count)))
    // zlib's own frame, two bytes before and four after, gives way to gzip's.
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3] + stream[2..<(Int(length) - 4)]
      + littleEndian(sum) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
  }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
