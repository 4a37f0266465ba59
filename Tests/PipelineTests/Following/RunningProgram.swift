import Foundation
import Glibc
import Support

/// `footfall run` at work.
final class RunningProgram: @unchecked Sendable {
  private let process = Process()
  private let ended: AsyncStream<Int32>
  private let log: String
  let notify: NotifySocket

  /// - Parameter wrapper: a command that becomes the program, which is its last arguments.
  init(
    _ arguments: [String], in folder: String, database: String, under wrapper: [String] = []
  ) throws {
    notify = try NotifySocket(in: folder)
    log = "\(folder)/log"
    let (ended, tell) = AsyncStream.makeStream(of: Int32.self)
    self.ended = ended
    let command = wrapper + [try BuiltProgram("footfall").path, "run"] + arguments
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = [
      "PATH": "/usr/bin:/bin", "FOOTFALL_DATA": folder, "FOOTFALL_DATABASE": database,
      "NOTIFY_SOCKET": notify.path,
    ]
    process.currentDirectoryURL = URL(filePath: folder)
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: log)
    process.terminationHandler = { process in
      tell.yield(
        process.terminationReason == .exit
          ? process.terminationStatus : 128 + process.terminationStatus)
      tell.finish()
    }
    try process.run()
  }

  deinit { signal(SIGKILL) }

  var isRunning: Bool { process.isRunning }

  func signal(_ number: Int32) {
    if process.isRunning { kill(process.processIdentifier, number) }
  }

  /// Stops it as Ctrl-Z does, and sees that it stands still.
  func freeze() async {
    signal(SIGSTOP)
    let path = "/proc/\(process.processIdentifier)/stat"
    while process.isRunning,
      (try? String(contentsOfFile: path, encoding: .utf8))?.contains(") T ") != true
    {
      await lookAgain()
    }
  }

  /// The most memory that it has used, in bytes.
  var peakMemory: Int? {
    let status = try? String(
      contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1_024 }
  }

  /// Its exit status.
  func end() async -> Int32 {
    for await status in ended { return status }
    return -1
  }

  /// What it has said.
  var said: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }
}
