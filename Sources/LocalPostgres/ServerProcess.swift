internal import Foundation
internal import Glibc

/// The server of a data directory, as `postmaster.pid` and the system's process table tell it.
struct ServerProcess {
  let pid: Int32
  /// Where its socket is.
  let socketDirectory: String

  /// The server that runs on `data`; nil when none does, whatever a stale file says.
  init?(data: String) {
    let file = (try? String(contentsOfFile: "\(data)/postmaster.pid", encoding: .utf8)) ?? ""
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
    guard let pid = lines.first.flatMap({ Int32($0) }), pid > 0, Self.serves(pid, data: data) else {
      return nil
    }
    self.pid = pid
    socketDirectory = lines.count > 4 ? String(lines[4]) : ""
  }

  /// Whether the process is a PostgreSQL server at work in `data`: it may have taken over the
  /// number of one that died.
  private static func serves(_ pid: Int32, data: String) -> Bool {
    link("/proc/\(pid)/exe")?.hasSuffix("/postgres") == true && worksIn(pid, data: data)
  }

  private static func worksIn(_ pid: Int32, data: String) -> Bool {
    guard let there = status("/proc/\(pid)/cwd"), let here = status(data) else { return false }
    return there.st_dev == here.st_dev && there.st_ino == here.st_ino
  }

  /// Removes a `postmaster.pid` whose server is gone, once its last child is gone too.
  ///
  /// PostgreSQL does so itself, but not where the number belongs to another process by now.
  static func clearStale(data: String) async throws {
    guard Directory.exists("\(data)/postmaster.pid"), ServerProcess(data: data) == nil else {
      return
    }
    let deadline = ContinuousClock.now + .seconds(30)
    while orphans(data: data) {
      guard ContinuousClock.now < deadline else {
        throw LocalPostgresError(
          "processes of a server that died still work in \(data)",
          advice: "end them and try again")
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    try Directory.remove("\(data)/postmaster.pid")
  }

  private static func orphans(data: String) -> Bool {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { Int32($0) }.contains { serves($0, data: data) }
  }

  private static func link(_ path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status : nil
  }
}
