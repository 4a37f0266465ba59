internal import Foundation
internal import Glibc

/// One run of a program of the system: little input, bounded output, bounded time.
struct ChildProcess {
  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// It was ended because its time was over.
    case timedOut
    /// It could not be started; the number of the error.
    case notStarted(Int32)
  }

  struct Outcome {
    let ending: Ending
    /// The beginning of what it wrote.
    let output: [UInt8]
  }

  private static let outputLimit = 2_048
  let arguments: [String]
  let environment: [String: String]
  /// Bytes for its standard input; what a pipe takes without a reader.
  let input: [UInt8]

  /// Runs the program to its end; blocks the thread until then.
  ///
  /// - Parameters:
  ///   - limit: milliseconds after which the program and its children are killed
  ///   - isOver: asked all the time; where it says so they are killed at once
  func run(limit: Int64, isOver: () -> Bool = { false }) -> Outcome {
    guard !isOver() else { return Outcome(ending: .timedOut, output: []) }
    guard var entry = Pipe(), var exit = Pipe() else {
      return Outcome(ending: .notStarted(errno), output: [])
    }
    guard entry.fill(with: input) else { return Outcome(ending: .notStarted(E2BIG), output: []) }
    var process: pid_t = 0
    let code = spawn(&process, input: entry.reader, output: exit.writer)
    guard code == 0 else { return Outcome(ending: .notStarted(code), output: []) }
    exit.closeWriter()
    return Self.wait(for: process, reading: exit, limit: limit, isOver)
  }

  /// Starts the program in a process group of its own, with no other open file than its three.
  private func spawn(_ process: inout pid_t, input: Int32, output: Int32) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 2)
    // Sockets of a library may lack the flag that closes them here.
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in open.compactMap(Int32.init) where descriptor > 2 {
      unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    // What the service ignores or blocks, the program should not.
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    var argv = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var envp = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer { unsafe (argv + envp).forEach { unsafe free($0) } }
    guard let program = arguments.first else { return ENOENT }
    return unsafe posix_spawn(&process, program, &actions, &attributes, &argv, &envp)
  }

  private static func wait(
    for process: pid_t, reading output: borrowing Pipe, limit: Int64, _ isOver: () -> Bool
  ) -> Outcome {
    let start = ContinuousClock.now
    var text: [UInt8] = []
    while true {
      // A look a hundred times a second costs little and needs no signal handler; and what writes
      // without end is slowed down.
      poll(nil, 0, 10)
      output.drain(into: &text, limit: outputLimit)
      var status: Int32 = 0
      let ended = unsafe waitpid(process, &status, WNOHANG)
      if ended == process || (ended < 0 && errno != EINTR) {
        output.drain(into: &text, limit: outputLimit)
        return Outcome(ending: ending(status), output: text)
      }
      if start.duration(to: .now) > .milliseconds(limit) || isOver() {
        kill(-process, SIGKILL)
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        return Outcome(ending: .timedOut, output: text)
      }
    }
  }

  private static func ending(_ status: Int32) -> Ending {
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }
}
