import Clickstream
import Support
import Testing

@Suite("SipHash-2-4")
struct SipHashTests {
  /// The key of the published vectors: the bytes 00 to 0f.
  private let key = SipHash.Key(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)

  /// From the reference implementation: the hash of the bytes 00, 01 … of that length.
  @Test(
    "the published vectors are met",
    arguments: [
      (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (7, 0xab02_00f5_8b01_d137),
      (8, 0x93f5_f579_9a93_2462), (15, 0xa129_ca61_49be_45e5), (63, 0x958a_324c_eb06_4572),
    ] as [(Int, UInt64)])
  func vectors(length: Int, expected: UInt64) {
    let bytes = (0..<length).map { UInt8($0) }
    #expect(SipHash.hash(unsafe bytes.span.bytes, key: key) == expected)
  }

  @Test("pieces of any length give the hash of the whole", arguments: [1, 2, 3] as [UInt64])
  func pieces(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
      var hasher = SipHash(key: key)
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = Array(rest.prefix(Int.random(in: 1...17, using: &random)))
        if piece.count == 1 {
          hasher.combine(byte: piece[0])
        } else if piece.count == 8 {
          hasher.combine(piece.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        } else {
          hasher.combine(unsafe piece.span.bytes)
        }
        rest = rest.dropFirst(piece.count)
      }
      #expect(hasher.finish() == SipHash.hash(unsafe bytes.span.bytes, key: key))
    }
  }

  @Test("text is closed, so that neighbours do not run together")
  func closedText() {
    var left = SipHash(key: key)
    left.combine(text: "ab")
    left.combine(text: "c")
    var right = SipHash(key: key)
    right.combine(text: "a")
    right.combine(text: "bc")
    #expect(left.finish() != right.finish())
  }
}
