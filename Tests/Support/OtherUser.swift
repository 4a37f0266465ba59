internal import Foundation
internal import Glibc

/// A system user that every Debian has, for what one user must not do to another.
package struct OtherUser: Sendable {
  /// Its name.
  package let name: String

  /// `daemon` and `nobody` own nothing.
  package static let daemon = OtherUser(name: "daemon")
  package static let nobody = OtherUser(name: "nobody")

  /// Whether this process may act as another user; tests that need it say so where it may not.
  package static var canAct: Bool { geteuid() == 0 }

  /// Runs a program as this user, with a search path as its whole environment.
  package func run(
    _ program: String, _ arguments: [String], in folder: String = "/"
  ) async throws -> BuiltProgram.Outcome {
    try await BuiltProgram(path: "/usr/bin/setpriv").run(
      ["--reuid=\(name)", "--regid=\(group)", "--clear-groups", "--", program] + arguments,
      in: folder)
  }

  private var group: String { self.name == "nobody" ? "nogroup" : name }

  /// Gives a folder to this user.
  package func own(_ folder: String) throws {
    guard let entry = unsafe getpwnam(name) else { return }
    let (user, group) = unsafe (entry.pointee.pw_uid, entry.pointee.pw_gid)
    try FileManager.default.setAttributes(
      [.ownerAccountID: Int(user), .groupOwnerAccountID: Int(group)], ofItemAtPath: folder)
  }
}
