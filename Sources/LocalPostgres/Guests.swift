internal import Foundation
internal import Glibc
package import PostgreSQL

/// The system users that a cluster lets in besides its owner and root.
///
/// Without guests nobody else can reach the socket, so it asks no questions. With guests anybody
/// can reach it, and the system says who asks (peer authentication): each guest enters as the role
/// of the same name, and nobody else enters at all.
struct Guests {
  let place: Place

  /// Their names, sorted.
  var names: [String] {
    let text = (try? String(contentsOfFile: place.guests, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init).filter(Self.isName)
  }

  /// Whether a system user may be called so: names that need no care in any file.
  static func isName(_ name: String) -> Bool {
    let bytes = name.utf8
    return (1...32).contains(bytes.count) && name.first?.isNumber == false && name.first != "-"
      && bytes.allSatisfy {
        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
          || "-_.".utf8.contains($0)
      }
  }

  /// Settings of the server that hold while there are guests.
  var settings: [String: String] { names.isEmpty ? [:] : ["unix_socket_permissions": "0777"] }

  /// Keeps the list; `writeRules` makes it hold.
  func store(_ names: [String]) throws {
    try Directory.write(
      names.sorted().map { "\($0)\n" }.joined(), to: place.guests, for: place.account)
  }

  /// Writes who may connect and how; the server reads it when it starts or reloads.
  func writeRules() throws {
    try Directory.write(
      try rules(), to: "\(place.data)/pg_hba.conf", for: place.account)
    try Directory.write(try map(), to: "\(place.data)/pg_ident.conf", for: place.account)
  }

  /// Opens or closes the socket of a server that runs.
  func setPermissions(socketDirectory: String) throws {
    let isOpen = !names.isEmpty
    try Directory.makePrivate(socketDirectory, for: place.account, isPassable: isOpen)
    guard unsafe chmod("\(socketDirectory)/.s.PGSQL.5432", isOpen ? 0o777 : 0o700) == 0 else {
      throw LocalPostgresError(
        "the socket in \(socketDirectory) cannot be opened to others "
          + "(\(Directory.message(errno)))", advice: "see that the server runs, and try again")
    }
  }

  private static let ownRoles = [LocalCluster.role, LocalCluster.superuser]

  private func rules() throws -> String {
    let guests = names
    let head = "# Written by footfall; `footfall db grant` and `db revoke` change it.\n"
    guard !guests.isEmpty else { return head + "local all all trust\n" }
    let list = guests.map { "\"\($0)\"" }.joined(separator: ",")
    return head + """
      local all \(Self.ownRoles.joined(separator: ",")) peer map=owner
      local all \(list) peer

      """
  }

  private func map() throws -> String {
    let head = "# Written by footfall: who may be the owner of the database.\n"
    guard !names.isEmpty else { return head }
    guard let owner = Account.name(of: place.account.user) else {
      throw LocalPostgresError(
        "the owner of the cluster in \(place.home) has no name among the users of the system",
        advice: "give number \(place.account.user) a name, or grant nothing")
    }
    let users = [owner] + [Account.name(of: 0) ?? "root"]
    return head
      + users.flatMap { user in Self.ownRoles.map { "owner \"\(user)\" \($0)\n" } }.joined()
  }
}

extension LocalCluster {
  /// Whether `name` is a user of this system, as the database will know it.
  package static func isSystemUser(_ name: String) -> Bool {
    Guests.isName(name) && Account.named(name) != nil
  }

  /// Lets exactly these system users reach the cluster, each as the role of its own name; the
  /// server must run.
  ///
  /// - Throws: `LocalPostgresError` where a name is none of a system user.
  package func admit(_ names: [String]) async throws {
    let place = try await Place.find(directory)
    let lock = try await FileLock.acquire(place.lock, for: place.account)
    defer { extendLifetime(lock) }
    guard let running = ServerProcess(data: place.data) else {
      throw LocalPostgresError(
        "the server in \(place.home) is down", advice: "run `footfall db start`")
    }
    guard names.allSatisfy(Guests.isName) else {
      throw LocalPostgresError(
        "a name has characters that no system user has", advice: "use letters, digits, - _ and .")
    }
    let guests = Guests(place: place)
    try guests.store(names)
    // While the rules change, the closed socket is what keeps others out.
    if names.isEmpty { try guests.setPermissions(socketDirectory: running.socketDirectory) }
    try guests.writeRules()
    try await reload(place, running)
    if !names.isEmpty { try guests.setPermissions(socketDirectory: running.socketDirectory) }
  }

  /// Has the server read its rules again, and returns when they hold.
  private func reload(_ place: Place, _ running: ServerProcess) async throws {
    let info = info(running.socketDirectory, user: Self.superuser).with(database: "postgres")
    let before = try await loadTime(info)
    let outcome = try await Server(place: place).control(["reload", "--silent"])
    let deadline = ContinuousClock.now + .seconds(10)
    while outcome.succeeded, ContinuousClock.now < deadline {
      if try await loadTime(info) != before { return }
      // The server takes them when it gets to it, and tells nobody.
      try await Task.sleep(for: .milliseconds(20))
    }
    throw LocalPostgresError(
      "PostgreSQL in \(place.home) did not take the new rules", advice: "see \(place.log)",
      details: outcome.lines)
  }

  /// When the server last read its settings and rules, as a connection made now tells it.
  private func loadTime(_ info: ConnectionInfo) async throws -> String {
    let connection = try await Connection.open(info)
    let rows = try await connection.query(
      "SELECT pg_conf_load_time()::text AS at", name: "load time")
    await connection.close()
    return try rows.first?.get("at") ?? ""
  }

  /// Where the superuser connects, who looks after roles; only the owner and root can.
  package var administration: ConnectionInfo {
    get async throws {
      let place = try await Place.find(directory)
      let running = ServerProcess(data: place.data)
      return info(running?.socketDirectory ?? place.socketDirectory, user: Self.superuser)
    }
  }
}
