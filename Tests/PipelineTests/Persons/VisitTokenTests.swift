import Clickstream
import Foundation
import Pipeline
import Support
import Testing
import Warehouse

private typealias Scene = TokenScene

@Suite("Tokens of visits")
struct VisitTokenTests {
  private static let hits = [
    Scene.hit("1", "08:00:00", cookie: Scene.one),
    Scene.hit("1", "08:05:00", "GET /contact?visit=footfall%3D\(Scene.one)", cookie: Scene.one),
    Scene.hit("2", "09:00:00"),
    Scene.hit("2", "09:01:00", "GET /contact?a=b&visit=\(Scene.page)"),
    Scene.hit("3", "10:00:00", cookie: Scene.two),
  ]

  private static let forms = [
    Scene.form("ann@a.example", "08:06:00", page: "/contact?visit=footfall=\(Scene.one)"),
    Scene.form(
      "bob@b.example", "09:02:00", url: "https://shop.example/contact?a=b&visit=\(Scene.page)#x"),
    Scene.form("cid@c.example", "10:01:00", hidden: Scene.two),
    // The link counts, whatever a field says.
    Scene.form(
      "dan@d.example", "08:07:00", page: "/contact?visit=\(Scene.one)", hidden: Scene.two),
    // Of no visit: guessed, of nothing long enough, of a visit that is long over.
    Scene.form("eve@e.example", "08:06:00", hidden: String(Scene.one.reversed())),
    Scene.form("flo@f.example", "08:06:00", page: "/contact?visit=12&x=\(Scene.one)"),
    Scene.form("gus@g.example", "10:40:00", hidden: Scene.two),
  ]

  @Test("a form is tied by the token in the link to it, or in a hidden field")
  func forms() async throws {
    let scene = try TokenScene()
    try await LoadingDatabase.with { database in
      try await scene.load(hits: Self.hits, forms: Self.forms, into: database)
      #expect(
        try await database.ties() == [
          "ann link 01 08:00:00", "bob link 01 09:00:00", "cid address 01 10:00:00",
          "dan link 01 08:00:00", "eve", "flo", "gus",
        ])
      #expect(
        try await database.texts(
          "SELECT concat_ws(' ', rule, contacts) FROM footfall.contact_visit_quality ORDER BY 1")
          == ["address 1", "link 3"])
    }
  }

  private static let mailed = [
    Scene.hit("1", "08:00:00", cookie: Scene.one),
    Scene.hit("1", "12:00:00", cookie: Scene.one),
    Scene.hit("1", "20:00:00", cookie: Scene.one),
    Scene.hit("2", "09:01:00", "GET /contact?visit=\(Scene.page)"),
  ]

  private static let mails = [
    Scene.mail("ann@a.example", "07:00:00", to: "info+\(Scene.one)@shop.example"),
    Scene.mail("ann@a.example", "07:59:55", to: "info+\(Scene.one)@shop.example"),
    Scene.mail("ann@a.example", "13:00:00", to: "info+footfall=\(Scene.one)@shop.example"),
    Scene.mail("ann@a.example", "19:00:00", to: "info+\(Scene.one)@shop.example", day: 2),
    Scene.mail("ann@a.example", "20:00:01", to: "info+\(Scene.one)@shop.example", day: 2),
    Scene.mail("bob@b.example", "11:00:00", to: "Shop <Info+\(Scene.page)@Shop.example>"),
    Scene.mail("cid@c.example", "13:00:00", to: "info+\(Scene.two)@shop.example"),
    Scene.mail("dan@d.example", "13:00:00", to: "info+\(Scene.one)@other.example"),
    Scene.mail(
      "eve@e.example", "13:00:00", to: "info@shop.example",
      "Delivered-To: office+\(Scene.one)@shop.example\n"),
    Scene.mail(
      "flo@f.example", "13:00:00",
      to: "info+\(Scene.one)@shop.example, info+\(Scene.page)@shop.example"),
    Scene.mail("gus@g.example", "13:00:00", to: "info+\(Scene.one.lowercased())@shop.example"),
  ]

  @Test("mail to a plus-address is tied to the last visit of its token in the day before it")
  func mail() async throws {
    let scene = try TokenScene()
    try await LoadingDatabase.with { database in
      try await scene.load(hits: Self.mailed, mails: Self.mails, into: database)
      #expect(
        try await database.ties() == [
          "ann", "ann", "ann address 01 12:00:00", "ann address 01 20:00:00", "ann",
          "bob address 01 09:01:00", "cid", "dan", "eve address 01 12:00:00", "flo", "gus",
        ])
      let export = try await database.exported("bob@b.example")
      let visits = export.first { $0.section == "visits of contacts" }?.rows ?? []
      #expect(visits.count == 1 && visits.allSatisfy { $0.contains(#""rule": "address""#) })
    }
  }

  @Test("a link or an address that is passed on ties nobody to another's visit")
  func passedOn() async throws {
    let scene = try TokenScene()
    let customers = "number,login,email\n1,alice,alice@a.example\n2,bob,bob@b.example\n"
    let hits = [
      Scene.hit("1", "08:00:00", cookie: Scene.one),
      // Bob follows her link, and a program looked at it before.
      Scene.hit("2", "10:00:00", "GET /contact?visit=\(Scene.one)", cookie: Scene.two),
      Scene.hit("8", "09:59:00", "GET /contact?visit=\(Scene.one)", agent: "Preview-Bot/1.0"),
      // Alice is known in hers.
      Scene.hit("4", "14:00:00", cookie: Scene.page, login: "alice"),
    ]
    let mails = [
      Scene.mail("ann@a.example", "09:00:00", to: "info+\(Scene.one)@shop.example"),
      Scene.mail("ann@a.example", "11:00:00", to: "info+\(Scene.one)@shop.example"),
      Scene.mail("alice@a.example", "14:10:00", to: "info+\(Scene.page)@shop.example"),
      Scene.mail("bob@b.example", "14:10:00", to: "info+\(Scene.page)@shop.example"),
    ]
    let forms = [
      Scene.form("cid@c.example", "10:01:00", page: "/contact?visit=\(Scene.one)")
    ]
    try await LoadingDatabase.with { database in
      try await database.importing(
        try scene.write([customers], as: "customers.csv"), asOf: Day(year: 2025, month: 1, day: 1))
      try await scene.load(hits: hits, forms: forms, mails: mails, into: database)
      #expect(
        try await database.ties() == [
          "alice login 01 14:00:00", "ann address 01 08:00:00", "ann", "bob",
          "cid link 01 10:00:00",
        ])
      // Nobody became one with anybody.
      #expect(
        try await database.persons() == [
          "1 alice alice@a.example", "2 bob bob@b.example", "ann@a.example", "cid@c.example",
        ])
    }
  }

  @Test("T14: the link of a letter that another customer opened is the token's, and joins nobody")
  func forwarded() async throws {
    let scene = try TokenScene()
    let customers = "number,login,email\n1,alice,alice@a.example\n2,bob,bob@b.example\n"
    let hits = [
      Scene.hit("2", "10:00:00", cookie: Scene.two, login: "bob"),
      // She sent it on to him.
      Scene.hit("2", "10:05:00", "GET /contact?visit=\(Scene.page)", cookie: Scene.two),
      Scene.hit("2", "10:06:00", cookie: Scene.two, login: "bob"),
    ]
    let mails = [
      Scene.mail("info+\(Scene.page)@shop.example", "07:00:00", to: "alice@a.example"),
      Scene.mail("alice@a.example", "10:30:00", to: "info+\(Scene.page)@shop.example"),
      Scene.mail("bob@b.example", "10:20:00", to: "info+\(Scene.page)@shop.example"),
    ]
    try await LoadingDatabase.with { database in
      try await database.importing(
        try scene.write([customers], as: "customers.csv"), asOf: Day(year: 2025, month: 1, day: 1))
      try await scene.load(hits: hits, mails: mails, into: database)
      #expect(try await database.ties() == ["alice", "bob login 01 10:00:00"])
      #expect(
        try await database.persons() == ["1 alice alice@a.example", "2 bob bob@b.example"])
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', i.value, v.from_at = v.started_at) FROM footfall.person_visit v
          JOIN footfall.person_identifier i ON i.person = v.person AND i.kind = 'login'
          """) == ["bob t"])
      // The hit has the token, and no record ties it to a person's names.
      #expect(
        try await database.texts("SELECT page FROM footfall.event WHERE token IS NOT NULL")
          == ["/contact"])
      #expect(
        try await database.texts("SELECT DISTINCT rule FROM footfall.person_evidence")
          == ["ledger"])
    }
  }

  @Test(
    "no token ties whom the site or the person does not allow", arguments: ["never", "consent"])
  func allowed(link: String) async throws {
    let scene = try TokenScene(link: link)
    let yes = Scene.form("ann@a.example", "07:00:00", says: #"Yes.","link_browsing":"yes"#)
    try await LoadingDatabase.with { database in
      try await scene.load(
        hits: Self.hits + Self.mailed, forms: Self.forms + [yes], mails: Self.mails,
        into: database)
      let tied = try await database.ties().filter { $0.contains("link") || $0.contains("address") }
      #expect(tied.allSatisfy { $0.hasPrefix("ann") })
      #expect(tied.isEmpty == (link == "never"))
    }
  }

  @Test("the order of arrival does not matter, and what is taken back ties no more")
  func order() async throws {
    let scene = try TokenScene()
    let log = try scene.write(Self.hits + Self.mailed, as: "access.log")
    let forms = try scene.write(Self.forms, as: "forms.ndjson")
    let mails = try scene.write(mails: Self.mails)
    var found: [[String]] = []
    for paths in [[log, forms, mails], [mails, forms, log], [forms, log, mails]] {
      try await LoadingDatabase.with { database in
        for path in paths { try await scene.load(path, into: database) }
        try await scene.derive(database)
        let ties = try await database.ties()
        found.append(ties)
        for path in paths {
          try await database.undo(path)
          let left = try await database.ties()
          #expect(path != log || left.allSatisfy { $0.split(separator: " ").count == 1 })
          #expect(path == log || left.count < ties.count)
          try await scene.load(path, into: database)
          try await scene.derive(database)
          #expect(try await database.ties() == ties, "\(path)")
        }
      }
    }
    #expect(
      found[0].contains { $0.contains("link") } && found[0].contains { $0.contains("address") })
    #expect(found.allSatisfy { $0 == found[0] })
  }

  @Test("no token stands anywhere in the database, and no address with one is anybody's")
  func traces() async throws {
    let scene = try TokenScene()
    let plus = "info+\(Scene.one)@shop.example"
    let hits =
      Self.hits + [
        Scene.hit("1", "08:06:00", "GET /a").replacing(
          "\"-\" \"Moz", with: "\"https://shop.example/contact?visit=\(Scene.one)\" \"Moz")
      ]
    let forms =
      Self.forms + [
        Scene.form("hal@h.example", "09:00:00", hidden: Scene.one, says: nil),
        Scene.form("ida@i.example", "09:00:00", says: nil).replacing(
          "\"fields\":{", with: "\"fields\":{\"visitor\":\"footfall=\(Scene.two)\","),
        Scene.form(plus, "09:00:00", day: 2),
      ]
    let mails =
      Self.mails + [
        Scene.mail(plus, "13:00:00", to: "kim@k.example"),
        Scene.mail("eve@shop.example", "13:00:00", to: "\(plus), lee@l.example", day: 3),
        Scene.mail("moe@m.example", "13:00:00", to: "crm+\(Scene.one)@box.example"),
        Self.bounce(of: plus),
      ]
    try await LoadingDatabase.with { database in
      try await scene.load(hits: hits, forms: forms, mails: mails, into: database)
      let rows = try await database.everything()
      for token in [Scene.one, Scene.two, Scene.page] {
        #expect(rows.filter { $0.lowercased().contains(token.lowercased()) } == [], "\(token)")
      }
      #expect(rows.filter { $0.contains("shop.example") && $0.contains("+") } == [])
      #expect(
        try await database.texts("SELECT value FROM footfall.person_identifier ORDER BY 1")
          == [
            "ann@a.example", "bob@b.example", "cid@c.example", "dan@d.example", "eve@e.example",
            "flo@f.example", "gus@g.example", "hal@h.example", "ida@i.example", "kim@k.example",
            "lee@l.example", "moe@m.example",
          ])
      #expect(
        try await database.texts(
          "SELECT DISTINCT staff FROM footfall.message WHERE staff IS NOT NULL ORDER BY 1")
          == ["eve", "info"])
    }
  }

  private static func bounce(of address: String) -> String {
    """
    From: MAILER-DAEMON@shop.example
    To: eve@shop.example
    Date: 1 Apr 2025 15:00:00 +0100
    Message-ID: <bounce@x.example>
    Content-Type: multipart/report; report-type=delivery-status; boundary=x
    Subject: Undelivered

    --x
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.shop.example

    Final-Recipient: rfc822; \(address)
    Action: failed
    Status: 5.1.1
    Diagnostic-Code: smtp; 550 5.1.1 <\(address)>: user unknown
    --x--

    """
  }
}
