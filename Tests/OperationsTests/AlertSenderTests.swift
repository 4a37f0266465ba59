import Clickstream
import Foundation
import Logging
import Mail
import Operations
import ServiceLifecycle
import Support
import Testing

@Suite("Sending alerts", .timeLimit(.minutes(1)))
struct AlertSenderTests {
  private let folder: ScratchFolder
  private let lines = WrittenLines()

  init() throws { folder = try ScratchFolder() }

  private var alert: Alert {
    Alert(
      name: "source_silent", subject: "shöp", severity: .raised,
      summary: "Nothing arrives; $(touch /tmp/x) `id` \"quoted\"\nBcc: evil@example.test",
      details: ["last_line": "2025-11-25T08:00:00Z", "lag\u{1b}": "3600"],
      time: Instant(seconds: 1_764_061_200))
  }

  /// Sends alerts and waits until all of them have been passed on.
  private func send(
    _ alerts: [Alert], by route: AlertRoute, limit: Int64 = 20_000,
    environment: [String: String] = ["PATH": "/usr/bin:/bin", "HOME": "/", "CANARY_SECRET": "1"]
  ) async throws {
    let logger = LogStream(to: lines).logger("alerts")
    let sender = AlertSender(route: route, limit: limit, environment: environment, logger: logger)
    for alert in alerts { sender.send(alert) }
    let group = ServiceGroup(
      services: [sender], logger: LogStream(to: lines).logger("x", level: .critical))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
  }

  @Test("what could not be sent is sent later, unless it was over meanwhile")
  func later() async throws {
    let (door, told) = ("\(folder.path)/door", "\(folder.path)/told")
    let sender = AlertSender(
      route: .command("test -e \(door) && echo $FOOTFALL_ALERT_SUBJECT >> \(told)"),
      retry: .milliseconds(20), environment: ["PATH": "/usr/bin:/bin"],
      logger: LogStream(to: lines).logger("alerts"))
    let group = ServiceGroup(
      services: [sender], logger: LogStream(to: lines).logger("x", level: .critical))
    func alert(_ subject: String, _ severity: Alert.Severity) -> Alert {
      Alert(
        name: "source_silent", subject: subject, severity: severity, summary: "s",
        time: Instant(seconds: 1))
    }
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      sender.send(alert("over", .raised))
      sender.send(alert("lasting", .raised))
      while !lines.text.contains("subject=lasting") { await lookAgain() }
      sender.send(alert("over", .cleared))
      sender.send(alert("news", .raised))
      while !lines.text.contains("subject=news") { await lookAgain() }
      try folder.write("", to: "door")
      while (try? text("told").count { $0 == "\n" }) ?? 0 < 2 { await lookAgain() }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    #expect(try text("told").split(separator: "\n").sorted() == ["lasting", "news"])
  }

  @Test("a command gets the alert in its environment and as JSON, and no secret of the service")
  func command() async throws {
    try await send(
      [alert], by: .command("cat > '\(folder.path)/json'; env > '\(folder.path)/env'; exec 0<&-"))
    let environment = try text("env").split(separator: "\n")
    for line in [
      "FOOTFALL_ALERT_NAME=source_silent", "FOOTFALL_ALERT_SUBJECT=shöp",
      "FOOTFALL_ALERT_SEVERITY=raised", "FOOTFALL_ALERT_TIME=2025-11-25T09:00:00Z",
      "FOOTFALL_ALERT_REMINDER=0", "HOME=/",
      "FOOTFALL_ALERT_SUMMARY=Nothing arrives; $(touch /tmp/x) `id` \"quoted\"%0ABcc: "
        + "evil@example.test",
    ] { #expect(environment.contains(line[...]), "\(line)") }
    #expect(!environment.contains { $0.hasPrefix("CANARY") })
    let json = try text("json")
    #expect(
      json == """
        {"details":{"lag%1B":"3600","last_line":"2025-11-25T08:00:00Z"},"name":"source_silent",\
        "reminder":false,"severity":"raised","subject":"shöp","summary":"Nothing arrives; \
        $(touch /tmp/x) `id` \\"quoted\\"%0ABcc: evil@example.test","time":"2025-11-25T09:00:00Z"}

        """)
    #expect(lines.text.hasPrefix("<6>info An alert was sent alert=source_silent severity=raised"))
  }

  @Test("a command that fails is told in the log with the beginning of what it said")
  func failure() async throws {
    try await send([alert], by: .command("echo no route; yes | head -c 300000; exit 3"))
    #expect(lines.text.contains("error An alert could not be sent"))
    #expect(lines.text.contains("status=3"))
    #expect(lines.text.contains("output=\"no route; y"))
    #expect(lines.text.utf8.count < 4_096)
  }

  @Test("a command that does not end is killed with its children, and the next alert is sent")
  func hanging() async throws {
    let line =
      "echo $$ >> '\(folder.path)/pids'; sleep 300 & echo $! >> '\(folder.path)/pids'; wait"
    try await send([alert, alert], by: .command(line), limit: 200)
    let processes = try text("pids").split(separator: "\n")
    #expect(processes.count == 4)
    func isGone(_ process: some StringProtocol) -> Bool {
      let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      return state?.contains(") Z ") ?? true
    }
    // The kernel ends whoever was killed when it gets to it; by themselves they take five minutes.
    for process in processes { while !isGone(process) { await lookAgain() } }
    #expect(lines.text.contains("killed_after_ms=200"))
  }

  @Test("a command that closes its output, or leaves a child behind, holds nothing up")
  func left() async throws {
    try await send([alert], by: .command("exec >&- 2>&-; exit 0"))
    try await send([alert], by: .command("sleep 5 & exit 0"), limit: 4_000)
    #expect(lines.all.count == 2)
    #expect(lines.all.allSatisfy { $0.contains("was sent") })
  }

  @Test("a mail is a well-formed message with one subject, whatever the alert says")
  func mail() async throws {
    let program = try folder.write(
      "#!/bin/sh\ncat > '\(folder.path)/mail'\nprintf '%s\\n' \"$@\" > '\(folder.path)/arguments'\n",
      to: "sendmail")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let mail = try AlertMail(
      to: ["ops@example.test", "night@example.test"], from: "footfall@host.test", host: "host.test",
      by: .sendmail(program))
    try await send([alert], by: .mail(mail))
    #expect(
      try text("arguments")
        == "-i\n-f\nfootfall@host.test\n--\nops@example.test\nnight@example.test\n")
    let message = try text("mail")
    for line in message.split(separator: "\n") { #expect(line.utf8.count <= 78) }
    #expect(message.utf8.allSatisfy { $0 == 0x0a || (0x20...0x7e).contains($0) })
    let reader = MailReader(
      key: SipHash.Key(1, 2), now: Instant(seconds: 1_764_061_300), limits: MailLimits())
    let bytes = Array(message.utf8)
    guard case .message(let record) = unsafe reader.read(bytes.span.bytes).outcome else {
      Issue.record("the mail cannot be read")
      return
    }
    #expect(
      record.subject == "[footfall] alert: shöp: \(alert.summary.replacing("\n", with: "%0A"))")
    #expect(record.to.map(\.address.normalised) == ["ops@example.test", "night@example.test"])
    #expect(record.from.map(\.address.normalised) == ["footfall@host.test"])
    #expect(record.at == alert.time)
    #expect(!message.contains("\nBcc:"))
  }

  @Test("a server takes the mail over SMTP: where no program may gain rights, nothing else can")
  func server() async throws {
    let sink = try MailSink()
    let mail = try AlertMail(
      to: ["ops@example.test", "night@example.test"], from: "footfall@host.test", host: "host.test",
      by: .server("smtp://127.0.0.1:\(sink.port)"))
    async let taken = sink.take()
    try await send([alert], by: .mail(mail))
    let (commands, message) = try await taken
    #expect(commands.contains { $0.hasPrefix("MAIL FROM:<footfall@host.test>") })
    #expect(
      commands.filter { $0.hasPrefix("RCPT TO:") }
        == ["RCPT TO:<ops@example.test>", "RCPT TO:<night@example.test>"])
    #expect(message.hasPrefix("From: footfall@host.test\r\n"))
    #expect(message.contains("Auto-Submitted: auto-generated\r\n"))
    #expect(lines.text.contains("An alert was sent"), "\(lines.text)")
  }

  @Test("a server that is not there is told in the log")
  func noServer() async throws {
    let mail = try AlertMail(
      to: ["ops@example.test"], from: "footfall@host.test", host: "h",
      by: .server("smtp://127.0.0.1:1"))
    try await send([alert], by: .mail(mail))
    #expect(lines.text.contains("error An alert could not be sent"))
  }

  @Test(
    "what is no address for a header and a command line is refused",
    arguments: [
      "", "ops", "-oQ/x@example.test", "a@b\nBcc: c@d.test", "\"a b\"@example.test",
      "öps@example.test", "a@b.test,c@d.test", "ops@example.test\u{0}",
    ])
  func badAddress(text: String) {
    #expect(throws: AlertMail.BadAddress.self) {
      try AlertMail(to: [text], from: "footfall@host.test", host: "h")
    }
    #expect(throws: AlertMail.BadAddress.self) {
      try AlertMail(to: ["ops@example.test"], from: text, host: "h")
    }
    #expect(throws: AlertMail.BadAddress.self) {
      try AlertMail(to: [], from: "footfall@host.test", host: "h")
    }
  }

  @Test("a program that is not there is told in the log")
  func missing() async throws {
    let mail = try AlertMail(
      to: ["ops@example.test"], from: "footfall@host.test", host: "h",
      by: .sendmail("/no/such/program"))
    try await send([alert], by: .mail(mail))
    #expect(lines.text.contains("error An alert could not be sent"))
  }
}
