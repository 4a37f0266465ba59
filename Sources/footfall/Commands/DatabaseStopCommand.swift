import ArgumentParser
import LocalPostgres
import Pipeline

struct DatabaseStopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Stop the private cluster, ending its connections.")

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    let cluster = try setup.database().cluster(
      for: "db stop", instead: "stop it with the means of its own")
    guard case .running = try await cluster.status else {
      return print("The private cluster in \(cluster.directory) is not running.")
    }
    try await cluster.stop()
    print("Stopped the private cluster in \(cluster.directory).")
  }
}
