import Clickstream
import Foundation
import Intake
import Support
import Testing

/// Every format is held to the lines of its fixture.
struct FixtureTests {
  private func parser(of file: FixtureFile) throws -> AccessLogParser {
    AccessLogParser(
      format: try file.compiled(), now: testClock,
      zone: file.zone.isEmpty ? nil : try Zone(named: file.zone),
      trustedProxies: ["10.0.0.0/8"].compactMap { Network($0) })
  }

  @Test("there is a fixture for every preset that differs from the others")
  func count() {
    #expect(FixtureFile.all.count >= 28)
    #expect(FixtureFile.all.allSatisfy { !$0.lines.isEmpty })
  }

  @Test("a line gives the fields that its fixture names", arguments: FixtureFile.all)
  func fields(file: FixtureFile) throws {
    var parser = try parser(of: file)
    var reader = LineReader(try ByteSource(pieces: [file.log]))
    var chunk = LineChunk()
    var batch = AccessBatch()
    #expect(try reader.read(into: &chunk))
    parser.parse(chunk, into: &batch)
    try #require(chunk.lines.count == file.lines.count)
    for (range, line) in zip(chunk.lines, file.lines) {
      let text = String(decoding: line.bytes, as: UTF8.self)
      let position = chunk.position(of: range)
      let record = batch.records.first { $0.line == range }
      let reject = batch.rejects.first { $0.position == position }
      #expect(batch.comments.contains(range) == line.isComment, "\(text)")
      if let expected = line.reject {
        #expect(record == nil, "\(text)")
        #expect(reject?.reason.rawValue == expected.reason, "\(text)")
        #expect(reject?.column == expected.column, "\(reject?.detail ?? "taken"): \(text)")
      } else if !line.isComment {
        let found = try #require(record, "\(reject?.detail ?? "ignored"): \(text)")
        for field in line.fields {
          let value = try value(field.name, found, chunk)
          #expect(value == field.text, "\(field.name) of \(text)")
        }
      }
    }
  }

  private func value(
    _ name: String, _ record: AccessRecord, _ chunk: LineChunk
  ) throws -> String {
    func text(_ range: ByteRange, _ flag: AccessRecord.Flags = []) -> String {
      let isEncoded = !flag.isEmpty && record.flags.contains(flag)
      let bytes = unsafe chunk.bytes.span.bytes
      let decoded = Escapes.decode(bytes, range, as: isEncoded ? record.encoding : .plain)
      return String(decoding: decoded, as: UTF8.self)
    }
    return switch name {
    case "host": text(record.host)
    case "address": text(record.address)
    case "user": text(record.user, .userHasEscapes)
    case "method": record.flags.contains(.lacksMethod) ? "GET" : text(record.method)
    case "target": text(record.target, .requestHasEscapes)
    case "query": text(record.query, .requestHasEscapes)
    case "protocol": text(record.protocolVersion)
    case "referrer": text(record.referrer, .referrerHasEscapes)
    case "agent": text(record.agent, .agentHasEscapes)
    case "cookie": text(record.cookie)
    case "at": record.at.rfc3339
    case "status": "\(record.status)"
    case "bytes": "\(record.bytes)"
    case "duration": "\(record.duration)"
    default: throw FixtureProblem(text: "no field is called \(name)")
    }
  }

  @Test(
    "a log that nobody named is recognised",
    arguments: FixtureFile.all.filter { !$0.detected.isEmpty })
  func detection(file: FixtureFile) throws {
    let (result, reason) = FormatDetector.detection(file.log)
    guard case .found(let format) = result else {
      Issue.record("\(reason)")
      return
    }
    #expect(format.name == file.detected)
    #expect(reason.hasPrefix("\(file.detected): "), "\(reason)")
  }

  @Test("what is stored of a format compiles to the same again", arguments: FixtureFile.all)
  func stableText(file: FixtureFile) throws {
    let format = try file.compiled()
    let again = try AccessLogFormat.compile(format.text)
    #expect(again == format)
    #expect(again.text == format.text)
    let (chunked, _, _) = try outcomes([file.log], format: format)
    let (second, _, _) = try outcomes([file.log], format: again)
    #expect(chunked == second)
  }

  @Test("however the bytes arrive, the outcomes are the same", arguments: FixtureFile.all)
  func splits(file: FixtureFile) throws {
    let format = try file.compiled()
    let whole = try outcomes([file.log], format: format).lines
    #expect(whole.count == file.lines.count)
    for seed in UInt64(0)..<20 {
      let split = try outcomes(file.log.pieces(seed: seed), format: format, chunkSize: 64)
      #expect(split.lines == whole, "seed \(seed)")
    }
  }

  @Test("mutated lines of any format never trap, and no line is lost", arguments: FixtureFile.all)
  func mutations(file: FixtureFile) throws {
    let format = try file.compiled()
    let marks = Array(" \"\\[]{}-:/,\0\t\r\n9+%|".utf8)
    for seed in UInt64(0)..<60 {
      var generator = SplitMix64(seed: seed)
      var stream = file.log
      for _ in 0..<Int.random(in: 1...30, using: &generator) {
        let place = Int.random(in: 0..<stream.count, using: &generator)
        switch Int.random(in: 0...4, using: &generator) {
        case 0: stream.insert(marks.randomElement(using: &generator) ?? 0, at: place)
        case 1: stream[place] = marks.randomElement(using: &generator) ?? 0
        case 2: stream.remove(at: place)
        case 3: stream.removeSubrange(place..<min(stream.count, place + 40))
        default: stream[place] = .random(in: 0...255, using: &generator)
        }
        if stream.isEmpty { stream = file.log }
      }
      let result = try outcomes([stream], format: format)
      #expect(result.stream == stream)
      #expect(
        try outcomes(stream.pieces(seed: seed), format: format).lines == result.lines,
        "seed \(seed)")
      _ = InputKind.sniff(stream, name: "x")
    }
  }
}

struct FixtureProblem: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}
