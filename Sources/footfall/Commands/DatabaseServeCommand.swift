import ArgumentParser
import LocalPostgres
import Pipeline

struct DatabaseServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run the private cluster's server in the foreground, for systemd and its like.",
    discussion: "Where a server runs on the cluster already, this ends with 75: it stays as it is.")

  @OptionGroup var options: DatabaseOptions
  @Flag(help: "Only say whether there is something to serve: 0 for the private cluster, else 1.")
  var check = false

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    let database = try setup.database()
    if check { return try sayKind(database.home) }
    let cluster = try database.cluster(for: "db serve", instead: "nothing has to be served")
    guard let launch = try await cluster.serving(announce: { Terminal.complain($0 + "\n") }) else {
      throw TryLater(
        "a server runs on the cluster in \(cluster.directory) already; to have this one in its "
          + "place, stop it with `footfall db stop`")
    }
    try ProgramReplacement.run(
      launch.program, launch.arguments, environment: launch.environment, package: "coreutils")
  }

  private func sayKind(_ home: DatabaseService.Home) throws {
    guard case .server = home else { return print("The database is the private cluster.") }
    print("The database is a server of your own: there is nothing to serve.")
    throw ExitCode(1)
  }
}
