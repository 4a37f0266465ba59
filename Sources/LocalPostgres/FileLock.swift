internal import Glibc

/// A lock between processes, held until it goes out of use.
struct FileLock: ~Copyable {
  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Waits for the lock at `path`, which belongs to `account`.
  static func acquire(_ path: String, for account: Account) async throws -> FileLock {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw LocalPostgresError(
        "\(path) cannot be opened (\(Directory.message(errno)))",
        advice: "check the permissions of its directory")
    }
    let lock = FileLock(descriptor: descriptor)
    if Account.current.isRoot { _ = fchown(descriptor, account.user, account.group) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      // Waiting in flock itself would hold a thread that others need.
      try await Task.sleep(for: .milliseconds(50))
    }
    return lock
  }
}
