internal import Foundation

/// PostgreSQL's programs of one major version.
struct Binaries: Equatable, Sendable {
  let directory: String
  let major: Int

  /// The oldest version that is supported.
  static let oldest = 15

  func path(_ program: String) -> String { "\(directory)/\(program)" }

  /// Where Debian installs them, a folder a version.
  static let usualRoot = "/usr/lib/postgresql"

  /// The newest installed version, or the very one of an existing cluster.
  static func find(major: Int? = nil, root: String = usualRoot) throws -> Binaries {
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let found = versions.compactMap(Int.init)
      .map { Binaries(directory: "\(root)/\($0)/bin", major: $0) }
      .filter { FileManager.default.isExecutableFile(atPath: $0.path("initdb")) }
      .filter { $0.major >= oldest }
      .sorted { $0.major < $1.major }
    if let major {
      if let match = found.first(where: { $0.major == major }) { return match }
      throw LocalPostgresError(
        "the cluster was made by PostgreSQL \(major), whose programs are not installed",
        advice: "run `apt-get install postgresql-\(major)`, also to upgrade it to a newer one; "
          + "where that version cannot be had, make a new cluster and restore a backup")
    }
    if let newest = found.last { return newest }
    throw LocalPostgresError(
      "PostgreSQL \(oldest) or later is not installed",
      advice: "run `apt-get install postgresql`, or set `database:` to the address of a server")
  }
}
