import Clickstream
import Pipeline
import PostgreSQL
import Support
import Testing

/// What the database refuses is a reject, and takes nothing else with it.
@Suite("What the database refuses")
struct RefusalTests {
  private let scratch: Scratch
  private let bytes: [UInt8]
  private let path: String

  init() throws {
    scratch = try Scratch()
    var writer = LogWriter(seed: 21)
    bytes = writer.lines(700).file(isClosed: false)
    path = try scratch.write(bytes, as: "access.log")
  }

  private static let keys = "SELECT position::text FROM footfall_store.event"
  private static let refusals =
    "SELECT position::text FROM footfall_store.rejected_record WHERE reason = 'database'"

  /// Refuses events by a trigger of a row.
  private static func trigger(_ code: String, when condition: String) -> String {
    """
    CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF \(condition) THEN RAISE EXCEPTION 'canary' USING ERRCODE = '\(code)'; END IF;
      RETURN NEW;
    END $$;
    """
  }

  /// Loads into a database that `script` has made choosy: what is kept, and what is refused.
  private func load(
    _ script: String, _ paths: [String]? = nil, batches: BatchSize = .standard,
    _ check: (LoadingDatabase) async throws -> Void = { _ in }
  ) async throws -> (kept: Set<String>, refused: Set<String>) {
    let paths = paths ?? [path]
    return try await LoadingDatabase.with { database in
      try await database.execute(script)
      for path in paths {
        let summary = try await database.ingest(path, batches: batches)
        #expect(summary.failures.isEmpty)
      }
      try await database.expectBalance()
      try await check(database)
      return (
        Set(try await database.texts(Self.keys)), Set(try await database.texts(Self.refusals))
      )
    }
  }

  /// The line of the file at a position, without its end.
  private func line(_ position: String) -> [UInt8] {
    Array(bytes[(Int(position) ?? 0)...].prefix { $0 != 10 })
  }

  @Test(
    "events that a trigger refuses are rejects with their lines; all others are kept",
    arguments: [
      ("22021", "BEFORE INSERT", "NEW.position % 23 = 5"),
      ("23514", "BEFORE INSERT", "NEW.status = 404"), ("22003", "AFTER INSERT", "NEW.kind = 1"),
      ("23505", "BEFORE INSERT", "true"),
    ])
  func events(code: String, moment: String, condition: String) async throws {
    let all = try await load("SELECT 1").kept
    let (lines, whole) = (line, all.count)
    let script =
      Self.trigger(code, when: condition)
        + """
        CREATE TRIGGER refuse \(moment) ON footfall_store.event
          FOR EACH ROW EXECUTE FUNCTION public.refuse();
        """
    for batches in [BatchSize.standard, .tiny] {
      let (kept, refused) = try await load(script, batches: batches) { database in
        let rows = try await database.texts(
          """
          SELECT position || ' ' || encode(raw, 'hex') || ' ' || (length = length(raw))
          FROM footfall_store.rejected_record WHERE reason = 'database'
          """)
        for row in rows {
          let parts = row.split(separator: " ").map(String.init)
          #expect(parts.dropFirst() == [Self.hexadecimal(lines(parts[0])), "true"])
        }
        let details = try await database.texts(
          "SELECT DISTINCT detail FROM footfall_store.rejected_record WHERE reason = 'database'")
        #expect(details.count == 1 && details[0].contains("SQLSTATE \(code)"))
        #expect(!details[0].contains("canary"))
        let connection = try await Connection.open(database.info)
        let recount = try await Recount.compare(connection)
        await connection.close()
        #expect(recount.surplus == 0 && recount.missing == 0)
      }
      #expect(kept.union(refused) == all && kept.isDisjoint(with: refused))
      #expect(!refused.isEmpty && (condition == "true") == (refused.count == whole))
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test("a check that waits for the commit, and one of the table, name what they are")
  func constraints() async throws {
    let all = try await load("SELECT 1").kept
    let deferred =
      Self.trigger("23514", when: "NEW.position % 31 = 7")
        + """
        CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON footfall_store.event
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse();
        """
    for script in [
      deferred, "ALTER TABLE footfall_store.event ADD CONSTRAINT no_gone CHECK (status <> 404)",
    ] {
      let (kept, refused) = try await load(script, batches: .tiny) { database in
        let details = try await database.texts(
          "SELECT DISTINCT detail FROM footfall_store.rejected_record WHERE reason = 'database'")
        #expect(details.allSatisfy { $0.contains("SQLSTATE 23514") })
        #expect(
          script == deferred || details.allSatisfy { $0.contains("constraint no_gone") })
      }
      #expect(kept.union(refused) == all && !refused.isEmpty && kept.isDisjoint(with: refused))
    }
  }

  @Test(
    "where a text is refused, the events that point to it are rejects, in later batches too",
    arguments: [
      ("page", "path <> '/shop'"), ("missing_page", "path <> '/gone'"),
      ("query", "text NOT LIKE '%letter%'"), ("referrer", "url NOT LIKE '%news%'"),
      ("agent", "bot IS NULL"),
    ])
  func texts(table: String, condition: String) async throws {
    let all = try await load("SELECT 1").kept
    let script = "ALTER TABLE footfall_store.\(table) ADD CONSTRAINT c CHECK (\(condition))"
    let (kept, refused) = try await load(script, batches: .tiny) { database in
      let orphans = try await database.texts(
        """
        SELECT e.position::text FROM footfall_store.event e
        LEFT JOIN footfall_store.page p ON p.id = e.page
        LEFT JOIN footfall_store.missing_page m ON m.id = e.page
        LEFT JOIN footfall_store.query q ON q.id = e.query
        LEFT JOIN footfall_store.referrer r ON r.id = e.referrer
        LEFT JOIN footfall_store.agent a ON a.id = e.agent
        WHERE (e.page IS NOT NULL AND p.id IS NULL AND m.id IS NULL)
          OR (e.query IS NOT NULL AND q.id IS NULL)
          OR (e.referrer IS NOT NULL AND r.id IS NULL) OR a.id IS NULL
        """)
      #expect(orphans == [])
    }
    #expect(kept.union(refused) == all && refused.count > 5 && kept.isDisjoint(with: refused))
  }

  @Test("submissions and messages that are refused are rejects, and are kept once they are taken")
  func contacts() async throws {
    let forms = (0..<40).map { number in
      #"{"time":"2025-04-01T08:15:00Z","form":"contact","page":"/","fields":"#
        + #"{"name":"P","email":"p\#(number)@mail.test.example","message":"Row \#(number)."}}"#
    }.file()
    let letters = (0..<9).map { number in
      "From p@homeport.example Tue Apr  1 10:00:00 2025\nFrom: P <p\(number)@homeport.example>\n"
        + "To: office@shop.example\nSubject: Order \(number)\n"
        + "Date: Tue, 1 Apr 2025 10:0\(number):00 +0000\nMessage-ID: <\(number)@homeport.example>\n"
        + "\nBook \(number).\n\n"
    }.joined()
    let paths = [
      try scratch.write(forms, as: "forms.ndjson"),
      try scratch.write(letters.utf8, as: "letters.mbox"),
    ]
    let script = """
      ALTER TABLE footfall_store.contact ADD CONSTRAINT c CHECK (excerpt !~ '[37]\\.$');
      ALTER TABLE footfall_store.person ADD CONSTRAINT p CHECK (address !~ '^p5@');
      """
    _ = try await load(script, paths) { database in
      // Of 40 rows 8 end so, and one more is of that person; of the letters 2, and one.
      #expect(try await database.texts(Self.refusals).count == 12)
      #expect(try await database.texts("SELECT id::text FROM footfall.contact").count == 37)
      try await database.execute(
        """
        ALTER TABLE footfall_store.contact DROP CONSTRAINT c;
        ALTER TABLE footfall_store.person DROP CONSTRAINT p;
        """)
      try await database.ingest(paths[1])
      try await database.expectBalance()
      #expect(try await database.texts(Self.refusals).count == 9)
    }
  }

  @Test("a reject that is refused as it stands is kept without its bytes")
  func rejects() async throws {
    let script = "ALTER TABLE footfall_store.rejected_record ADD CONSTRAINT r CHECK (raw = '')"
    let (_, refused) = try await load(script, batches: .tiny) { database in
      let details = try await database.texts(
        "SELECT DISTINCT detail FROM footfall_store.rejected_record")
      #expect(details.contains { $0.contains("23514") && $0.contains("(format)") })
    }
    #expect(!refused.isEmpty)
  }
}
