import Clickstream
import Enrichment
internal import Foundation
import Pipeline
import Settings

/// What every command needs: the settings, and where the program runs.
struct Setup {
  let configuration: Configuration
  let surroundings: Surroundings

  /// Loads the settings that hold for a command.
  ///
  /// - Parameters:
  ///   - flags: by the key of the setting.
  ///   - inputFolder: a folder of input with a configuration of its own, if there is one.
  /// - Throws: all mistakes at once.
  init(config: String?, flags: [String: String], inputFolder: String? = nil) throws {
    let environment = ProcessInfo.processInfo.environment
    surroundings = Surroundings.current()
    configuration = try Configuration.load(
      file: surroundings.configurationFile(
        flag: config, environment: environment, inputFolder: inputFolder),
      environment: environment, flags: flags, currentFolder: surroundings.currentFolder)
  }

  var dataFolder: String { surroundings.dataFolder(configuration) }

  func database() throws -> DatabaseService {
    try DatabaseService(configuration.database, dataFolder: dataFolder)
  }

  /// Where dashboards and topics are that come with the program.
  func resources() throws -> ResourceFolders { try ResourceFolders.find(surroundings) }

  /// What messages are about, by the operator's rules or the shipped ones.
  func topics() throws -> Topics {
    try Topics.load(file: configuration.topics ?? resources().topics)
  }

  /// The wall clock; the commands read it once and hand it down.
  static var now: Instant {
    Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
  }
}
