internal import Foundation

extension LocalCluster {
  /// What an upgrade of the server came to.
  package enum Upgrade: Equatable, Sendable {
    /// There is no cluster yet.
    case absent
    /// No newer version is installed.
    case newest(major: Int)
    /// The cluster is one of the newer version now; the old one is kept whole in the folder `kept`.
    case upgraded(from: Int, to: Int, kept: String)
  }

  /// Brings the cluster to the newest version of PostgreSQL that is installed, and starts it.
  ///
  /// The new cluster is a copy that is made beside the old one, which is not changed: whatever
  /// fails, the old one is in its place. A server that runs is stopped, which ends its
  /// connections.
  /// - Parameter root: where PostgreSQL's versions are installed, a folder each.
  /// - Throws: `LocalPostgresError`, among others where the programs of the old version are gone.
  package func upgrade(
    root: String? = nil, announce: @Sendable (String) -> Void
  ) async throws -> Upgrade {
    let root = root ?? Binaries.usualRoot
    let place = try await Place.find(directory)
    guard Directory.exists("\(place.data)/PG_VERSION") else { return .absent }
    let lock = try await FileLock.acquire(place.lock, for: place.account)
    defer { extendLifetime(lock) }
    let version = try String(contentsOfFile: "\(place.data)/PG_VERSION", encoding: .utf8)
    let old = try Binaries.find(
      major: Int(version.trimmingCharacters(in: .whitespacesAndNewlines)), root: root)
    let new = try Binaries.find(root: root)
    guard new.major > old.major else { return .newest(major: old.major) }
    let kept = "\(place.data)-\(old.major)"
    guard !Directory.exists(kept) else {
      throw LocalPostgresError(
        "\(kept) stands where the old cluster would be kept",
        advice: "move it away, or remove it if an earlier upgrade left it and all is well")
    }
    guard FileManager.default.isExecutableFile(atPath: new.path("pg_upgrade")) else {
      throw LocalPostgresError(
        "PostgreSQL \(new.major) is installed without pg_upgrade",
        advice: "run `apt-get install postgresql-\(new.major)`")
    }
    try await stopWell(place, old, announce)
    announce("Copying the cluster in \(place.home) to PostgreSQL \(new.major).")
    let draft = "\(place.data).new"
    do {
      try await Initialiser(place: place, isDurable: settings["fsync"] != "off")
        .make(in: draft, by: new)
      try await copy(place, from: old, to: new)
    } catch {
      try Directory.remove(draft)
      throw error
    }
    try await exchange(place, kept: kept, new)
    return .upgraded(from: old.major, to: new.major, kept: kept)
  }

  /// Stops the server after it has written all it must: one that was killed is started before.
  private func stopWell(
    _ place: Place, _ binaries: Binaries, _ announce: @Sendable (String) -> Void
  ) async throws {
    let server = Server(place: place, binaries: binaries)
    if ServerProcess(data: place.data) != nil {
      announce("Stopping PostgreSQL \(binaries.major) in \(place.home).")
      do {
        return try await server.stop()
      } catch {
        // It died on the way, with all that it had to write.
        guard ServerProcess(data: place.data) == nil else { throw error }
      }
    }
    _ = try await server.start(settings: settings)
    try await server.stop()
  }

  /// Relative paths, for pg_upgrade hands them to a shell.
  private func copy(_ place: Place, from old: Binaries, to new: Binaries) async throws {
    let outcome = try await Command(
      new.path("pg_upgrade"),
      [
        "--old-datadir=data", "--new-datadir=data.new", "--old-bindir=\(old.directory)",
        "--new-bindir=\(new.directory)", "--username=\(Self.superuser)",
        "--socketdir=\(place.socketDirectory)",
      ]
    ).run(as: place.account, in: place.home)
    try Directory.remove("\(place.home)/delete_old_cluster.sh")
    guard outcome.succeeded else {
      throw LocalPostgresError(
        "the cluster in \(place.home) could not be brought to PostgreSQL \(new.major)",
        advice: "see the reason below; it is as it was", details: outcome.lines)
    }
  }

  /// Puts the new cluster in the place of the old one and starts it; back where it does not start.
  private func exchange(_ place: Place, kept: String, _ new: Binaries) async throws {
    let manager = FileManager.default
    try manager.moveItem(atPath: place.data, toPath: kept)
    let socket: String
    do {
      try manager.moveItem(atPath: "\(place.data).new", toPath: place.data)
      socket = try await Server(place: place, binaries: new).start(settings: settings)
    } catch {
      let failed = "\(place.data).failed"
      try Directory.remove(failed)
      if Directory.exists(place.data) { try manager.moveItem(atPath: place.data, toPath: failed) }
      try manager.moveItem(atPath: kept, toPath: place.data)
      throw error
    }
    // What the planner knows of the tables does not come along; without it queries are slow only.
    _ = try? await Command(
      new.path("vacuumdb"),
      ["--all", "--analyze-only", "--username=\(Self.superuser)", "--host=\(socket)"]
    ).run(as: place.account, in: place.home)
  }
}
