import ArgumentParser
import Clickstream
internal import Foundation
import Logging
import Operations
import Pipeline
import ServiceLifecycle
import Settings
internal import UnixSignals
import Warehouse

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Follow the inputs that the configuration names, and load what is written to them.",
    discussion: """
      Runs until it is told to end (SIGTERM, Ctrl-C): what was read is stored first. SIGHUP reads \
      the configuration again; where that is wrong the old one goes on. One daemon follows an \
      input: a second one ends with 75.
      """)

  /// How long the end may take, after which the process goes: nothing is half stored then either.
  private static let patience = Duration.milliseconds(9_500)

  @Flag(help: "End when everything that is there was read.") var once = false
  @Flag(help: "Say more in the log.") var verbose = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var following: FollowingOptions

  func run() async throws {
    // Before the first pipe closes.
    signal(SIGPIPE, SIG_IGN)
    Self.raiseDescriptorLimit()
    let flags = [database.flags, input.flags, reading.flags, following.flags]
      .reduce(into: [:]) { $0.merge($1) { $1 } }
    let load = { @Sendable [config = database.config] in
      let setup = try Setup(config: config, flags: flags)
      return (
        setup, try DaemonSetup(configuration: setup.configuration, topics: try setup.topics())
      )
    }
    let (setup, daemon) = try load()
    let environment = ProcessInfo.processInfo.environment
    let stream = LogStream(
      style: LogStyle(environment: environment), clock: { Setup.now })
    let logger = stream.logger("footfall", level: verbose ? .debug : .info)
    try await serve(
      setup, daemon, environment, logger, reload: { try load().1 })
    stream.flush(everything: true)
  }

  private func serve(
    _ setup: Setup, _ daemon: DaemonSetup, _ environment: [String: String], _ logger: Logger,
    reload: @escaping @Sendable () throws -> DaemonSetup
  ) async throws {
    let start = ContinuousClock.now
    let elapsed = { @Sendable in ContinuousClock.now - start }
    let state = DaemonState()
    let senders = try Self.senders(setup.configuration, environment, logger)
    let service = FollowingService(
      daemon, database: try setup.database(), statements: try StatementLibrary(),
      now: { Setup.now }, elapsed: elapsed, log: DaemonLog(logger),
      notifier: ServiceNotifier(environment: environment),
      alarms: Alarms { alert in for sender in senders { sender.send(alert) } }, state: state,
      readsOnce: once, reload: reload)
    var services = senders.map {
      ServiceGroupConfiguration.ServiceConfiguration(service: $0)
    }
    if case .at(let host, let port) = setup.configuration.monitor, !once {
      let report = DaemonReport(state, now: { Setup.now }, elapsed: elapsed)
      services.append(
        .init(
          service: MonitorServer(
            address: MonitorAddress(host: host, port: port), registry: MetricsRegistry(),
            samples: { report.samples }, health: { report.health }, clock: { Setup.now },
            logger: logger)))
    }
    services.append(
      .init(
        service: service, successTerminationBehavior: .gracefullyShutdownGroup))
    var configuration = ServiceGroupConfiguration(services: services, logger: logger)
    configuration.gracefulShutdownSignals = [.sigterm, .sigint]
    let group = ServiceGroup(configuration: configuration)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        for await _ in await UnixSignalsSequence(trapping: .sighup) { service.requestReload() }
      }
      tasks.addTask { try await Self.endInTime(logger) }
      tasks.addTask {
        try await group.run()
        throw Ended()
      }
      do {
        while try await tasks.next() != nil {}
      } catch is Ended {
      }
      tasks.cancelAll()
    }
  }

  private struct Ended: Error {}

  /// Ends the process where its end takes too long.
  private static func endInTime(_ logger: Logger) async throws {
    for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
      try await Task.sleep(for: patience)
      logger.error("the end took too long; what was committed stays")
      Foundation.exit(Failure.failed)
    }
  }

  private static func senders(
    _ configuration: Configuration, _ environment: [String: String], _ logger: Logger
  ) throws -> [AlertSender] {
    var routes: [AlertRoute] = []
    if let command = configuration.onAlert { routes.append(.command(command)) }
    if let address = configuration.alertMail {
      let host = Host.name
      routes.append(
        .mail(
          try AlertMail(
            to: [address], from: "footfall@\(host.contains(".") ? host : "\(host).localdomain")",
            host: host)))
    }
    return routes.map { AlertSender(route: $0, environment: environment, logger: logger) }
  }

  /// A file that is followed stays open: as many as the system allows.
  private static func raiseDescriptorLimit() {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
