import ArgumentParser
import Clickstream
import CoreMetrics
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

  @Flag(help: "End when everything that is there was read.") var once = false
  @Flag(help: "Say more in the log.") var verbose = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var following: FollowingOptions

  func run() async throws {
    let (end, reloads) = (await EndSignals(), await UnixSignalsSequence(trapping: .sighup))
    Self.raiseDescriptorLimit()
    let flags = [database.flags, input.flags, reading.flags, following.flags]
      .reduce(into: [:]) { $0.merge($1) { $1 } }
    let load = { @Sendable [config = database.config] in
      let setup = try Setup(
        config: config, flags: flags, knowsStaff: true, also: InputCheck.problems)
      return (
        setup, try DaemonSetup(configuration: setup.configuration, rules: try setup.rules())
      )
    }
    let (setup, daemon) = try load()
    end.allow(.seconds(setup.configuration.stopWithin))
    let environment = ProcessInfo.processInfo.environment
    let stream = LogStream(
      style: LogStyle(environment: environment), clock: { Setup.now })
    defer { stream.flush(everything: true) }
    let state = DaemonState()
    try await serve(setup, daemon, environment, stream, state, end, reloads) { try load().1 }
    if once { try Self.check(state.snapshot) }
  }

  /// Throws where an input could not be read to its end.
  private static func check(_ snapshot: DaemonState.Snapshot) throws {
    let unread = snapshot.sources.filter { !$0.error.isEmpty }
    guard !unread.isEmpty else { return }
    let lines = unread.map {
      "  \(PrintableText.string(from: $0.name)): \(PrintableText.string(from: $0.error))"
    }
    throw IncompleteRun(
      description: "not all was read; the rest is stored\n" + lines.joined(separator: "\n"))
  }

  private func serve(
    _ setup: Setup, _ daemon: DaemonSetup, _ environment: [String: String], _ stream: LogStream,
    _ state: DaemonState, _ end: EndSignals, _ reloads: UnixSignalsSequence,
    reload: @escaping @Sendable () throws -> DaemonSetup
  ) async throws {
    let logger = stream.logger("footfall", level: verbose ? .debug : .info)
    let registry = MetricsRegistry(describing: LoadingMetrics.descriptions)
    MetricsSystem.bootstrap(registry)
    let start = ContinuousClock.now
    let elapsed = { @Sendable in ContinuousClock.now - start }
    let senders = try Self.senders(setup.configuration, environment, logger)
    let service = FollowingService(
      daemon, database: try setup.database(), statements: try StatementLibrary(),
      now: { Setup.now }, elapsed: elapsed, log: DaemonLog(logger) { stream.flush() },
      notifier: ServiceNotifier(environment: environment),
      alarms: Alarms { alert, sent in
        alert.tell(logger)
        for sender in senders { sender.send(alert, sent: sent) }
        // The log has told it.
        if senders.isEmpty { sent() }
      }, state: state,
      readsOnce: once, reload: reload)
    var services = [
      ServiceGroupConfiguration.ServiceConfiguration(
        service: end, successTerminationBehavior: .gracefullyShutdownGroup)
    ]
    services += senders.map { .init(service: $0) }
    if case .at(let host, let port) = setup.configuration.monitor, !once {
      let report = DaemonReport(state, now: { Setup.now }, elapsed: elapsed)
      services.append(
        .init(
          service: MonitorServer(
            address: MonitorAddress(host: host, port: port), registry: registry,
            samples: { report.samples }, health: { report.health }, clock: { Setup.now },
            logger: logger, retry: .seconds(30), beginning: { await state.waitForBeginning() })))
    }
    services.append(
      .init(
        service: service, successTerminationBehavior: .gracefullyShutdownGroup))
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(services: services, logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        for await _ in reloads { service.requestReload() }
      }
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
            host: host, by: .suitable(server: configuration.mailServer))))
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

extension Alert {
  /// Says in the log what it says of nothing else: troubles and gaps are told there as they are met.
  fileprivate func tell(_ logger: Logger) {
    guard !isReminder, severity == .cleared || ["source_silent", "rejects_jumped"].contains(name)
    else { return }
    logger.log(
      level: severity == .raised ? .warning : .notice, "\(summary)",
      metadata: ["alert": "\(name)", "subject": "\(subject)", "severity": "\(severity)"])
  }
}
