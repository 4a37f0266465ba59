internal import Glibc

/// Where a cluster lies, where its socket is and whose it is.
struct Place: Equatable, Sendable {
  let account: Account
  /// Holds the data, the server's log and the lock; only its owner can enter it.
  let home: String
  /// Short, for a socket's path is limited to 107 bytes.
  let socketDirectory: String

  var data: String { "\(home)/data" }
  var log: String { "\(home)/server.log" }
  var lock: String { "\(home)/lock" }
  /// Who is let in besides the owner: see `Guests`.
  var guests: String { "\(home)/guests" }

  /// Where root's clusters go whose place no other user can reach.
  private static let common = "/var/lib/footfall"
  private static let runtime = "/run/footfall"

  /// The place of the cluster that was asked for at `home`, an absolute path.
  ///
  /// - Throws: `LocalPostgresError` where it is another user's.
  static func find(_ home: String) async throws -> Place {
    let me = Account.current
    guard me.isRoot else {
      try refuseWhatIsClosed(home, to: me)
      return Place(account: me, home: home, socketDirectory: socketDirectory(home, me))
    }
    // What a user made stays that user's, also under sudo.
    if let status = Directory.status(home), status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid != 0
    {
      let owner = Account(user: status.st_uid, group: status.st_gid)
      return Place(account: owner, home: home, socketDirectory: socketDirectory(home, owner))
    }
    let service = try await Account.service()
    let reached =
      service.canReach(home) ? home : "\(common)/cluster-\(Directory.digest(home))"
    return Place(
      account: service, home: reached, socketDirectory: socketDirectory(reached, service))
  }

  /// Of a cluster of another user not even that it is there could be told.
  private static func refuseWhatIsClosed(_ home: String, to me: Account) throws {
    let (user, name) = (me.user, Account.name(of: me.user) ?? "number \(me.user)")
    let closed = Directory.ancestors(of: home).first { path in
      unsafe Directory.status(path)?.st_uid != user && access(path, X_OK) != 0 && errno == EACCES
    }
    guard let path = closed ?? (Directory.exists(home) ? home : nil),
      let owner = Directory.status(path)?.st_uid, owner != user
    else { return }
    let other = Account.name(of: owner) ?? "number \(owner)"
    let asOther = owner == 0 ? "sudo footfall" : "sudo -u \(other) footfall"
    throw LocalPostgresError(
      "\(path) belongs to the user \(other), and \(name) may not see the database there",
      advice: """
        run the command as that user, as in `\(asOther) status`; or have \(name) let in, with \
        `\(asOther) db grant \(name)`, and give the address that this shows with --database; a \
        database of your own goes where --data says
        """)
  }

  /// Not below `/run/user`: that goes when its user logs out, while the server stays.
  private static func socketDirectory(_ home: String, _ account: Account) -> String {
    let digest = Directory.digest(home)
    let isService = account == Account.named(Account.serviceName)
    if isService, Account.current.isRoot || Directory.status(runtime)?.st_uid == account.user {
      return "\(runtime)/\(digest)"
    }
    return "/tmp/footfall-\(account.user)-\(digest)"
  }

  /// Makes what is missing, and refuses what somebody else has put there.
  func make() throws {
    try Directory.makePrivate(home, for: account)
    try makeSocketDirectory()
  }

  func makeSocketDirectory() throws {
    if socketDirectory.hasPrefix(Self.runtime) {
      try Directory.makePrivate(Self.runtime, for: account, isPassable: true)
    }
    try Directory.makePrivate(
      socketDirectory, for: account, isPassable: !Guests(place: self).names.isEmpty)
  }
}
