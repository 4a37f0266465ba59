/// A gzip member of stored blocks, so that tests need no compressor.
package func storedGzip(_ bytes: [UInt8], blockSize: Int = 1_000) -> [UInt8] {
  var result: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
  var start = 0
  repeat {
    let end = min(bytes.count, start + blockSize)
    let length = UInt16(end - start)
    result.append(end == bytes.count ? 1 : 0)
    result += [UInt8(length & 0xff), UInt8(length >> 8)]
    result += [UInt8(~length & 0xff), UInt8(~length >> 8)]
    result += bytes[start..<end]
    start = end
  } while start < bytes.count
  for word in [crc32(bytes), UInt32(bytes.count)] {
    result += (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
  }
  return result
}

/// The checksum of RFC 1952.
private func crc32(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(UInt32.max) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1
    }
  }
}
