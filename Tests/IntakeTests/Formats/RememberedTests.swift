import Clickstream
import Intake
import Support
import Testing

/// Parsers remember days, zones and the order of keys: it makes them quick and nothing else.
struct RememberedTests {
  @Test("a line gives the same whatever lines came before it", arguments: FixtureFile.all)
  func history(file: FixtureFile) throws {
    let format = try file.compiled()
    let header = file.lines.first(where: \.isComment)?.bytes
    let pool = file.lines.filter { !$0.isComment }.map(\.bytes)
    let marks = Array(" \"\\[]{}-:/,\t9+%|Z.".utf8)
    for seed in UInt64(0)..<20 {
      var generator = SplitMix64(seed: seed)
      var log: [UInt8] = []
      for _ in 0..<60 {
        guard var line = pool.randomElement(using: &generator), !line.isEmpty else { continue }
        for _ in 0..<Int.random(in: 0...2, using: &generator) {
          let place = Int.random(in: 0..<line.count, using: &generator)
          switch Int.random(in: 0...3, using: &generator) {
          case 0: line.insert(marks.randomElement(using: &generator) ?? 0, at: place)
          case 1: line[place] = marks.randomElement(using: &generator) ?? 0
          case 2: line.insert(line[place], at: place)
          default: line[place] = UInt8.random(in: 0x30...0x39, using: &generator)
          }
        }
        if line.first != 0x23 { log += line + [0x0a] }
      }
      let zone = file.zone.isEmpty ? nil : try Zone(named: file.zone)
      let fresh = {
        var parser = AccessLogParser(format: format, now: testClock, zone: zone)
        parser.learn(fieldsLine: header)
        return parser
      }
      let together = try texts(of: log, by: fresh())
      let apart = try log.split(separator: 0x0a).flatMap { try texts(of: $0 + [0x0a], by: fresh()) }
      #expect(together == apart, "seed \(seed)")
    }
  }

  @Test(
    "a line of JSON gives the same by the shape of the line before as key by key",
    arguments: FixtureFile.all.filter { $0.lines.first?.bytes.first == 0x7b })
  func shapes(file: FixtureFile) throws {
    let format = try file.compiled()
    let pool = file.lines.filter { $0.reject == nil }.map(\.bytes)
    let marks = Array(" \"\\[]{}:,\tn1x".utf8)
    let fresh = { AccessLogParser(format: format, now: testClock) }
    for seed in UInt64(0)..<400 {
      var generator = SplitMix64(seed: seed)
      let model = pool[Int(seed) % pool.count]
      // The first is learned, the second is read by its shape, and then come some that may differ.
      var lines = [model, model]
      for _ in 0..<3 {
        var line = model
        let place = Int.random(in: 0..<line.count, using: &generator)
        switch Int.random(in: 0...3, using: &generator) {
        case 0: line.insert(marks.randomElement(using: &generator) ?? 0, at: place)
        case 1: line[place] = marks.randomElement(using: &generator) ?? 0
        case 2: line.remove(at: place)
        default: line.removeSubrange(place..<min(line.count, place + 12))
        }
        if !line.isEmpty { lines += [line, model] }
      }
      let together = try texts(of: Array(lines.joined(separator: [0x0a])) + [0x0a], by: fresh())
      let apart = try lines.flatMap { try texts(of: $0 + [0x0a], by: fresh()) }
      #expect(together == apart, "seed \(seed)")
    }
  }

  /// Each line's outcome without its place.
  private func texts(of log: [UInt8], by parser: AccessLogParser) throws -> [String] {
    var parser = parser
    var reader = LineReader(try ByteSource(pieces: [log]))
    var chunk = LineChunk()
    var batch = AccessBatch()
    var outcomes: [Outcome] = []
    while try reader.read(into: &chunk) {
      parser.parse(chunk, into: &batch)
      outcomes += batch.records.map { describe($0, chunk) }
      outcomes += batch.rejects.map { Outcome(position: $0.position, text: $0.detail) }
    }
    return outcomes.sorted().map(\.text)
  }

  @Test("of keys that clients make up none is taken twice and none is missed", arguments: 0..<20)
  func keys(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let names = (0..<400).map { "k\($0)" + String(repeating: "x", count: $0 % 90) }
    let wanted = [
      #""ip":"192.0.2.1""#, #""path":"/a""#, #""status":200"#, #""date":"2020-01-01T00:00:00Z""#,
    ]
    var log = ""
    var expected: [[String]] = []
    for _ in 0..<100 {
      let count = Int.random(in: 0...(Bool.random(using: &generator) ? 20 : 260), using: &generator)
      var pairs = names.shuffled(using: &generator).prefix(count).map { "\"\($0)\":[1]" }
      pairs += wanted
      pairs.shuffle(using: &generator)
      if count > 0, Int.random(in: 0..<3, using: &generator) == 0 {
        let twice = pairs[Int.random(in: 0..<pairs.count, using: &generator)]
        pairs.append(twice)
        // It is met before the limit or not at all.
        expected.append([pairs.count <= 257 ? "a key that was not there before" : "at most 256"])
      } else {
        expected.append(pairs.count <= 256 ? ["|192.0.2.1|", "|/a|", "|200|"] : ["at most 256"])
      }
      log += "{" + pairs.joined(separator: ",") + "}\n"
    }
    let format = try AccessLogFormat.compile("nginx_json")
    let found = try texts(of: Array(log.utf8), by: AccessLogParser(format: format, now: testClock))
    try #require(found.count == expected.count)
    for (text, expected) in zip(found, expected) {
      for part in expected { #expect(text.contains(part), "\(text.suffix(100))") }
    }
  }
}

extension FixtureFile {
  /// The format of its lines, named or detected.
  func compiled() throws -> AccessLogFormat {
    if !format.isEmpty { return try AccessLogFormat.compile(format) }
    guard case .found(let format) = FormatDetector.detect(log) else {
      throw FixtureProblem(text: "\(name) is not recognised")
    }
    return format
  }
}
