import Intake

internal import Glibc

/// Why files may not be read by this process, and what to do about it: group or permission.
enum ReadAccess {
  /// Says of a file that may not be read who may, and what to do.
  static func advice(_ error: ByteSourceError) -> String {
    guard error.code == .noPermission else { return error.description }
    if let folder = closedFolder(above: error.path) { return "\(error.path): \(folder)" }
    return "\(error.path): \(missingRight(to: error.path, need: S_IRGRP))"
  }

  /// What keeps files from being found.
  enum Obstacle: Equatable {
    /// A folder may not be entered or listed.
    case closed(String)
    /// There is no such folder.
    case missing(String)

    var text: String {
      switch self {
      case .closed(let text): "no file was found: \(text)"
      case .missing(let folder): "no file has such a name: there is no folder \(folder)"
      }
    }

    /// The same where it is no state to wait in, but trouble.
    var trouble: String? { if case .closed = self { text } else { nil } }
  }

  /// What keeps files of a pattern from being found; nil where there are none yet.
  static func obstacle(to pattern: String) -> Obstacle? {
    let parts = pattern.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let literal = parts.dropLast().prefix { !isPattern($0) }
    var folder = pattern.hasPrefix("/") ? "" : "."
    for part in literal {
      let next = "\(folder)/\(part)"
      if unsafe access(next, F_OK) != 0 {
        return errno == EACCES
          ? .closed(closed(folder.isEmpty ? "/" : folder)) : .missing(next)
      }
      folder = next
    }
    if folder.isEmpty { folder = "/" }
    // Where the names are known, reading them is not needed.
    let isKnown = literal.count == parts.count - 1 && !(parts.last.map(isPattern) ?? false)
    let need = isKnown ? X_OK : R_OK | X_OK
    guard unsafe access(folder, need) != 0 else { return nil }
    return .closed(closed(folder))
  }

  private static func isPattern(_ name: String) -> Bool { name.contains { "*?[".contains($0) } }

  /// Says of the first folder above a path that may not be entered what to do; nil where all may.
  private static func closedFolder(above path: String) -> String? {
    var folder = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      if unsafe access(folder, X_OK) != 0 { return closed(folder) }
    }
    return nil
  }

  private static func closed(_ folder: String) -> String {
    "the folder \(folder) \(missingRight(to: folder, need: S_IRGRP | S_IXGRP))"
  }

  /// - Parameter need: the bits that its group needs.
  private static func missingRight(to path: String, need: mode_t) -> String {
    let user = Account.current
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return "may not be read by \(user)" }
    let group = Account.group(status.st_gid)
    guard status.st_mode & need == need else {
      return "may not be read by \(user), nor by its group \(group): let its group read it, and "
        + "have the rotation keep it so (create 0640 in logrotate)"
    }
    guard status.st_gid != 0 else {
      return "may not be read by \(user), only by the group root: give it another group, such as "
        + "adm, and have the rotation keep it so (create 0640 root adm in logrotate)"
    }
    return "may not be read by \(user); its group \(group) may: usermod --append --groups \(group) "
      + "\(user), or SupplementaryGroups=\(group) in the unit"
  }
}

/// Who this process is.
enum Account {
  static var current: String {
    guard let entry = unsafe getpwuid(geteuid()) else { return "user \(geteuid())" }
    return unsafe String(cString: entry.pointee.pw_name)
  }

  static func group(_ number: gid_t) -> String {
    guard let entry = unsafe getgrgid(number) else { return "\(number)" }
    return unsafe String(cString: entry.pointee.gr_name)
  }
}
