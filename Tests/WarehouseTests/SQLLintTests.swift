import Testing

extension StringProtocol where SubSequence == Substring {
  /// Whether a pattern is found; words end where letters do, so also at a point.
  fileprivate func has<Output>(_ pattern: Regex<Output>) -> Bool {
    self[...].firstMatch(of: pattern.wordBoundaryKind(.simple)) != nil
  }

  fileprivate func places<Output>(of pattern: Regex<Output>) -> [Regex<Output>.Match] {
    self[...].matches(of: pattern.wordBoundaryKind(.simple))
  }
}

/// A rule over the text of SQL: a pattern that must not be found.
private struct Rule: Sendable, CustomStringConvertible {
  let description: String
  let isBroken: @Sendable (String) -> Bool

  init(_ description: String, _ isBroken: @escaping @Sendable (String) -> Bool) {
    self.description = description
    self.isBroken = isBroken
  }

  static let all = [
    Rule("a day is cast from a time in a zone, never from an instant") { sql in
      // `(at AT TIME ZONE z)::date` ends in a parenthesis, or casts a bound `$n`.
      sql.has(/\b(?:\w*_)?at\s*::\s*date\b/) || sql.has(/\bdate\(\s*(?:\w+\.)?\w*at\s*\)/)
        || sql.has(/cast\s*\(\s*(?:\w+\.)?\w*at\s+as\s+date/)
        || sql.has(/date_trunc\(\s*'\w+'\s*,\s*(?:\w+\.)?(?:\w*_)?at\s*\)/)
    },
    Rule("no sequence, identity or serial") {
      $0.has(/\b(?:big|small)?serial\b|\bcreate\s+sequence|\bnextval\b/)
        || $0.has(/\bgenerated\s+(?:always|by default)\s+as\s+identity/)
    },
    Rule("no trigger, no rule") {
      $0.has(/\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+)?(?:trigger|rule)\b/)
    },
    Rule("no MERGE") { $0.has(/\bmerge\s+into\b/) },
    Rule("ON CONFLICT sets no clock and no time arithmetic") { sql in
      sql.places(of: /on\s+conflict[^;]*?do\s+update\s+set([^;]*)/).contains { match in
        match.1.has(/\bnow\s*\(|current_timestamp|clock_timestamp|\binterval\b|\brandom\s*\(/)
      }
    },
    Rule("LIMIT stands with ORDER BY") { sql in
      sql.places(of: /\blimit\b/).contains { match in
        !sql[..<match.range.lowerBound].suffix(300).has(/\border\s+by\b/)
      }
    },
    Rule("no local time and no zone of the session") {
      $0.has(/\blocaltimestamp\b|\bcurrent_date\b|\bset\s+(?:local\s+)?time\s*zone/)
    },
    Rule("no SELECT of everything") { $0.has(/\bselect\s+\*/) },
  ]
}

@Suite("The lint of SQL")
struct SQLLintTests {
  /// Lower case, without comments and literal text of comments on objects.
  private static func code(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("COMMENT ON") ? "" : String($0) }
      .map { line in line.firstRange(of: "--").map { String(line[..<$0.lowerBound]) } ?? line }
      .joined(separator: "\n").lowercased()
  }

  @Test("every file begins with what it is for", arguments: Sources.sql)
  func header(file: Sources.File) {
    let first = file.text.prefix { $0 != "\n" }
    #expect(first.hasPrefix("-- ") && first.count > 10)
  }

  @Test("every file keeps the rules of scaling out", arguments: Sources.sql)
  func rules(file: Sources.File) {
    let code = Self.code(file.text)
    for rule in Rule.all { #expect(!rule.isBroken(code), "\(rule)") }
  }

  @Test(
    "finds what it forbids",
    arguments: [
      "select e.at::date", "select date(e.first_at)", "select cast(at as date)",
      "select date_trunc('day', at)", "create table t (id bigserial)",
      "create table t (id bigint generated always as identity)", "create trigger t",
      "create or replace rule r", "merge into t",
      "insert into t on conflict (a) do update set b = now()",
      "insert into t on conflict (a) do update set b = excluded.b + interval '1 day'",
      "select a from t limit 3", "select current_date", "select * from t",
    ])
  func red(sql: String) {
    #expect(Rule.all.contains { $0.isBroken(Self.code(sql)) })
  }

  @Test(
    "lets pass what is right",
    arguments: [
      "select (e.at at time zone $1)::date", "select day::date", "-- a.at::date\nselect 1",
      "select a from t order by a limit 3", "select count(*) from t", "select $1::date",
      "insert into t on conflict (a) do update set b = excluded.b; select now()",
      "select date_trunc('month', day)", "select format::text",
    ])
  func green(sql: String) {
    #expect(!Rule.all.contains { $0.isBroken(Self.code(sql)) })
  }

  @Test("SQL in Swift is no longer than a name", arguments: ["Warehouse", "Pipeline", "Reports"])
  func swift(target: String) {
    for file in Sources.files(in: "Sources/\(target)", ending: ".swift")
    // These work where there is no schema yet, or no database, or write a file of SQL.
    where !["Migrator", "DatabaseService", "RunLock", "PanelTemplate"].contains(where: {
      file.path.hasSuffix("\($0).swift")
    }) {
      let found = file.text.contains(
        /"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|TRUNCATE)\s/)
      #expect(!found, "\(file.path)")
    }
  }
}
