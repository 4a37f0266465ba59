/// A keyed hash of bytes: SipHash-2-4 with 64-bit result (Aumasson and Bernstein, 2012).
///
/// Ids, visitor keys and the content of streams are told by it: without the database's key nobody
/// can choose inputs that collide, nor test a guess.
package struct SipHash: Sendable {
  package struct Key: Hashable, Sendable {
    package let k0: UInt64
    package let k1: UInt64

    package init(_ k0: UInt64, _ k1: UInt64) {
      self.k0 = k0
      self.k1 = k1
    }
  }

  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64
  /// Bytes that wait for a whole word, lowest first; `length & 7` of them.
  private var tail: UInt64 = 0
  private var length: UInt64 = 0

  @inline(__always)
  package init(key: Key) {
    v0 = key.k0 ^ 0x736f_6d65_7073_6575
    v1 = key.k1 ^ 0x646f_7261_6e64_6f6d
    v2 = key.k0 ^ 0x6c79_6765_6e65_7261
    v3 = key.k1 ^ 0x7465_6462_7974_6573
  }

  /// The hash of `bytes` alone.
  @inline(__always)
  package static func hash(_ bytes: RawSpan, key: Key) -> UInt64 {
    var hasher = SipHash(key: key)
    hasher.combine(bytes)
    return hasher.finish()
  }

  @inline(__always)
  private mutating func round() {
    v0 &+= v1
    v1 = (v1 &<< 13) | (v1 &>> 51)
    v1 ^= v0
    v0 = (v0 &<< 32) | (v0 &>> 32)
    v2 &+= v3
    v3 = (v3 &<< 16) | (v3 &>> 48)
    v3 ^= v2
    v0 &+= v3
    v3 = (v3 &<< 21) | (v3 &>> 43)
    v3 ^= v0
    v2 &+= v1
    v1 = (v1 &<< 17) | (v1 &>> 47)
    v1 ^= v2
    v2 = (v2 &<< 32) | (v2 &>> 32)
  }

  @inline(__always)
  private mutating func absorb(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  @inline(__always)
  package mutating func combine(byte: UInt8) {
    let filled = length & 7
    tail |= UInt64(byte) &<< (filled &* 8)
    length &+= 1
    if filled == 7 {
      absorb(tail)
      tail = 0
    }
  }

  /// Adds a number as eight bytes, lowest first.
  @inline(__always)
  package mutating func combine(_ word: UInt64) {
    let filled = length & 7
    if filled == 0 {
      absorb(word)
    } else {
      let shift = filled &* 8
      absorb(tail | (word &<< shift))
      tail = word &>> (64 &- shift)
    }
    length &+= 8
  }

  package mutating func combine(_ bytes: RawSpan) {
    var offset = 0
    let count = bytes.byteCount
    while offset &+ 8 <= count {
      combine(unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    while offset < count {
      combine(byte: unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self))
      offset &+= 1
    }
  }

  /// Adds text as UTF-8, closed by a zero byte so that neighbours do not run together.
  package mutating func combine(text: String) {
    unsafe combine(text.utf8.span.bytes)
    combine(byte: 0)
  }

  /// The hash of all that was combined; the hasher itself may go on.
  @inline(__always)
  package func finish() -> UInt64 {
    var end = self
    end.absorb(tail | (length &<< 56))
    end.v2 ^= 0xff
    end.round()
    end.round()
    end.round()
    end.round()
    return end.v0 ^ end.v1 ^ end.v2 ^ end.v3
  }

  /// The hash as the signed number that PostgreSQL's `bigint` holds.
  @inline(__always)
  package func finishSigned() -> Int64 { Int64(bitPattern: finish()) }
}
