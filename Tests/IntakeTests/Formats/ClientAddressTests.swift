import Clickstream
import Intake
import Testing

/// Who asked, where proxies stood between.
struct ClientAddressTests {
  @Test(
    "the last address that no trusted proxy has is the client's",
    arguments: [
      ("10.0.0.2", "1.1.1.1, 10.0.0.1", "1.1.1.1"), ("10.0.0.2", "unknown, 2.2.2.2", "2.2.2.2"),
      ("10.0.0.2", #"\"[2001:db8::1]:443\""#, "[2001:db8::1]:443"),
      ("10.0.0.2", "<script>", "10.0.0.2"), ("10.0.0.2", "3.3.3.3, unknown", "10.0.0.2"),
      ("10.0.0.2", "3.3.3.3, 192.168.0.1", "10.0.0.2"), ("10.0.0.2", "10.0.0.1", "10.0.0.2"),
      ("10.0.0.2", "-", "10.0.0.2"), ("4.4.4.4", "1.1.1.1", "4.4.4.4"),
      ("10.0.0.2", "9.9.9.9, 1.1.1.1", "1.1.1.1"), ("10.0.0.2", ",,,", "10.0.0.2"),
      ("-", "9.9.9.9, 1.1.1.1, 10.0.0.1", "1.1.1.1"), ("name.example", "1.1.1.1", "name.example"),
    ])
  func vectors(peer: String, forwarded: String, client: String) throws {
    let format = try AccessLogFormat.compile("main")
    let line =
      #"\#(peer) - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1 "-" "A" "\#(forwarded)""#
    #expect(try address(line, format, ["10.0.0.0/8"]) == client)
  }

  @Test("without trusted proxies nobody's word is taken")
  func untrusted() throws {
    let format = try AccessLogFormat.compile("main")
    let line =
      #"10.0.0.2 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1 "-" "A" "1.1.1.1""#
    #expect(try address(line, format, []) == "10.0.0.2")
  }

  private func address(
    _ line: String, _ format: AccessLogFormat, _ trusted: [String]
  ) throws -> String {
    var reader = LineReader(try ByteSource(pieces: [Array(line.utf8)]))
    var parser = AccessLogParser(
      format: format, now: testClock, trustedProxies: trusted.compactMap { Network($0) })
    var chunk = LineChunk()
    var batch = AccessBatch()
    #expect(try reader.read(into: &chunk))
    parser.parse(chunk, into: &batch)
    return chunk.text(try #require(batch.records.first, "\(batch.rejects)").address)
  }
}
