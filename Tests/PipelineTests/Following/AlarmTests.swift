import Clickstream
import Operations
import Pipeline
import Synchronization
import Testing

@Suite("Alarms of a daemon")
struct AlarmTests {
  @Test("what is up of an input that is not followed any more is taken back; the rest stays up")
  func removed() {
    let told = Mutex<[String]>([])
    let alarms = Alarms { alert in
      told.withLock { $0.append("\(alert.name) \(alert.subject) \(alert.severity)") }
    }
    let now = LoadingDatabase.now
    func troubled(_ name: String) -> DaemonState.Source {
      var source = DaemonState.Source(name: name, since: now)
      source.error = "no permission"
      return source
    }
    var snapshot = DaemonState().snapshot
    snapshot.sources = ["a", "b"].map(troubled)
    alarms.consider(snapshot, [], now: now)
    alarms.database(away: "no route", now: now)
    #expect(
      told.withLock { $0 } == [
        "source_trouble a raised", "source_trouble b raised", "database_away database raised",
      ])
    told.withLock { $0 = [] }
    alarms.keep(only: ["b"], now: now)
    #expect(told.withLock { $0 } == ["source_trouble a cleared"])
    told.withLock { $0 = [] }
    alarms.keep(only: ["b"], now: now)
    #expect(told.withLock { $0 } == [])
  }
}
