/// Ways to cut bytes into pieces, each decided by the bytes alone, so that a finding repeats.
enum Pieces {
  /// Whole, byte by byte, and three random ways.
  static func ways(_ bytes: [UInt8]) -> [[[UInt8]]] {
    var ways = [[bytes], random(bytes, upTo: 7), random(bytes, upTo: 100)]
    if bytes.count <= 2_048 { ways.append(bytes.map { [$0] }) }
    return ways
  }

  private static func random(_ bytes: [UInt8], upTo most: Int) -> [[UInt8]] {
    // FNV-1a of the bytes, then a linear congruence: good enough to place cuts.
    var state = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    var pieces: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let end = min(bytes.count, start + 1 + Int(state >> 33) % most)
      pieces.append(Array(bytes[start..<end]))
      start = end
    }
    return pieces
  }
}
