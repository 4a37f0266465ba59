import Clickstream
import Foundation
import Glibc
import Logging
import Operations
import Pipeline
import PostgreSQL
import ServiceLifecycle
import Support
import Testing
import Warehouse

@Suite("Delivery of alarms")
struct AlarmDeliveryTests {
  enum Route: String, CaseIterable, Sendable { case command, mail }

  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func route(_ route: Route) throws -> AlertRoute {
    let told = "\(folder.path)/told"
    switch route {
    case .command:
      return .command(
        "echo \"$FOOTFALL_ALERT_NAME $FOOTFALL_ALERT_SUBJECT $FOOTFALL_ALERT_SEVERITY: "
          + "$FOOTFALL_ALERT_SUMMARY\" >> \(told)")
    case .mail:
      // A mail program that takes the words of the body down.
      let program = try folder.write(
        "#!/bin/sh\nsed '1,/^$/d' | base64 -d | tr -d '\\r' | awk '"
          + "NR == 1 { summary = $0 } /^What:/ { what = $2 $3 } "
          + "/^About:/ { sub(\",\", \" \" $2 \" \", what); print what \": \" summary }' >> \(told)\n",
        to: "sendmail")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
      return .mail(
        try AlertMail(
          to: ["ops@example.test"], from: "footfall@host.test", host: "host.test",
          by: .sendmail(program)))
    }
  }

  /// What reaches the operator, a line an alarm, of what `tell` says to the alarms.
  private func delivered(by route: Route, _ tell: (Alarms) -> Void) async throws -> [String] {
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let sender = AlertSender(
      route: try self.route(route), environment: ["PATH": "/usr/bin:/bin"], logger: logger)
    tell(Alarms { sender.send($0, sent: $1) })
    let group = ServiceGroup(services: [sender], logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    let text = (try? String(contentsOfFile: "\(folder.path)/told", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  private var source: DaemonState.Source {
    DaemonState.Source(name: "shop", since: LoadingDatabase.now)
  }

  private func look(_ alarms: Alarms, at seconds: Int64, _ source: DaemonState.Source) {
    var snapshot = DaemonState().snapshot
    snapshot.sources = [source]
    alarms.consider(snapshot, [], now: LoadingDatabase.now.advanced(bySeconds: seconds))
  }

  @Test("silence, and its end", arguments: Route.allCases)
  func silence(route: Route) async throws {
    let told = try await delivered(by: route) { alarms in
      var source = source
      source.silentAfter = 3_600
      look(alarms, at: 3_600, source)
      look(alarms, at: 3_900, source)
      look(alarms, at: 4_000, source)
      source.lastLine = LoadingDatabase.now.advanced(bySeconds: 4_010)
      look(alarms, at: 4_020, source)
    }
    #expect(
      told == [
        "source_silent shop raised: nothing came for 1 h 5 min",
        "source_silent shop cleared: lines come again",
      ])
  }

  @Test("a jump in rejects, and its end", arguments: Route.allCases)
  func rejects(route: Route) async throws {
    let told = try await delivered(by: route) { alarms in
      var source = source
      (source.lines, source.rejected) = (10_000, 10)
      look(alarms, at: 0, source)
      (source.lines, source.rejected) = (10_100, 29)
      look(alarms, at: 60, source)
      (source.lines, source.rejected) = (10_200, 50)
      look(alarms, at: 120, source)
      (source.lines, source.rejected) = (20_000, 50)
      look(alarms, at: 180, source)
    }
    #expect(
      told == [
        "rejects_jumped shop raised: many more lines than usual are rejected; see footfall rejects",
        "rejects_jumped shop cleared: no more lines than usual are rejected",
      ])
  }

  @Test(
    "rejects from the first line on, and where many were rejected before",
    arguments: [(lines: Int64(8_192), rejected: Int64(8_192)), (10_000, 4_000)])
  func alwaysRejected(before: (lines: Int64, rejected: Int64)) async throws {
    let told = try await delivered(by: .command) { alarms in
      var source = source
      (source.lines, source.rejected) = before
      look(alarms, at: 0, source)
      (source.lines, source.rejected) = (before.lines + 5_000, before.rejected + 5_000)
      look(alarms, at: 60, source)
    }
    #expect(told.count == 1 && told.allSatisfy { $0.hasPrefix("rejects_jumped shop raised") })
  }

  @Test(
    "a file that is gone, told once; not a cut, of which the log tells", arguments: Route.allCases)
  func gap(route: Route) async throws {
    let told = try await delivered(by: route) { alarms in
      func gap(_ name: String, _ reason: SourceGap.Reason, bytes: Int64?) -> SourceGap {
        SourceGap(path: "/logs/\(name)", reason: reason, generation: 0, position: 0, bytes: bytes)
      }
      let found = [
        ("shop", gap("a.log.1", .vanished, bytes: 4_200)),
        ("shop", gap("b.log", .truncated, bytes: nil)),
        ("shop", gap("c.log", .vanished, bytes: nil)),
      ]
      let snapshot = DaemonState().snapshot
      alarms.consider(
        snapshot, found.map { (source: $0.0, gap: $0.1) }, now: LoadingDatabase.now)
      alarms.consider(snapshot, [], now: LoadingDatabase.now.advanced(bySeconds: 10))
    }
    #expect(
      told == [
        "source_gap shop raised: 2 files, a.log.1 the first, were gone before the end was read: "
          + "at least 4.2 kB are missing"
      ])
  }
}
