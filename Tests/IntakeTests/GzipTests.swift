import Intake
import Support
import Testing

struct GzipTests {
  private static let text = Array("one\ntwo\nthree\n".utf8)

  /// Good bytes, then the fault, in the order in which a caller meets them.
  private func read(_ bytes: [UInt8]) throws -> (bytes: [UInt8], code: ByteSourceError.Code?) {
    let (_, stream, fault) = try outcomes([bytes])
    return (stream, fault?.code)
  }

  @Test("compressed data from gzip itself is read")
  func compressed() throws {
    // printf 'aaaaaaaaaaaaaaaaaaaa\nbbbb\n' | gzip -n
    let bytes: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4b, 0x4c, 0xc4, 0x04, 0x5c,
      0x49, 0x40, 0xc0, 0x05, 0x00, 0x55, 0x45, 0x98, 0x2c, 0x1a, 0x00, 0x00, 0x00,
    ]
    #expect(try read(bytes).bytes == Array("aaaaaaaaaaaaaaaaaaaa\nbbbb\n".utf8))
    #expect(try read(bytes).code == nil)
  }

  @Test("zeros after the last member are padding")
  func padding() throws {
    let (bytes, code) = try read(storedGzip(Self.text) + [0, 0, 0])
    #expect(bytes == Self.text)
    #expect(code == nil)
  }

  @Test(
    "junk after a member is told with its place",
    arguments: [[0x41, 0x42], [0, 0x41], [0x1f, 0]])
  func junk(after tail: [UInt8]) throws {
    let good = storedGzip(Self.text)
    let (bytes, code) = try read(good + tail)
    #expect(bytes == Self.text)
    guard case .gzCorrupt(let offset) = code else {
      Issue.record("expected damage, got \(String(describing: code))")
      return
    }
    #expect((good.count...good.count + 2).contains(Int(offset)))
  }

  @Test("a wrong checksum is damage, and the bytes before it are delivered once")
  func checksum() throws {
    var bytes = storedGzip(Self.text)
    bytes[bytes.count - 6] ^= 1
    let result = try read(bytes)
    #expect(result.bytes == Self.text)
    guard case .gzCorrupt = result.code else {
      Issue.record("expected damage, got \(String(describing: result.code))")
      return
    }
  }

  @Test("data cut off anywhere ends as truncated after the good bytes")
  func truncated() throws {
    let bytes = storedGzip(Self.text, blockSize: 5)
    for count in 2..<bytes.count {
      let result = try read(Array(bytes[..<count]))
      #expect(result.code == .gzTruncated(offset: Int64(count)))
      #expect(Self.text.starts(with: result.bytes))
    }
  }

  @Test("a member in which gzip data is packed is told by the detector")
  func nested() throws {
    var source = try ByteSource(pieces: [storedGzip(storedGzip(Self.text))])
    let kind = InputKind.sniff(try source.head(), name: "access.log.gz")
    #expect(kind == .unknown(Diagnosis(likeness: "gzip inside gzip")))
  }
}
