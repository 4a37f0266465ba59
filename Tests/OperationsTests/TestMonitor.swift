import Logging
import Operations
import ServiceLifecycle

/// A monitor for one test, on a port that the system chose.
struct TestMonitor {
  let registry = MetricsRegistry()
  var health = HealthReport(checks: [])
  var limits = MonitorLimits()

  init(health: HealthReport = HealthReport(checks: []), limits: MonitorLimits = MonitorLimits()) {
    self.health = health
    self.limits = limits
  }

  func server(
    at address: MonitorAddress, retry: Duration? = nil, lines: WrittenLines = WrittenLines(),
    onListening: @escaping @Sendable (Int) async -> Void
  ) -> MonitorServer {
    let (report, time) = (health, ScriptedTime())
    return MonitorServer(
      address: address, registry: registry,
      samples: { [MetricSample("found_out", help: "", .integer(1))] }, health: { report },
      limits: limits, clock: { time.instant },
      logger: LogStream(to: lines).logger("monitor"), retry: retry, onListening: onListening)
  }

  /// Serves while `body` runs, then stops in good order.
  func serving(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let server = server(at: MonitorAddress(host: "127.0.0.1", port: 0)) { port in
      listening.yield(port)
    }
    let group = ServiceGroup(
      services: [server], logger: LogStream(to: WrittenLines()).logger("services"))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      tasks.addTask {
        for await port in ports {
          do { try await body(port) } catch {
            await group.triggerGracefulShutdown()
            throw error
          }
          break
        }
        await group.triggerGracefulShutdown()
      }
      try await tasks.waitForAll()
    }
  }
}
