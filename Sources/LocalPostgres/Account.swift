internal import Glibc

/// The user of the system that owns a cluster and runs its server.
struct Account: Equatable, Sendable {
  let user: UInt32
  let group: UInt32

  /// Who runs this program.
  static var current: Account { Account(user: geteuid(), group: getegid()) }

  var isRoot: Bool { user == 0 }

  /// The name of the system user under which root's clusters run.
  static let serviceName = "footfall"

  /// The user called `name`, if there is one.
  static func named(_ name: String) -> Account? {
    guard let entry = unsafe getpwnam(name) else { return nil }
    return unsafe Account(user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
  }

  /// The name of a user by its number, if it has one.
  static func name(of user: UInt32) -> String? {
    guard let entry = unsafe getpwuid(user) else { return nil }
    return unsafe String(cString: entry.pointee.pw_name)
  }

  /// Who the server must run as for root: PostgreSQL refuses root itself.
  ///
  /// Makes the system user at its first need.
  static func service() async throws -> Account {
    if let account = named(serviceName) { return account }
    let outcome = try await Command(
      "/usr/sbin/useradd",
      [
        "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell",
        "/usr/sbin/nologin", serviceName,
      ]
    ).run()
    guard let account = named(serviceName) else {
      throw LocalPostgresError(
        "the system user \(serviceName) could not be made",
        advice: "make it with `adduser --system --group \(serviceName)`", details: outcome.lines)
    }
    return account
  }

  /// Whether this user may pass through every directory above `path` that exists.
  func canReach(_ path: String) -> Bool {
    Directory.ancestors(of: path).allSatisfy { ancestor in
      guard let status = Directory.status(ancestor) else { return true }
      if status.st_uid == user { return status.st_mode & S_IXUSR != 0 }
      if status.st_gid == group { return status.st_mode & S_IXGRP != 0 }
      return status.st_mode & S_IXOTH != 0
    }
  }
}
