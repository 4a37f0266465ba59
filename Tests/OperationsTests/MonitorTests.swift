import CoreMetrics
import Foundation
import Logging
import Operations
import Support
import Synchronization
import Testing

@Suite("The monitor", .timeLimit(.minutes(1)))
struct MonitorTests {
  @Test(
    "the state is told as JSON, and by the status",
    arguments: [
      (HealthReport.Status.ok, 200), (.degraded, 200), (.failing, 503),
    ])
  func health(status: HealthReport.Status, code: Int) async throws {
    let report = HealthReport(checks: [
      HealthReport.Check("database", .ok, "It answers."),
      HealthReport.Check("sources", status, "\"shop\"\u{1b}[1m"),
    ])
    try await TestMonitor(health: report).serving { port in
      let answer = try await RawClient(port).get("/health?verbose")
      #expect(answer.status == code)
      #expect(answer.fields["content-type"] == "application/json")
      #expect(
        answer.body == """
          {"checks":[{"detail":"It answers.","name":"database","status":"ok"},\
          {"detail":"\\"shop\\"%1B[1m","name":"sources","status":"\(status.rawValue)"}],\
          "status":"\(status.rawValue)"}

          """)
    }
  }

  @Test("the metrics hold what was counted and what is found out when they are asked for")
  func metrics() async throws {
    let monitor = TestMonitor()
    Counter(label: "lines_total", factory: monitor.registry).increment(by: 3)
    try await monitor.serving { port in
      let answer = try await RawClient(port).get("/metrics")
      #expect(answer.status == 200)
      #expect(answer.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
      let text = try PrometheusText(answer.body)
      #expect(text.value("lines_total") == 3)
      #expect(text.value("found_out") == 1)
    }
  }

  @Test(
    "what it does not offer it refuses",
    arguments: [
      ("GET / HTTP/1.1", 404), ("GET /healthy HTTP/1.1", 404), ("GET /health/ HTTP/1.1", 404),
      ("GET //health HTTP/1.1", 404), ("GET /%68ealth HTTP/1.1", 404), ("POST / HTTP/1.1", 404),
      ("POST /health HTTP/1.1", 405), ("DELETE /metrics HTTP/1.1", 405),
      ("HEAD /health HTTP/1.1", 200), ("GET /health HTTP/1.0", 200), ("GET /metrics", 400),
      ("\u{0}\u{1}\u{2}", 400), ("PRI * HTTP/2.0", 400),
    ])
  func refused(line: String, status: Int) async throws {
    try await TestMonitor().serving { port in
      let answer = try await RawClient(port).send("\(line)\r\nHost: x\r\n\r\n")
      #expect(answer.status == status)
      #expect(answer.fields["connection"] == "close")
      #expect(answer.count == 1)
      if status == 405 { #expect(answer.fields["allow"] == "GET, HEAD") }
      if line.hasPrefix("HEAD") { #expect(answer.body.isEmpty) }
    }
  }

  @Test("an answer is not kept by anybody and is what it says it is")
  func fields() async throws {
    try await TestMonitor().serving { port in
      for path in ["/health", "/metrics", "/"] {
        let answer = try await RawClient(port).get(path)
        #expect(answer.fields["cache-control"] == "no-store")
        #expect(answer.fields["x-content-type-options"] == "nosniff")
        #expect(answer.fields["date"] == "Tue, 25 Nov 2025 09:00:00 GMT")
        #expect(answer.fields["content-length"] == "\(answer.body.utf8.count)")
        #expect(answer.fields["server"] == nil)
      }
    }
  }

  @Test(
    "a body is not waited for, a second request not answered",
    arguments: [
      "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\nxx",
      "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nxx",
      "GET /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n",
    ])
  func bodies(request: String) async throws {
    try await TestMonitor().serving { port in
      let answer = try await RawClient(port).send(request)
      #expect(answer.status == (request.hasPrefix("POST") ? 405 : 200))
      #expect(answer.count == 1)
    }
  }

  @Test(
    "too many or too large header fields are refused",
    arguments: [
      String(repeating: "A: b\r\n", count: 200), "A: \(String(repeating: "b", count: 9_000))\r\n",
      (0..<90).map { "A\($0): \(String(repeating: "b", count: 500))\r\n" }.joined(),
    ])
  func headers(fields: String) async throws {
    try await TestMonitor().serving { port in
      let answer = try await RawClient(port).send("GET /health HTTP/1.1\r\n\(fields)\r\n")
      #expect(answer.status == 431)
      #expect(answer.count == 1)
    }
  }

  @Test("slow clients do not keep a healthy one out, and are closed")
  func slow() async throws {
    try await TestMonitor(limits: MonitorLimits(connections: 8)).serving { port in
      let slow = try (0..<200).map { _ in try OpenSocket(port) }
      for socket in slow { socket.write("GET /hea") }
      for _ in 0..<20 {
        let answer = try await RawClient(port).get("/health")
        #expect(answer.status == 200)
      }
      // All but eight have gone, without an answer.
      #expect(await slow[0].readToEnd().isEmpty)
      #expect(await slow[150].readToEnd().isEmpty)
    }
  }

  @Test("a client that says nothing is closed after its time")
  func silent() async throws {
    try await TestMonitor(limits: MonitorLimits(lifetime: 50)).serving { port in
      let socket = try OpenSocket(port)
      #expect(await socket.readToEnd().isEmpty)
    }
  }

  @Test("an address that is taken is one clear error")
  func taken() async throws {
    try await TestMonitor().serving { port in
      let address = MonitorAddress(host: "127.0.0.1", port: port)
      let other = TestMonitor().server(at: address) { _ in }
      let error = await #expect(throws: MonitorError.self) { try await other.run() }
      #expect(
        error.map { "\($0)" }
          == "The monitor cannot listen on 127.0.0.1:\(port): another program listens there.")
    }
  }

  @Test("whoever need not have the address waits until it is free, and is told so once")
  func takenForAWhile() async throws {
    let lines = WrittenLines()
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let others = Mutex<Task<Void, any Error>?>(nil)
    try await TestMonitor().serving { port in
      let other = TestMonitor().server(
        at: MonitorAddress(host: "127.0.0.1", port: port), retry: .milliseconds(20), lines: lines
      ) { listening.yield($0) }
      others.withLock { $0 = Task { try await other.run() } }
      while !lines.text.contains("tried again later") { await lookAgain() }
    }
    // The first has ended: now the other one gets the address.
    for await _ in ports { break }
    #expect(lines.all.count { $0.contains("tried again later") } == 1)
    others.withLock { $0?.cancel() }
  }

  @Test(
    "an address that is none of this machine's, or none at all, is one clear error",
    arguments: [
      ("203.0.113.9", "this machine has no such address"), ("no.such.invalid", "not known"),
    ])
  func elsewhere(host: String, reason: String) async throws {
    let server = TestMonitor().server(at: MonitorAddress(host: host, port: 0)) { _ in }
    let error = await #expect(throws: MonitorError.self) { try await server.run() }
    #expect(error.map { "\($0)" }?.contains(reason) == true)
  }

  @Test(
    "an address is read as it is written",
    arguments: [
      ("127.0.0.1:9467", "127.0.0.1", 9_467), ("[::1]:80", "::1", 80),
      ("localhost:0", "localhost", 0),
    ])
  func address(text: String, host: String, port: Int) throws {
    let address = try #require(MonitorAddress(text))
    #expect(address == MonitorAddress(host: host, port: port))
    #expect("\(address)" == text)
  }

  @Test(
    "what is no address is none",
    arguments: ["", ":", ":80", "host", "host:", "host:x", "host:65536", "::1:80", "a b:1", "h:+1"])
  func noAddress(text: String) {
    #expect(MonitorAddress(text) == nil)
  }
}
