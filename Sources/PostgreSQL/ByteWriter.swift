/// Bytes under construction: numbers highest byte first, as PostgreSQL's binary formats want them.
struct ByteWriter: Sendable {
  /// Filled up to `count`; what follows is spare room.
  private var bytes: [UInt8]
  private(set) var count = 0

  init(capacity: Int) {
    bytes = [UInt8](repeating: 0, count: capacity)
  }

  @inline(__always)
  mutating func reserve(_ size: Int) {
    if bytes.count &- count < size { grow(size) }
  }

  private mutating func grow(_ size: Int) {
    let room = max(bytes.count, size, 64)
    bytes.append(contentsOf: repeatElement(0, count: room))
  }

  /// Appends a number; room for it must be reserved.
  @inline(__always)
  mutating func store<Number: FixedWidthInteger>(_ number: Number) {
    let at = count
    assert(at + Number.bitWidth / 8 <= bytes.count, "no room reserved")
    unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe (base + at).storeBytes(of: number.bigEndian, as: Number.self)
    }
    count = at &+ Number.bitWidth / 8
  }

  /// Appends a number.
  @inline(__always)
  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    reserve(Number.bitWidth / 8)
    store(number)
  }

  /// Appends bytes as they are.
  @inline(__always)
  mutating func append(_ span: RawSpan) {
    let size = span.byteCount
    reserve(size)
    let at = count
    unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe span.withUnsafeBytes { source in
        if let base = buffer.baseAddress, let from = source.baseAddress {
          unsafe (base + at).copyMemory(from: from, byteCount: size)
        }
      }
    }
    count = at &+ size
  }

  /// Gives the bytes away without a copy and starts anew with room for `capacity`.
  mutating func take(capacity: Int) -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    taken.removeLast(taken.count - count)
    count = 0
    bytes = [UInt8](repeating: 0, count: capacity)
    return taken
  }
}
