internal import Foundation
internal import Glibc

/// One run of a program of PostgreSQL or of the system.
struct Command {
  struct Outcome {
    let status: Int32
    /// The last lines of what it said.
    let lines: [String]
    var succeeded: Bool { status == 0 }
  }

  private let program: String
  private let arguments: [String]

  init(_ program: String, _ arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }

  /// The same as another user, if this program runs as root.
  func run(
    as account: Account, in directory: String = "/", environment: [String: String] = [:]
  ) async throws -> Outcome {
    guard Account.current.isRoot, !account.isRoot else {
      return try await run(in: directory, environment: environment)
    }
    let identity = [
      "--reuid=\(account.user)", "--regid=\(account.group)", "--clear-groups", "--", program,
    ]
    return try await Command("/usr/bin/setpriv", identity + arguments)
      .run(in: directory, environment: environment)
  }

  /// Runs the program to its end, in an environment of its own: nothing of `PG…` leaks in.
  func run(
    in directory: String = "/", environment extra: [String: String] = [:]
  ) async throws -> Outcome {
    // A file, not a pipe: a server that is started keeps a pipe open for ever.
    let output = FileManager.default.temporaryDirectory
      .appending(path: "footfall-\(UUID().uuidString)", directoryHint: .notDirectory)
      .path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: output) }
    let environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"]
      .merging(extra) { $1 }
    let process = try spawn(
      in: directory, output: output, environment: environment.map { "\($0.key)=\($0.value)" })
    let status = await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: Self.wait(for: process)) }
    }
    return Outcome(status: status, lines: Directory.lines(of: output, last: 12))
  }

  /// Starts the program and gives its process's number.
  ///
  /// Not Foundation's `Process`, which waits for whatever daemon the program leaves behind.
  private func spawn(in directory: String, output: String, environment: [String]) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, output, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // A server would keep the caller's files, and the locks on them, for as long as it runs.
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in open.compactMap(Int32.init) where descriptor > 2 {
      unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    // What this program ignores, the other should not.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var argv =
      unsafe (["env", "--chdir=\(directory)", program] + arguments).map { unsafe strdup($0) } + [
        nil
      ]
    var envp = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (argv + envp).forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawn(
      &process, "/usr/bin/env", &actions, &attributes, &argv, &envp)
    guard code == 0 else {
      throw LocalPostgresError(
        "\(program) cannot be run (\(Directory.message(code)))", advice: "see that it is installed")
    }
    return process
  }

  /// The exit status; 128 and the signal's number where a signal ended the process.
  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
