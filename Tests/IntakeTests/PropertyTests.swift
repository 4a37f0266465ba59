import Clickstream
import Intake
import Support
import Testing

struct PropertyTests {
  @Test("a record that is printed and parsed has the same fields", arguments: 0..<20)
  func roundTrip(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let printed = (0..<200).map { _ in PrintedLine(using: &generator) }
    let stream = Array(printed.map(\.combined).joined(separator: [0x0a])) + [0x0a]
    var reader = LineReader(try ByteSource(pieces: [stream]))
    var parser = AccessLogParser(format: .combined, now: testClock)
    var chunk = LineChunk()
    var batch = AccessBatch()
    #expect(try reader.read(into: &chunk))
    parser.parse(chunk, into: &batch)
    try #require(batch.records.count == printed.count)
    for (record, line) in zip(batch.records, printed) {
      #expect(chunk.copy(record.address) == line.address)
      #expect(chunk.copy(record.user) == line.user)
      #expect(chunk.copy(record.method) == line.method)
      #expect(chunk.copy(record.target) == line.target)
      #expect(chunk.copy(record.protocolVersion) == line.protocolVersion)
      #expect(chunk.copy(record.referrer) == line.referrer)
      #expect(chunk.copy(record.agent) == line.agent)
      #expect(record.at == line.at)
      #expect(record.status == line.status)
      #expect(record.bytes == line.bytes)
      #expect(record.flags.isEmpty)
    }
  }

  @Test("mutated lines never trap, and no line is lost", arguments: 0..<100)
  func mutations(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let marks = Array(" \"\\[]-:/,\0\r\n9".utf8)
    var stream: [UInt8] = []
    for _ in 0..<100 {
      var line = PrintedLine(using: &generator).combined
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        let place = Int.random(in: 0..<max(1, line.count), using: &generator)
        let byte = marks.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0...4, using: &generator) {
        case 0: line.insert(byte, at: place)
        case 1: if place < line.count { line[place] = byte }
        case 2: if place < line.count { line.remove(at: place) }
        case 3: line.removeLast(line.count - place)
        default: if place < line.count { line[place] = .random(in: 0...255, using: &generator) }
        }
      }
      stream += line + [0x0a]
    }
    let newlines = stream.count { $0 == 0x0a }
    for format in AccessLogFormat.all {
      let result = try outcomes([stream], format: format)
      #expect(result.lines.count == newlines)
      #expect(result.stream == stream)
      // Ranges stay inside their lines, or text(_:) would trap; outcomes are stable.
      #expect(try outcomes(stream.pieces(seed: seed), format: format).lines == result.lines)
    }
    _ = InputKind.sniff(stream, name: "x")
  }

  @Test("random bytes never trap, neither as a log nor as gzip", arguments: 0..<50)
  func junk(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let bytes = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    _ = try outcomes([bytes])
    _ = InputKind.sniff(bytes, name: "x.log")
    var damaged = storedGzip(bytes, blockSize: 300)
    for _ in 0..<3 {
      let place = Int.random(in: 2..<damaged.count, using: &generator)
      damaged[place] ^= UInt8(1) << UInt8.random(in: 0...7, using: &generator)
    }
    _ = try outcomes([damaged])
  }
}
