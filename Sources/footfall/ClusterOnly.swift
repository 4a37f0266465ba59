import LocalPostgres
import Pipeline

extension DatabaseService {
  /// The private cluster, for commands that make sense for nothing else.
  ///
  /// - Throws: a usage error that names the command and says what to do instead.
  func cluster(for command: String, instead: String) throws -> LocalCluster {
    guard case .cluster(let cluster) = home else {
      throw UsageError(
        "'\(command)' is for the private cluster; the setting 'database' names a server of your "
          + "own: \(instead)")
    }
    return cluster
  }
}
