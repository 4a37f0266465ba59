import Clickstream
import Glibc
import Logging
import Operations
import Support
import Testing

@Suite("The log")
struct LogTests {
  private let time = ScriptedTime()
  private let lines = WrittenLines()

  @Test("a record for the journal begins with its priority")
  func journal() {
    let logger = LogStream(.journal, to: lines).logger("test", level: .trace)
    for level in Logger.Level.allCases { logger.log(level: level, "so it is") }
    #expect(
      lines.all == [
        "<7>trace so it is\n", "<7>debug so it is\n", "<6>info so it is\n", "<5>notice so it is\n",
        "<4>warning so it is\n", "<3>error so it is\n", "<2>critical so it is\n",
      ])
  }

  @Test("a record for people begins with the time in UTC")
  func timestamped() {
    LogStream(.timestamped, time: time, to: lines).logger("test").info("started")
    #expect(lines.all == ["2025-11-25T09:00:00Z info started\n"])
  }

  @Test("values are sorted by key and quoted where they have to be")
  func values() {
    LogStream(to: lines).logger("test").info(
      "a batch",
      metadata: [
        "source": "shop", "path": "a b", "empty": "", "quote": #"say "so""#, "pair": "a=b",
        "lines": .stringConvertible(5), "list": ["x", "y"], "at": ["line": "1"],
      ])
    #expect(
      lines.text == """
        <6>info a batch at.line=1 empty="" lines=5 list="[x, y]" pair="a=b" path="a b" \
        quote="say \\"so\\"" source=shop\n
        """)
  }

  @Test("metadata of the logger, its provider and the record stand together, the nearest wins")
  func layers() {
    var logger = LogStream(to: lines).logger("test")
    logger[metadataKey: "who"] = "logger"
    logger[metadataKey: "source"] = "shop"
    logger.info("one", metadata: ["who": "record"])
    #expect(lines.text == "<6>info one source=shop who=record\n")
  }

  @Test("what is below the level is not written")
  func level() {
    LogStream(to: lines).logger("test", level: .warning).info("hidden")
    #expect(lines.all.isEmpty)
  }

  @Test(
    "one record is one line of at most 4 KiB, whatever it says", arguments: [1, 2, 3] as [UInt64])
  func bounded(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let time = time
    let logger = LogStream(time: time, to: lines).logger("test")
    for number in 0..<300 {
      let bytes = (0..<Int.random(in: 0...12_000, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let hostile = HostileText.all[number % HostileText.all.count]
      logger.error(
        "\(hostile)",
        metadata: ["bytes": "\(text)", "k\u{1b}\(hostile)": "v", "list": [.string(text), "z"]])
    }
    for line in lines.all {
      #expect(line.utf8.count <= 4_096)
      #expect(line.utf8.last == UInt8(ascii: "\n"))
      let record = String(line.dropLast())
      #expect(PrintableText.string(from: record) == record)
    }
    #expect(lines.all.count >= 300)
  }

  @Test("the journal stands behind a descriptor only where JOURNAL_STREAM names that very stream")
  func style() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("", to: "stream")
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    defer { close(descriptor) }
    var status = stat()
    try #require(unsafe fstat(descriptor, &status) == 0)
    let name = "\(status.st_dev):\(status.st_ino)"
    func isJournal(_ environment: [String: String]) -> Bool {
      if case .journal = LogStyle(forDescriptor: descriptor, environment: environment) {
        return true
      }
      return false
    }
    #expect(isJournal(["JOURNAL_STREAM": name]))
    #expect(!isJournal(["JOURNAL_STREAM": name + "1"]))
    #expect(!isJournal([:]))
  }
}
