import Glibc
import Operations
import Support
import Testing

@Suite("Notices to systemd")
struct NotifierTests {
  @Test("each notice is one datagram", arguments: [false, true])
  func notices(isAbstract: Bool) throws {
    let folder = try ScratchFolder()
    let name = isAbstract ? "@footfall-test-\(getpid())" : "\(folder.path)/notify"
    let socket = try ListeningSocket(name)
    let notifier = ServiceNotifier(environment: ["NOTIFY_SOCKET": name])
    #expect(notifier.isActive)
    #expect(notifier.ready(status: "Two sources."))
    #expect(socket.next() == "READY=1\nSTATUS=Two sources.")
    #expect(notifier.status("a\nREADY=1"))
    #expect(socket.next() == "STATUS=a%0AREADY=1")
    #expect(notifier.watchdog())
    #expect(socket.next() == "WATCHDOG=1")
    #expect(notifier.reloading())
    let reloading = try #require(socket.next())
    #expect(reloading.hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
    let time = try #require(Int64(reloading.split(separator: "=").last ?? ""))
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    #expect(Int64(now.tv_sec) - time / 1_000_000 <= 10)
    #expect(notifier.stopping())
    #expect(socket.next() == "STOPPING=1")
    #expect(socket.next() == nil)
  }

  @Test("without a socket nothing is sent and nothing goes wrong")
  func none() {
    let notifier = ServiceNotifier(environment: ["WATCHDOG_USEC": "1000"])
    #expect(!notifier.isActive)
    #expect(!notifier.ready())
    #expect(notifier.watchdogInterval == nil)
  }

  @Test(
    "a socket that is not there, or cannot be one, is no failure",
    arguments: [
      "/no/such/socket", "@no-such-socket", "relative", "@", "",
      "/" + String(repeating: "x", count: 200),
    ])
  func missing(path: String) {
    #expect(!ServiceNotifier(environment: ["NOTIFY_SOCKET": path]).ready())
  }

  @Test(
    "the watchdog is heard where it means this process",
    arguments: [
      (["WATCHDOG_USEC": "2000000"], Duration.seconds(2)),
      (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "\(getpid())"], .seconds(2)),
      (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "1"], nil), (["WATCHDOG_USEC": "0"], nil),
      (["WATCHDOG_USEC": "-1"], nil), (["WATCHDOG_USEC": "soon"], nil), ([:], nil),
    ])
  func watchdog(environment: [String: String], interval: Duration?) {
    let environment = environment.merging(["NOTIFY_SOCKET": "/run/x"]) { $1 }
    #expect(ServiceNotifier(environment: environment).watchdogInterval == interval)
  }
}
