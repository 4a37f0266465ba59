import Glibc

/// A lock file that one report at a time holds; the system lets go of it when the process ends.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock at `path` for the pages in `folder`.
  init(path: String, folder: String) throws(ReportError) {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw FileFailure(errno).error(in: folder) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw errno == EWOULDBLOCK ? .busy(folder) : FileFailure(errno).error(in: folder)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

/// A failure of the file system, as a sentence.
struct FileFailure {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  func error(in folder: String) -> ReportError {
    switch number {
    case ENOSPC, EDQUOT: .diskFull(folder)
    default: .notWritable(folder: folder, reason: unsafe String(cString: strerror(number)))
    }
  }
}
