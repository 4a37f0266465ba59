import Foundation
import Glibc
import PostgreSQL
import Support
import Testing

/// What the system tells of folders, kept from a program.
private enum Inotify {
  private static let tracer = "/usr/bin/strace"

  /// A command under which a call always fails; the program stays the child of the test.
  static func failing(_ call: String, with error: String) -> [String] {
    [
      tracer, "-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
      "inject=\(call):error=\(error)",
    ]
  }

  static var canFail: Bool {
    let command = failing("inotify_init1", with: "EMFILE") + ["/bin/true"]
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

/// A daemon to which the system tells nothing of its folders.
@Suite(
  "Following without inotify", .database(from: LoadingDatabase.template),
  .enabled(if: Inotify.canFail, "needs strace"))
struct BlindFollowingTests {
  @Test(
    "looks at its folders by itself, says so, and stores each line once",
    arguments: [("inotify_add_watch", "ENOSPC"), ("inotify_init1", "EMFILE")])
  func blind(call: String, error: String) async throws {
    let folder = try ScratchFolder()
    try folder.write(
      "\(LoadingDatabase.settings)\nmonitor: off\nstop_within: 10m\nrotate_wait: 1s\n"
        + "inputs: ['logs/*/a.log*']\n", to: "footfall.yaml")
    let path = try folder.write(LogWriter.bytes(16, 1), to: "logs/first/a.log")
    let database = LoadingDatabase(info: try TestDatabase.required.info)
    let daemon = try RunningProgram(
      ["--config", "\(folder.path)/footfall.yaml"], in: folder.path,
      database: try TestDatabase.required.info.description,
      under: Inotify.failing(call, with: error))
    func reads(_ lines: Int) async throws {
      while try await database.texts(
        "SELECT (coalesce(sum(read), 0) < \(lines))::text FROM footfall.source_status"
      ) == ["true"] {
        try #require(daemon.isRunning, "\(daemon.said)")
        await lookAgain()
      }
    }
    try await reads(16)
    let writer = try LogFolder.Writer(path)
    try writer.write(LogWriter.bytes(24, 2))
    try await reads(40)
    try #require(unsafe rename(path, "\(path).1") == 0)
    try writer.write(LogWriter.bytes(8, 3))
    try folder.write(LogWriter.bytes(16, 4), to: "logs/first/a.log")
    try folder.write(LogWriter.bytes(16, 5), to: "logs/second/a.log")
    try await reads(80)
    try #require(unsafe truncate(path, 0) == 0)
    try LogFolder.Writer(path).write(LogWriter.bytes(8, 6))
    try await reads(88)
    daemon.signal(SIGTERM)
    #expect(await daemon.end() == 0, "\(daemon.said)")
    let told = daemon.said.components(separatedBy: "cannot be watched").count - 1
    #expect(told == 1, "\(daemon.said)")
    #expect(daemon.said.contains("logs/first"))
    let read = try await database.texts("SELECT sum(read)::text FROM footfall.source_status")
    #expect(read == ["88"])
    try await database.expectBalance()
  }
}
