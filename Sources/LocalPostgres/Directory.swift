internal import Foundation
internal import Glibc

/// What is needed of the file system, with care for links and owners.
enum Directory {
  /// The directories above an absolute path, from the root down.
  static func ancestors(of path: String) -> [String] {
    var found: [String] = []
    var url = URL(filePath: path).standardizedFileURL.deletingLastPathComponent()
    while url.path(percentEncoded: false) != "/", !url.path(percentEncoded: false).isEmpty {
      found.append(url.path(percentEncoded: false))
      url.deleteLastPathComponent()
    }
    return (found + ["/"]).reversed()
  }

  /// What stands at `path`, following no link at its end; nil if there is nothing.
  static func status(_ path: String) -> stat? {
    var status = stat()
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    return unsafe lstat(trimmed, &status) == 0 ? status : nil
  }

  static func exists(_ path: String) -> Bool { status(path) != nil }

  /// Makes `path` a directory of `account`, or finds it to be one.
  ///
  /// Nobody else can enter it, unless `isPassable`: then others can pass through, and not look
  /// around. Throws where something else stands there, be it a link or a directory of somebody
  /// else.
  static func makePrivate(
    _ path: String, for account: Account, isPassable: Bool = false
  ) throws {
    let parent = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    let isNew = unsafe mkdir(path, 0o700) == 0
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw LocalPostgresError(
        "\(path) cannot be made or is no directory to enter (\(message(errno)))",
        advice: "move away what is there, or check the permissions")
    }
    defer { close(descriptor) }
    if isNew, Account.current.isRoot { _ = fchown(descriptor, account.user, account.group) }
    var status = stat()
    var isOurs = unsafe fstat(descriptor, &status) == 0 && status.st_uid == account.user
    if !isOurs, status.st_uid == 0, Account.current.isRoot, isEmpty(path) {
      // Another root of ours made it this moment, and has yet to give it away.
      isOurs = fchown(descriptor, account.user, account.group) == 0
    }
    guard isOurs else {
      throw LocalPostgresError(
        "\(path) belongs to another user (number \(status.st_uid))",
        advice: "run as that user or as root, or choose another data directory")
    }
    let others: mode_t = isPassable ? 0o011 : 0
    if status.st_mode & 0o077 != others { _ = fchmod(descriptor, 0o700 | others) }
  }

  private static func isEmpty(_ path: String) -> Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: path).isEmpty) ?? false
  }

  static func remove(_ path: String) throws {
    if exists(path) { try FileManager.default.removeItem(atPath: path) }
  }

  /// Writes `text` to the file at `path` in one step, owned by `account`.
  static func write(_ text: String, to path: String, for account: Account) throws {
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    if Account.current.isRoot { _ = unsafe lchown(path, account.user, account.group) }
  }

  static func lines(of path: String, last count: Int) -> [String] {
    guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? handle.close() }
    let size = (try? handle.seekToEnd()) ?? 0
    try? handle.seek(toOffset: size > 8192 ? size - 8192 : 0)
    let data = (try? handle.readToEnd()) ?? Data()
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .suffix(count).map(String.init)
  }

  static func message(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }

  /// Sixteen hexadecimal digits that stand for `path` (FNV-1a, 64 bits): short where paths are long.
  static func digest(_ path: String) -> String {
    let hash = path.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
