import Foundation
import Glibc
import Synchronization

/// A program that the harness started, in a process group of its own.
final class Child: Sendable {
  /// How it ended: its exit status, or 128 and the signal's number.
  typealias Status = Int32

  let process: pid_t
  /// What it said on both of its outputs.
  let output: String
  private let ending: Task<Status, Never>

  /// - Parameters:
  ///   - command: the program, by its path, and its arguments.
  ///   - environment: all of its environment but the path.
  ///   - output: a file; what it holds already stays.
  init(_ command: [String], environment: [String: String], output: String) throws {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o666)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var attributes = unsafe posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let variables = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "SWIFT_BACKTRACE": "enable=no"]
      .merging(environment) { $1 }
    var argv = unsafe command.map { unsafe strdup($0) } + [nil]
    var envp = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer { unsafe (argv + envp).forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawnp(&process, command[0], &actions, &attributes, &argv, &envp)
    guard code == 0 else { throw HarnessError("\(command[0]) cannot be started (error \(code))") }
    let started = process
    self.process = started
    self.output = output
    ending = Task {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: Self.reap(started)) }
      }
    }
  }

  private static func reap(_ process: pid_t) -> Status {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  func signal(_ number: Int32) { _ = kill(process, number) }

  var hasEnded: Bool {
    var information = unsafe siginfo_t()
    let answer = unsafe waitid(
      P_PID, UInt32(process), &information, WEXITED | WNOHANG | WNOWAIT)
    return answer < 0
  }

  /// Its end, within a time; one that hangs is killed, and that is an error.
  func end(within seconds: Double) async throws -> Status {
    let ending = ending
    let status = await withTaskGroup(of: Status?.self) { group in
      group.addTask { await ending.value }
      group.addTask {
        try? await Task.sleep(for: Patience.stretched(seconds))
        return nil
      }
      let first = await group.next() ?? nil
      if first == nil { kill(-process, SIGKILL) }
      group.cancelAll()
      return first
    }
    guard let status else {
      throw HarnessError("a program hung for \(Int(seconds)) s: \(tail)")
    }
    return status
  }

  enum Memory: String { case now = "VmRSS", most = "VmHWM" }

  /// Its resident memory, in kB; 0 where it is gone.
  func memory(_ moment: Memory) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("\(moment.rawValue):") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// The end of what it said.
  var tail: String {
    let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    return String(text.suffix(600))
  }
}

/// What the harness itself stumbles over.
struct HarnessError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Looks again and again until `condition` holds; an error after `seconds`.
func eventually(
  _ words: String, within seconds: Double = 30, _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + Patience.stretched(seconds)
  while try await !condition() {
    guard ContinuousClock.now < deadline else {
      throw HarnessError("after \(Int(seconds)) s still not: \(words)")
    }
    try await Task.sleep(for: .milliseconds(20))
  }
}
