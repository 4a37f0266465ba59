import Clickstream
import Enrichment
internal import Foundation
import Pipeline
import Settings

/// What every command needs: the settings, and where the program runs.
struct Setup {
  let configuration: Configuration
  let surroundings: Surroundings
  /// Looked for once, when the program starts: later it may have been replaced on disk, and knows no
  /// more where it lies.
  private static let start = (
    surroundings: Surroundings.current(),
    resources: Result { try ResourceFolders.find(Surroundings.current()) }
  )

  /// Loads the settings that hold for a command.
  ///
  /// - Parameters:
  ///   - flags: by the key of the setting.
  ///   - inputFolder: a folder of input with a configuration of its own, if there is one.
  ///   - knowsStaff: whether the addresses of the staff are taken for the business's own, as whoever
  ///     loads must; then its file is to be without mistakes.
  ///   - also: what else is wrong with them, for this command.
  /// - Throws: all mistakes at once.
  init(
    config: String?, flags: [String: String], inputFolder: String? = nil, knowsStaff: Bool = false,
    also: (Configuration) -> [ConfigurationProblem] = { _ in [] }
  ) throws {
    let (setup, found) = Self.examine(config: config, flags: flags, inputFolder: inputFolder)
    let problems = (found ?? ConfigurationProblems(problems: [])) + also(setup.configuration)
    guard problems.problems.isEmpty else { throw problems }
    self =
      knowsStaff
      ? Setup(try setup.configuration.knowingStaff(), setup.surroundings) : setup
  }

  private init(_ configuration: Configuration, _ surroundings: Surroundings) {
    self.configuration = configuration
    self.surroundings = surroundings
  }

  /// Loads what can be read of the settings, and says what is wrong with them.
  static func examine(
    config: String?, flags: [String: String], inputFolder: String? = nil
  ) -> (setup: Setup, problems: ConfigurationProblems?) {
    let environment = ProcessInfo.processInfo.environment
    let surroundings = Self.start.surroundings
    let (configuration, problems) = Configuration.examine(
      file: surroundings.configurationFile(
        flag: config, environment: environment, inputFolder: inputFolder),
      environment: environment, flags: flags, currentFolder: surroundings.currentFolder)
    return (Setup(configuration, surroundings), problems)
  }

  var dataFolder: String { surroundings.dataFolder(configuration) }

  func database() throws -> DatabaseService {
    try DatabaseService(configuration.database, dataFolder: dataFolder)
  }

  /// Where dashboards and topics are that come with the program.
  func resources() throws -> ResourceFolders { try Self.start.resources.get() }

  /// The maps of exports that come with the program, as they are typed where it is called.
  static var shippedMaps: ShippedMaps? {
    guard let root = try? start.resources.get().root else { return nil }
    let isHere = start.surroundings.currentFolder == root
    return ShippedMaps(
      folder: "\(root)/Config/import", shownAs: isHere ? "Config/import" : nil)
  }

  /// What messages are about, by the operator's rules or the shipped ones.
  func topics() throws -> Topics {
    try Topics.load(file: configuration.topics ?? resources().topics)
  }

  /// How what is read is told: topics, visitors, sources and places.
  func rules() throws -> RuleBook { try RuleBook.load(configuration, resources()) }

  /// Who works for the business; nobody where no file says it.
  func staff() throws -> StaffRoll {
    try Companion.staff.file(of: configuration).map { try StaffRoll(file: $0) } ?? StaffRoll()
  }

  /// What is true of the business; nothing where no file says it.
  func facts() throws -> FactSheet {
    try Companion.facts.file(of: configuration)
      .map { try FactSheet(file: $0, sites: configuration.sites) } ?? FactSheet()
  }

  /// A site by its name, or the only one.
  func site(named name: String?) throws -> Site {
    let sites = configuration.sites
    let names = sites.map(\.name)
    guard let name else {
      guard let only = sites.first, sites.count == 1 else {
        throw UsageError(
          "there are several sites: say --site with \(names.joined(separator: ", "))")
      }
      return only
    }
    guard let site = sites.first(where: { $0.name == name }) else {
      throw UsageError("there is no site", name, among: names)
    }
    return site
  }

  /// What somebody types for a person; telephone numbers may lack the country where it is told.
  func personName(_ text: String, site: String?) -> PersonName {
    let codes = Set(
      configuration.sites.filter { site == nil || $0.name == site }.map(\.callingCode))
    return PersonName(text, site: site, callingCode: codes.count == 1 ? codes.first ?? nil : nil)
  }

  /// The wall clock; the commands read it once and hand it down.
  static var now: Instant {
    Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
  }
}
