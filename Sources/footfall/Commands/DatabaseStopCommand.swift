import ArgumentParser
import Clickstream
import LocalPostgres
import Pipeline
import Warehouse

struct DatabaseStopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Stop the private cluster, ending its connections.",
    discussion: "Refused while a daemon follows inputs, for it would start the cluster again.")

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    let database = try setup.database()
    let cluster = try database.cluster(
      for: "db stop", instead: "stop it with the means of its own")
    guard case .running = try await cluster.status else {
      return print("The private cluster in \(cluster.directory) is not running.")
    }
    let owners = try await database.followers(StatementLibrary())
    guard owners.isEmpty else {
      throw UsageError(
        "nothing was stopped: \(PrintableText.string(from: owners.joined(separator: ", "))) follows "
          + "inputs and would start it again; end that first (`systemctl stop footfall`, or Ctrl-C "
          + "where it runs)")
    }
    try await cluster.stop()
    print("Stopped the private cluster in \(cluster.directory).")
  }
}
