import Clickstream
import Enrichment
import Pipeline
import Settings
import Support
import Testing

@Suite("What is arriving")
struct LiveTailTests {
  private let folder: LogFolder

  init() throws { folder = try LogFolder() }

  private func tail() throws -> LiveTail {
    let configuration = try Configuration.load(
      contents: Array("\(LoadingDatabase.settings)\ninputs: ['a.log*']\n".utf8),
      file: folder.at("footfall.yaml"), environment: [:], flags: [:], currentFolder: folder.path)
    return LiveTail(configuration: configuration, rules: try LoadingDatabase.rules.get())
  }

  private func lines(_ tail: LiveTail) -> Int { tail.take(now: LoadingDatabase.now).count }

  @Test("a log that is emptied where it stands is shown on, and its copy is not shown again")
  func emptied() throws {
    let writer = try LogFolder.Writer(folder.at("a.log"))
    try writer.write(LogWriter.bytes(8, 1))
    let tail = try tail()
    #expect(lines(tail) == 8)
    try writer.write(LogWriter.bytes(24, 2))
    #expect(lines(tail) == 24)
    try folder.copy("a.log", to: "a.log.1")
    try folder.truncate("a.log")
    #expect(lines(tail) == 0)
    try writer.write(LogWriter.bytes(8, 3))
    #expect(lines(tail) == 8)
    #expect(lines(tail) == 0)
  }

  @Test("a log that is renamed and made anew is shown on, and what is gone is let go")
  func renamed() throws {
    try folder.append(LogWriter.bytes(8, 1), to: "a.log")
    let tail = try tail()
    #expect(lines(tail) == 8)
    try folder.rename("a.log", to: "a.log.1")
    try folder.append(LogWriter.bytes(8, 2), to: "a.log.1")
    try folder.append(LogWriter.bytes(16, 3), to: "a.log")
    #expect(lines(tail) == 24)
    try folder.remove("a.log.1")
    #expect(lines(tail) == 0)
    try folder.append(LogWriter.bytes(8, 4), to: "a.log")
    #expect(lines(tail) == 8)
  }

  @Test("of logs that bear their date the newest is shown, and the next one when it comes")
  func dated() throws {
    try folder.append(LogWriter.bytes(8, 1), to: "a.log.20260101")
    try folder.append(LogWriter.bytes(8, 2), to: "a.log.20260102")
    let tail = try tail()
    #expect(lines(tail) == 8)
    try folder.append(LogWriter.bytes(16, 3), to: "a.log.20260102")
    try folder.append(LogWriter.bytes(24, 4), to: "a.log.20260103")
    #expect(lines(tail) == 40)
    try folder.append(LogWriter.bytes(8, 5), to: "a.log.20260101")
    #expect(lines(tail) == 0)
  }
}
