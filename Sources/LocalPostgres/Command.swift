internal import Foundation

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
  private var environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"]
  private var directory: String?

  init(_ program: String, _ arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }

  /// The same as another user, if this program runs as root.
  func run(
    as account: Account, in directory: String? = nil, environment: [String: String] = [:]
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
    in directory: String? = nil, environment extra: [String: String] = [:]
  ) async throws -> Outcome {
    // A file, not a pipe: a server that is started keeps a pipe open for ever.
    let output = FileManager.default.temporaryDirectory.appending(
      path: "footfall-\(UUID().uuidString)", directoryHint: .notDirectory)
    let path = output.path(percentEncoded: false)
    guard
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: path)
    else {
      throw LocalPostgresError(
        "\(path) cannot be written", advice: "make room in the temporary directory")
    }
    defer {
      try? handle.close()
      try? FileManager.default.removeItem(atPath: path)
    }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = environment.merging(extra) { $1 }
    if let directory { process.currentDirectoryURL = URL(filePath: directory) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(
          throwing: LocalPostgresError(
            "\(program) cannot be run", advice: "see that it is installed"))
      }
    }
    return Outcome(status: status, lines: Directory.lines(of: path, last: 12))
  }
}
