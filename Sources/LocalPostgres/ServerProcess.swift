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
    guard let program = link("/proc/\(pid)/exe") else {
      // One that cannot be looked at, by its name alone: to take it for dead would be worse.
      return errno == EACCES && name(of: pid) == "postgres"
    }
    return program.hasSuffix("/postgres") && worksIn(pid, data: data)
  }

  private static func name(of pid: Int32) -> String? {
    let text = try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)
    return text?.split(separator: "\n").first.map(String.init)
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
      // Of processes that are not ours no end is told.
      try await Task.sleep(for: .milliseconds(100))
    }
    try Directory.remove("\(data)/postmaster.pid")
  }

  private static func orphans(data: String) -> Bool {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { Int32($0) }.contains { serves($0, data: data) }
  }

  /// Where a link leads; nil with `errno` set where that cannot be told.
  private static func link(_ path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path, &bytes, bytes.count)
    guard count >= 0 else { return nil }
    return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status : nil
  }
}
