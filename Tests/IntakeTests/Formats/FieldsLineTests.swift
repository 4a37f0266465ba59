import Clickstream
import Intake
import Testing

/// The columns in force where reading of a W3C log begins in its middle.
struct FieldsLineTests {
  private static let text = """
    #Software: x
    #Fields: date time c-ip cs-method cs-uri-stem sc-status
    2015-05-17 10:05:03 192.0.2.1 GET /a 200
    #Fields: time date sc-status c-ip cs-method cs-uri-stem
    10:05:04 2015-05-17 404 192.0.2.2 GET /b
    10:05:05 2015-05-17 404 192.0.2.3 GET /c

    """

  @Test("the rest of a file is read as it is when all of it is read", arguments: [64, 4_096])
  func resumed(chunkSize: Int) throws {
    let bytes = Array(Self.text.utf8)
    guard case .found(let format) = FormatDetector.detect(bytes) else {
      Issue.record("not recognised")
      return
    }
    let whole = try outcomes([bytes], format: format).lines
    #expect(whole.count { $0.text.contains("|GET|") } == 3)
    for start in whole.map(\.position) {
      let fields = try AccessLogParser.fieldsLine(
        before: start, in: ByteSource(pieces: [bytes]))
      var parser = AccessLogParser(format: format, now: testClock)
      parser.learn(fieldsLine: fields)
      var reader = LineReader(try ByteSource(pieces: [bytes]), chunkSize: chunkSize)
      #expect(try reader.skip(to: start))
      var chunk = LineChunk()
      var batch = AccessBatch()
      var found: [Outcome] = []
      while try reader.read(into: &chunk) {
        parser.parse(chunk, into: &batch)
        found += batch.records.map { describe($0, chunk) }
        #expect(batch.rejects.isEmpty)
      }
      #expect(found == whole.filter { $0.position >= start && $0.text.contains("|GET|") })
    }
  }
}
