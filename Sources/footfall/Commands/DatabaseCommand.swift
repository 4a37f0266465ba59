import ArgumentParser

struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db", abstract: "Look after the database.",
    subcommands: [
      DatabaseStatusCommand.self, DatabaseURLCommand.self, DatabasePsqlCommand.self,
      DatabaseStartCommand.self, DatabaseStopCommand.self, DatabaseBackupCommand.self,
      DatabaseRestoreCommand.self, DatabaseGrantCommand.self, DatabaseRevokeCommand.self,
      DatabaseUpgradeCommand.self, DatabaseServeCommand.self,
    ])
}
