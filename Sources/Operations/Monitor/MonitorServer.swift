package import Clickstream
internal import HTTPTypes
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle

/// Answers `GET /health` and `GET /metrics` on a local port, for monitors and Prometheus.
///
/// One thread, no timer while nobody asks. A connection gets one answer and lives for seconds only;
/// where there are too many of them the oldest goes, so slow clients keep nobody out.
package struct MonitorServer: Service {
  private let address: MonitorAddress
  private let pages: MonitorPages
  private let limits: MonitorLimits
  private let logger: Logger
  private let retry: Duration?
  private let beginning: @Sendable () async -> Void
  private let onListening: @Sendable (Int) async -> Void

  /// - Parameters:
  ///   - registry: what `/metrics` shows
  ///   - samples: values that are found out when `/metrics` is asked for; must not take long
  ///   - health: what `/health` shows; must not take long
  ///   - retry: where it cannot listen, or can no longer, it says so once and tries again after this
  ///     time; nil: it throws
  ///   - beginning: returns when it may listen; cancelled where it is told to stop before
  ///   - onListening: called once with the port, when connections are taken
  package init(
    address: MonitorAddress, registry: MetricsRegistry,
    samples: @escaping @Sendable () async -> [MetricSample] = { [] },
    health: @escaping @Sendable () async -> HealthReport, limits: MonitorLimits = MonitorLimits(),
    clock: @escaping @Sendable () -> Instant, logger: Logger, retry: Duration? = nil,
    beginning: @escaping @Sendable () async -> Void = {},
    onListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    self.address = address
    pages = MonitorPages(registry: registry, samples: samples, health: health, clock: clock)
    self.limits = limits
    self.logger = logger
    self.retry = retry
    self.beginning = beginning
    self.onListening = onListening
  }

  /// Serves until it is told to stop.
  ///
  /// Throws `MonitorError` where it cannot listen and does not try again.
  package func run() async throws {
    let beginning = beginning
    let mayListen = try? await cancelWhenGracefulShutdown {
      await beginning()
      return !Task.isCancelled
    }
    guard mayListen == true else { return }
    var isTold = false
    while true {
      do {
        return try await server(on: Self.group).run()
      } catch {
        let failure = MonitorError(address, error)
        guard let retry else { throw failure }
        if Task.isCancelled { return }
        if !isTold {
          logger.error(
            "The monitor is tried again later; the logs are read without it",
            metadata: ["reason": "\(failure)"])
        }
        isTold = true
        let pause: Void? = try? await cancelWhenGracefulShutdown {
          try await Task.sleep(for: retry)
        }
        if pause == nil { return }
      }
    }
  }

  /// Never shut down: at the end the server still closes connections after it has returned.
  private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  private func server(on group: any EventLoopGroup) -> any Service {
    let (pages, limits, address, logger, onListening) = (
      pages, limits, address, logger, onListening
    )
    let connections = OpenConnections(limit: limits.connections)
    let channel = HTTP1Channel(
      responder: { request, writer, _ in
        let answer = await pages.answer(request.method, path: request.head.path ?? "")
        try await writer.write(response: answer.head, body: answer.body)
      },
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [ConnectionGuard(limits: limits, connections: connections)],
        httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
          maxHeaderFieldSize: limits.headerBytes / 4, maxHeaderListSize: limits.headerBytes,
          maxHeaderFieldCount: limits.headers)))
    var quiet = logger
    quiet.logLevel = .warning
    return channel.server(
      configuration: ServerConfiguration(
        address: .hostname(address.host, port: address.port), backlog: 64),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? address.port
        logger.info("The monitor listens", metadata: ["port": "\(port)"])
        await onListening(port)
      },
      eventLoopGroup: group, logger: quiet)
  }
}
