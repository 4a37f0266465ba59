import Clickstream
import Intake
import Support
import Testing

/// The outcome of a stream does not depend on how its bytes arrive.
struct ChunkTests {
  /// Every kind of line, with a limit of 300 bytes in mind.
  private static let stream: [UInt8] = {
    let good = #"192.0.2.7 - ann [17/May/2015:10:05:03 +0000] "GET /a?b=c HTTP/1.1" 200 9 "-" "A""#
    var bytes: [UInt8] = [0xef, 0xbb, 0xbf]
    bytes += (good + "\r\n\n\r\n" + good + "\n").utf8
    bytes += "\u{feff}no log line\n".utf8
    bytes += Array(repeating: 0x61, count: 900) + [0x0d, 0x0a]
    bytes += Array(good.utf8) + [0, 0x0a]
    bytes += Array(repeating: 0, count: 299) + [0x0a]
    bytes += Array(good.utf8) + Array(repeating: 0x20, count: 300 - good.utf8.count) + [0x0d, 0x0a]
    bytes += Array(good.utf8) + Array(repeating: 0x20, count: 301 - good.utf8.count) + [0x0a]
    bytes += Array(repeating: 0x62, count: 305) + [0x0a]
    bytes += (good + "\n\n" + String(good.dropLast())).utf8
    return bytes
  }()

  private func expected() throws -> [Outcome] {
    try outcomes([Self.stream], lineLimit: 300).lines
  }

  @Test("the whole stream gives each line its outcome")
  func whole() throws {
    let lines = try expected()
    #expect(lines.count == 15)
    #expect(lines.first?.position == 3)
    #expect(lines.count { $0.text == "empty" } == 3)
    #expect(lines.count { $0.text.hasPrefix("nul ") } == 2)
    #expect(lines.count { $0.text.hasPrefix("lineTooLong ") } == 3)
    #expect(lines.count { $0.text.hasPrefix("lineTooLong 900 ") } == 1)
    #expect(lines.last?.text == "unterminated")
  }

  @Test("byte by byte gives the same outcomes", arguments: [1, 2, 7, 64, 4_096])
  func byteByByte(chunkSize: Int) throws {
    let (lines, stream, fault) = try outcomes(
      Self.stream.singles, lineLimit: 300, chunkSize: chunkSize)
    #expect(try lines == expected())
    #expect(stream == Self.stream)
    #expect(fault == nil)
  }

  @Test("random splits give the same outcomes and the same bytes", arguments: 0..<50)
  func randomSplits(seed: UInt64) throws {
    let (lines, stream, _) = try outcomes(
      Self.stream.pieces(seed: seed), lineLimit: 300, chunkSize: 128)
    #expect(try lines == expected())
    #expect(stream == Self.stream)
  }

  @Test("gzip members split anywhere give the same outcomes", arguments: 0..<50)
  func gzipSplits(seed: UInt64) throws {
    let members = Self.stream.pieces(seed: seed).flatMap { storedGzip($0, blockSize: 50) }
    let (lines, stream, fault) = try outcomes(
      members.pieces(seed: ~seed), lineLimit: 300, chunkSize: 100)
    #expect(try lines == expected())
    #expect(stream == Self.stream)
    #expect(fault == nil)
  }

  @Test("reading from a line's position gives the rest", arguments: [false, true])
  func resume(isGzip: Bool) throws {
    let bytes = isGzip ? storedGzip(Self.stream) : Self.stream
    var first = LineReader(try ByteSource(pieces: [bytes]), chunkSize: 64)
    var chunk = LineChunk()
    #expect(try first.read(into: &chunk))
    var second = LineReader(try ByteSource(pieces: bytes.singles))
    #expect(try second.skip(to: chunk.end))
    var rest: [UInt8] = []
    while try second.read(into: &chunk) { rest += chunk.bytes[..<chunk.byteCount] }
    #expect(Self.stream.suffix(rest.count) == rest[...])
    #expect(second.position == Int64(Self.stream.count))
    var third = LineReader(try ByteSource(pieces: [bytes]))
    #expect(try !third.skip(to: Int64(Self.stream.count) + 1))
  }

  @Test("looking at the head takes nothing away", arguments: [false, true])
  func head(isGzip: Bool) throws {
    let bytes = isGzip ? storedGzip(Self.stream) : Self.stream
    var reader = LineReader(try ByteSource(pieces: bytes.pieces(seed: 1)))
    #expect(try reader.head() == Self.stream)
    var chunk = LineChunk()
    var all: [UInt8] = []
    while try reader.read(into: &chunk) { all += chunk.bytes[..<chunk.byteCount] }
    #expect(all == Self.stream)
  }

  @Test("a line over 1 MiB is one reject, and the next line is right")
  func overlong() throws {
    let line = #"192.0.2.7 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 9 "-" "A""#
    let size = 5 << 20
    let bytes = Array(repeating: UInt8(ascii: "a"), count: size) + Array("\n\(line)\n".utf8)
    let lines = try outcomes([bytes]).lines
    #expect(lines.count == 2)
    #expect(lines.first?.text.hasPrefix("lineTooLong \(size) ") == true)
    #expect(lines.last?.position == Int64(size) + 1)
    #expect(lines.last?.text.contains("|GET|/|") == true)
  }

  @Test("the mark at the beginning and the line's end do not count against the limit")
  func exactLimit() throws {
    let bytes =
      [0xef, 0xbb, 0xbf] + Array(repeating: UInt8(ascii: "a"), count: 300) + [0x0d, 0x0a]
    for pieces in [[bytes], bytes.singles] {
      let lines = try outcomes(pieces, lineLimit: 300, chunkSize: 1).lines
      #expect(lines.map(\.position) == [3])
      #expect(lines.first?.text.hasPrefix("format 300 ") == true)
    }
  }

  @Test("an empty stream has no lines")
  func empty() throws {
    #expect(try outcomes([]).lines.isEmpty)
    #expect(try outcomes([storedGzip([])]).lines.isEmpty)
  }
}
