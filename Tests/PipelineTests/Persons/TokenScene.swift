import Clickstream
import Foundation
import Pipeline
import Support
import Warehouse

/// What a site is visited and written to, with tokens of visits in links and addresses.
struct TokenScene {
  static let later = Instant(seconds: 1_760_000_000)
  /// Cookies, as nginx makes them.
  static let one = "0A0B0C0D0E0F10111213141516171819"
  static let two = "2A2B2C2D2E2F30313233343536373839"
  /// Tokens of an application.
  static let page = "visit-9f8e7d6c5b4a3210"

  let scratch: Scratch
  private let link: String

  init(link: String = "always") throws {
    scratch = try Scratch()
    self.link = link
  }

  var settings: String {
    LoadingDatabase.settings
      + "\n    dropboxes: [crm@box.example]\n    link_browsing: \(link)\n"
  }

  /// A line of a log with a visitor cookie as its last field.
  static func hit(
    _ address: String, _ time: String, _ request: String = "GET /", cookie: String? = nil,
    login: String = "-", day: Int = 1, agent: String = "Mozilla/5.0 (X11; Linux x86_64)"
  ) -> String {
    let day = day < 10 ? "0\(day)" : "\(day)"
    return "192.0.2.\(address) - \(login) [\(day)/Apr/2025:\(time) +0100] \"\(request) HTTP/1.1\" "
      + "200 5 \"-\" \"\(agent)\" \"\(cookie.map { "footfall=\($0)" } ?? "-")\""
  }

  static func form(
    _ address: String, _ time: String, page: String = "/contact", url: String? = nil,
    hidden: String? = nil, says: String? = "Hello.", day: Int = 1
  ) -> String {
    let url = url.map { #""url":"\#($0)","# } ?? ""
    let fields = [
      #""email":"\#(address)""#, hidden.map { #""visit":"\#($0)""# },
      says.map { #""message":"\#($0)""# },
    ].compactMap(\.self).joined(separator: ",")
    return #"{"time":"2025-04-0\#(day)T\#(time)+01:00","form":"contact","page":"\#(page)",\#(url)"#
      + #""fields":{\#(fields)}}"#
  }

  static func mail(
    _ from: String, _ time: String, to: String, day: Int = 1, _ headers: String = ""
  ) -> String {
    """
    From: \(from)
    To: \(to)
    Date: \(day) Apr 2025 \(time) +0100
    Message-ID: <\(from)-\(day)-\(time)@x.example>
    Subject: A question
    \(headers)
    Where is it?

    """
  }

  func write(_ lines: [String], as name: String) throws -> String {
    try scratch.write(lines.map { $0 + "\n" }.joined().utf8, as: name)
  }

  func write(mails: [String]) throws -> String {
    let text = mails.map { "From p@x.example Tue Apr  1 10:00:00 2025\n\($0)\n" }
    return try scratch.write(text.joined().utf8, as: "mails.mbox")
  }

  func load(_ path: String, into database: LoadingDatabase) async throws {
    try await database.ingest(path, settings: settings, loadsUndone: true)
  }

  func load(
    hits: [String], forms: [String] = [], mails: [String] = [], into database: LoadingDatabase
  ) async throws {
    if !forms.isEmpty {
      try await load(write(forms, as: "forms.ndjson"), into: database)
    }
    if !mails.isEmpty { try await load(write(mails: mails), into: database) }
    try await load(write(hits, as: "access.log"), into: database)
    try await derive(database)
  }

  func derive(_ database: LoadingDatabase) async throws {
    try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
  }
}

extension LoadingDatabase {
  /// Who wrote, by which rule that is tied, and when the visit began.
  func ties() async throws -> [String] {
    try await texts(
      """
      SELECT concat_ws(' ', coalesce(split_part(c.address, '@', 1), 'nobody'), v.rule,
        to_char(v.started_at AT TIME ZONE 'Europe/London', 'DD HH24:MI:SS'))
      FROM footfall.contact c LEFT JOIN footfall.contact_visit v ON v.contact = c.id
      WHERE c.direction = 'inbound' ORDER BY c.address, c.at
      """)
  }
}
