import Glibc

/// Who writes in a folder: root works in a folder of another user as that user.
///
/// So pages that root writes can be replaced by the daemon that owns the folder, and a link put in
/// their way leads root nowhere that its owner could not go.
struct FolderOwner: Sendable {
  private let user: uid_t
  private let group: gid_t

  /// The owner of a folder, or of the nearest one above it that exists.
  init(of folder: String) {
    var path = folder
    var status = stat()
    while unsafe stat(path, &status) != 0, let slash = path.lastIndex(of: "/"), path != "/" {
      path = slash == path.startIndex ? "/" : String(path[..<slash])
    }
    (user, group) = (status.st_uid, status.st_gid)
  }

  /// Runs `body` as the owner where this program is root; it must not wait for another thread, for
  /// the whole process is the owner meanwhile.
  func run<Answer>(_ body: () throws(ReportError) -> Answer) throws(ReportError) -> Answer {
    guard geteuid() == 0, user != 0 else { return try body() }
    let ownGroup = getegid()
    guard setegid(group) == 0, seteuid(user) == 0 else {
      _ = setegid(ownGroup)
      throw FileFailure(errno).error(in: "a folder of user \(user)")
    }
    defer {
      _ = seteuid(0)
      _ = setegid(ownGroup)
    }
    return try body()
  }
}
