import ArgumentParser
import Pipeline
import PostgreSQL

struct DatabaseURLCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "url", abstract: "Print the address of the database, without a password.")

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    print(try await setup.database().info)
  }
}
