import Foundation
import Support
import Testing

@Suite("What staff writes down, by command", .database(from: LoadingDatabase.template))
struct ServiceCommandTests {
  private let program: CommandProgram

  init() throws {
    program = try CommandProgram()
    let form =
      #"{"time":"2026-11-12T08:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"email":"vera@quist.example","name":"Vera Quist","subject":"Complaint","#
      + #""message":"I am very disappointed; the service was terrible."}}"#
    try program.folder.write(form + "\n", to: "forms.ndjson")
    try program.folder.write(
      """
      staff:
        - name: Orla Finch
          addresses: [orla@larkspur.example]
          logins: [orla]
          hours: [Mon-Fri 10:00-18:00]

      """, to: "staff.yaml")
  }

  private func run(_ arguments: String...) async throws -> BuiltProgram.Outcome {
    try await program.run(arguments + ["--config", "footfall.yaml"])
  }

  private func id(_ output: String) throws -> String {
    "#" + String(try #require(output.firstMatch(of: /#(-?[0-9]+)/)).output.1)
  }

  @Test("a case is listed, given to somebody who is known, closed with its cause, and opened again")
  func cases() async throws {
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let list = try await run("case", "list")
    #expect(list.output.contains("complaint  Vera Quist"), "\(list.output)\(list.error)")
    let id = try id(list.output)
    let unknown = try await run("case", "assign", id, "orly")
    #expect(unknown.status == 2 && unknown.error.contains("did you mean Orla Finch?"))
    let assigned = try await run("case", "assign", id, "ORLA")
    #expect(assigned.output.contains("Orla Finch"), "\(assigned.error)")
    let mine = try await run("case", "list", "--owner", "orla@larkspur.example")
    #expect(mine.output.contains(id))
    let closed = try await run("case", "close", id, "--cause", "rude", "--note", "Apologised.")
    #expect(closed.output.contains("rude") && closed.output.contains("closed 2"))
    #expect(try await run("case").output.contains("There are no such cases; --all"))
    #expect(try await run("case", "list", "--all").output.contains("rude"))
    let open = try await run("case", "reopen", id)
    #expect(open.output.contains("open"))
    let none = try await run("case", "close", "#12")
    #expect(none.status == 1 && none.error.contains("there is no case #12"))
  }

  @Test(
    "what is named and not there is a failure, and no wrong use; what is no name at all is",
    arguments: [
      ["person", "show", "nobody@n.example"], ["person", "show", "#12"],
      ["person", "consent", "nobody@n.example", "news", "--withdrawn", "--proof", "call"],
      ["vendor", "show", "V1"], ["case", "close", "#12"], ["case", "assign", "#12", "orla"],
      ["contact", "correct", "#12", "--topic", "complaint"], ["activity", "remove", "#12"],
      ["activity", "add", "#12", "call"], ["diary", "done", "#12"],
    ])
  func notThere(arguments: [String]) async throws {
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let outcome = try await program.run(arguments + ["--config", "footfall.yaml"])
    #expect(outcome.status == 1 && outcome.output.isEmpty, "\(outcome.error)")
    for wrong in [["case", "close", "x"], ["activity", "remove", "x"], ["diary", "done", "x"]] {
      let outcome = try await program.run(wrong + ["--config", "footfall.yaml"])
      #expect(outcome.status == 2, "\(wrong) \(outcome.error)")
    }
  }

  @Test("what somebody said some days ago is written down as of then, and nothing ahead")
  func saidBefore() async throws {
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let given = try await run(
      "person", "consent", "vera@quist.example", "news", "--given", "--proof", "letter", "--at",
      "2025-03-13 10:00")
    #expect(given.status == 0, "\(given.error)")
    let before = try await run(
      "person", "consent", "vera@quist.example", "news", "--withdrawn", "--proof", "call", "--at",
      "2025-03-12")
    #expect(before.output.contains(/news +given +letter/), "\(before.output)\(before.error)")
    let barred = try await run(
      "person", "suppress", "vera@quist.example", "--at", "2025-03-14")
    #expect(barred.output.contains("2025-03-14"), "\(barred.output)\(barred.error)")
    for time in ["2099-01-01", "yesterday"] {
      let wrong = try await run("person", "suppress", "vera@quist.example", "--lift", "--at", time)
      #expect(wrong.status == 2 && wrong.error.contains("--at"), "\(wrong.error)")
    }
    let list = try await run("person", "list")
    #expect(list.output.contains("are told as of today, 2"), "\(list.output)")
    let csv = try await run("person", "list", "--csv")
    #expect(!csv.output.contains("as of today"))
    let report = try await run("report", "--quiet")
    #expect(report.status == 0 && report.output.isEmpty, "\(report.output)\(report.error)")
  }

  @Test("by a telephone that one person alone has, it is in that person's story; else in nobody's")
  func telephone() async throws {
    try program.folder.write(
      "number,email,phone\n7,vera@quist.example,+43 1 234567\n", to: "customers.csv")
    #expect(try await run("import", "customers.csv").status == 0)
    let added = try await run(
      "activity", "add", "+43 1 234567", "call", "--inbound", "--subject", "The seats")
    #expect(added.status == 0 && !added.output.contains("new person"), "\(added.error)")
    let unknown = try await run("activity", "add", "+43 1 765432", "call", "--subject", "Parking")
    #expect(
      unknown.output.contains("in nobody's story") && !unknown.output.contains("new person"),
      "\(unknown.output)\(unknown.error)")
    for day in 1...2 {
      let note = try await run(
        "activity", "add", "7", "note", "--note", "Nothing new, \(day)")
      #expect(note.status == 0, "\(note.error)")
    }
    let show = try await run("person", "show", "vera@quist.example", "--limit", "1")
    #expect(
      show.output.contains(/Last word from them +\S+, call: .*The seats/), "\(show.output)")
  }

  @Test("what was done with a person is a touch, stands in the diary, and is taken back")
  func activities() async throws {
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let added = try await run(
      "activity", "add", "vera@quist.example", "call", "--outbound", "--subject", "The seats",
      "--topic", "complaint", "--next", "send a voucher", "--on", "+3", "--staff", "orla")
    #expect(added.status == 0, "\(added.error)")
    let id = try id(added.output)
    let list = try await run("activity", "list", "--person", "vera@quist.example")
    #expect(
      list.output.contains("call to them  Orla Finch  Vera Quist  The seats"), "\(list.output)")
    #expect(
      try await run("person", "show", "vera@quist.example").output.contains("call to them"))
    let diary = try await run("diary")
    #expect(
      diary.output.contains("send a voucher") && diary.output.contains("next action"),
      "\(diary.output)")
    #expect(try await run("activity", "remove", id).status == 0)
    #expect(try await run("diary").output.contains("Nothing is due"))
    let wrong = try await run("activity", "add", "vera@quist.example", "call", "--at", "yesterday")
    #expect(wrong.status == 2 && wrong.error.contains("at"), "\(wrong.error)")
    let topic = try await run(
      "activity", "add", "vera@quist.example", "call", "--topic", "complant")
    #expect(topic.status == 2 && topic.error.contains("did you mean complaint?"))
    let ahead = try await run(
      "activity", "add", "vera@quist.example", "call", "--at", "2099-01-01")
    #expect(ahead.status == 2 && ahead.error.contains("lies ahead"), "\(ahead.error)")
    let nobody = try await run("activity", "add", "Vera Quist", "call")
    #expect(nobody.status == 1 && nobody.error.contains("nobody is known as"), "\(nobody.error)")
    // Whoever is not known is, from now on.
    #expect(try await run("activity", "add", "new@n.example", "visit").status == 0)
    #expect(try await run("person", "show", "new@n.example").output.contains("visit"))
  }

  @Test("what came with a file is taken back with the file")
  func fromFile() async throws {
    try program.folder.write(
      "number,at,email,kind,subject\n1,2026-11-02T10:00:00Z,vera@quist.example,call,Hello\n",
      to: "activities.csv")
    #expect(try await run("import", "activities.csv").status == 0)
    let id = try id(try await run("activity").output)
    let removed = try await run("activity", "remove", id)
    #expect(removed.status == 2 && removed.error.contains("activities.csv"), "\(removed.error)")
  }

  @Test("an entry is due until it is done, and calendars can read it")
  func diary() async throws {
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let added = try await run(
      "diary", "add", "tomorrow", "Ring;", "about", "the\u{1b}[31m", "tickets, please", "--person",
      "vera@quist.example", "--for", "orla")
    #expect(added.status == 0, "\(added.error)")
    let id = try id(added.output)
    let list = try await run("diary", "list", "--staff", "Orla Finch")
    #expect(list.output.contains("Vera Quist") && !list.output.contains("\u{1b}"))
    let ics = try await run("diary", "list", "--ics").output
    #expect(ics.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
    #expect(
      ics.contains("SUMMARY:Ring\\; about the[31m tickets\\, please: Vera Quist\r\n"), "\(ics)")
    #expect(ics.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    let past = try await run("diary", "add", "2026-13-01", "x")
    #expect(past.status == 2 && past.error.contains("expected a day"))
    #expect(try await run("diary", "done", id).output.contains("Done: Ring"))
    #expect(try await run("diary", "done", id).status == 1)
    #expect(try await run("diary").output.contains("Nothing is due"))
    #expect(try await run("diary", "list", "--all").output.contains("entry, done"))
  }

  @Test(
    "a name that narrows a list and is not known is a mistake, told with those that are",
    arguments: [
      (["case", "list", "--owner", "orls"], "did you mean Orla Finch? Known are Orla Finch"),
      (["activity", "list", "--staff", "nobody"], "known are Orla Finch"),
      (["diary", "list", "--staff", "Orla Finsh"], "did you mean Orla Finch?"),
      (["contact", "list", "--topic", "complant"], "did you mean complaint?"),
      (["contact", "list", "--topic", "weather"], "there is no topic weather; known are "),
      (["contact", "topics", "--site", "lark"], "there is no site lark; known are larkspur"),
      (["case", "list", "--site", "larkspr"], "did you mean larkspur?"),
      (["activity", "list", "--site", "larkspr"], "did you mean larkspur?"),
      (["diary", "list", "--site", "larkspr"], "did you mean larkspur?"),
      (["contact", "list", "--site", "larkspr"], "did you mean larkspur?"),
      (["person", "list", "--site", "larkspr"], "did you mean larkspur?"),
      (["person", "show", "vera@quist.example", "--site", "larkspr"], "did you mean larkspur?"),
      (["vendor", "list", "--site", "larkspr"], "did you mean larkspur?"),
      (["vendor", "show", "V1", "--site", "larkspr"], "did you mean larkspur?"),
      (["import", "a.csv", "--ledger", "custmer"], "did you mean customer?"),
    ])
  func unknownNames(arguments: [String], says: String) async throws {
    let outcome = try await program.run(arguments + ["--config", "footfall.yaml"])
    #expect(outcome.status == 2, "\(outcome.output)\(outcome.error)")
    #expect(outcome.error.contains(says), "\(outcome.error)")
  }

  @Test("a name is known that only records hold: of a topic that was dropped, of staff that left")
  func formerNames() async throws {
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let id = try id(try await run("case", "list").output)
    try FileManager.default.removeItem(atPath: "\(program.folder.path)/staff.yaml")
    #expect(try await run("case", "assign", id, "Ina Former").status == 0)
    #expect(try await run("case", "list", "--owner", "ina former").output.contains(id))
    try program.folder.write(
      """
      topics:
        - topic: order
          rules: [{name: order, words: [order], where: [body], weight: 6}]
      """, to: "topics.yaml")
    try program.folder.write(
      "sites:\n  - name: larkspur\n    zone: Europe/London\ntopics: topics.yaml\n",
      to: "footfall.yaml")
    let list = try await run("contact", "list", "--topic", "complaint")
    #expect(list.status == 0 && list.output.contains(id), "\(list.error)")
  }

  @Test("a step that changes nothing is not written down, and it is said why")
  func needlessSteps() async throws {
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let id = try id(try await run("case", "list").output)
    let open = try await run("case", "reopen", id)
    #expect(open.status == 2 && open.error.contains("is open already"), "\(open.error)")
    #expect(try await run("case", "assign", id, "orla").status == 0)
    let same = try await run("case", "assign", id, "Orla Finch")
    #expect(same.status == 2 && same.error.contains("Orla Finch has case"), "\(same.error)")
    #expect(try await run("case", "close", id, "--cause", "rude").status == 0)
    let closed = try await run("case", "close", id, "--cause", "late")
    #expect(closed.status == 2 && closed.error.contains("is closed already, on 2"))
    let list = try await run("case", "list", "--all", "--json")
    #expect(list.output.contains(#""cause" : "rude""#), "\(list.output)")
  }

  @Test("how things stand is told as of the newest record, that of staff included")
  func standing() async throws {
    try program.folder.write(CommandProgram.lines(5), to: "access.log")
    #expect(try await run("ingest", "access.log", "forms.ndjson").status == 0)
    let file = "\(program.folder.path)/html-persons/larkspur/persons.html"
    let page = { try String(contentsOfFile: file, encoding: .utf8) }
    #expect(try await run("report").status == 0)
    let before = try page()
    #expect(before.contains("1 case is open") && !before.contains("as of"))
    let id = try id(try await run("case", "list").output)
    #expect(try await run("diary", "add", "tomorrow", "Ring", "the", "printer").status == 0)
    #expect(try await run("case", "close", id).status == 0)
    #expect(try await run("report").status == 0)
    let after = try page()
    #expect(after.contains("Ring the printer") && after.contains("what is open and due as of"))
    #expect(after.contains("Which cases are open?</h2>") && !after.contains("1 case is open"))
    #expect(try await run("report").status == 0)
    #expect(try page() == after)
    #expect(try await run("report", "--as-of", "2026-11-12").status == 0)
    let then = try page()
    #expect(!then.contains("Ring the printer") && then.contains("1 case is open"))
  }

  @Test("a file of staff that is wrong is told with its line")
  func staff() async throws {
    try program.folder.write(
      "staff:\n  - name: A\n    hours: [Mon-Fri 18:00-10:00]\n    rank: 1\n", to: "staff.yaml")
    let outcome = try await run("case")
    #expect(outcome.status == 2, "\(outcome.error)")
    #expect(outcome.error.contains("staff.yaml:3: 'Mon-Fri 18:00-10:00' are no hours"))
    #expect(outcome.error.contains("staff.yaml:4: unknown key 'rank'"))
  }
}
