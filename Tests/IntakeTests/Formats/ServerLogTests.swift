import Clickstream
import Foundation
import Intake
import Testing

/// Logs that real servers wrote when asked oddly: `Tests/Servers/record` makes them.
struct ServerLogTests {
  static let logs: [String] = {
    let folder = FixtureFile.folder.appending(path: "Servers").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".log") }.sorted()
  }()

  private func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: FixtureFile.folder.appending(path: "Servers/\(name)")))
  }

  @Test("there are logs of nginx, Apache, Caddy and HAProxy")
  func count() {
    for server in ["nginx", "apache", "caddy", "haproxy"] {
      #expect(Self.logs.contains { $0.hasPrefix(server) }, "\(server)")
    }
  }

  @Test("a log of a real server is recognised and loads without a reject", arguments: logs)
  func loads(name: String) throws {
    let log = try bytes(of: name)
    guard case .found(let format) = FormatDetector.detect(log) else {
      Issue.record("\(FormatDetector.detection(log).reason)")
      return
    }
    let lines = log.count { $0 == 0x0a }
    let result = try outcomes([log], format: format)
    #expect(result.lines.count == lines)
    for reason in RejectReason.allCases {
      let refused = result.lines.filter { $0.text.hasPrefix("\(reason) ") }
      #expect(refused.isEmpty, "\(refused.first?.text ?? "")")
    }
  }

  @Test("the agent with quotes and a backslash is read back as it was sent", arguments: logs)
  func agent(name: String) throws {
    // The usual lines of HAProxy hold no browser.
    guard name != "haproxy.log", !name.contains("common") else { return }
    let log = try bytes(of: name)
    guard case .found(let format) = FormatDetector.detect(log) else {
      Issue.record("not recognised")
      return
    }
    var reader = LineReader(try ByteSource(pieces: [log]))
    var parser = AccessLogParser(format: format, now: testClock)
    var chunk = LineChunk()
    var batch = AccessBatch()
    #expect(try reader.read(into: &chunk))
    parser.parse(chunk, into: &batch)
    let bytes = unsafe chunk.bytes.span.bytes
    let agents = batch.records.map { record in
      String(
        decoding: Escapes.decode(
          bytes, record.agent,
          as: record.flags.contains(.agentHasEscapes) ? record.encoding : .plain), as: UTF8.self)
    }
    #expect(agents.contains(#"Agent "in quotes" \ and a backslash"#))
  }
}
