import Foundation
import Glibc
import Pipeline
import PostgreSQL
import Settings
import Support
import Testing
import Warehouse

/// Whatever is loaded, taken back, loaded again and read again, in whatever order, and whatever
/// breaks meanwhile: the database holds what one clean load of what counts at the end gives.
@Suite("The law of corrections")
struct CorrectionLawTests {
  private static let settings = """
    sites:
      - {name: shop, title: Shop, zone: Europe/London, hosts: [shop.example]}
    """
  private static let all = settings.replacing("[shop.example]", with: "[shop.example, b.example]")

  /// Files that share visitors, two of which share their beginning, and one of forms.
  private struct World {
    let scratch: Scratch
    let paths: [String]

    init(seed: UInt64) throws {
      let folder = try Scratch()
      scratch = folder
      var random = SplitMix64(seed: seed)
      var writer = LogWriter(seed: seed)
      func hosted(_ lines: [String]) -> [String] {
        lines.map { line in
          let host =
            Int.random(in: 0..<4, using: &random) == 0 ? "b.example:443" : "shop.example:443"
          return line.isEmpty ? line : "\(host) \(line)"
        }
      }
      let shared = hosted(writer.lines(500))
      let forms = (0..<30).map { number in
        number % 7 == 3
          ? #"{"time": broken"#
          : #"{"time":"2025-04-01T08:15:00Z","form":"f","page":"/","fields":"#
            + #"{"email":"p\#(number % 9)@mail.test.example","message":"Row \#(number)."}}"#
      }
      let files = [
        (shared + hosted(writer.lines(40))).file(),
        (shared + hosted(writer.lines(60))).file(isClosed: false),
        hosted(writer.lines(200)).file(end: "\r\n"), hosted(writer.lines(90)).file(),
      ]
      paths =
        try files.enumerated().map { try folder.write($1, as: "\($0).log") }
        + [try folder.write(forms.file(), as: "forms.ndjson")]
    }

    /// A copy of a file under another name, plain or packed.
    func copy(_ index: Int, _ random: inout SplitMix64) throws -> String {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: paths[index])))
      let number = Int.random(in: 0..<1_000_000, using: &random)
      return Bool.random(using: &random)
        ? try scratch.write(bytes, as: "copy-\(number).log")
        : try scratch.write(storedGzip(bytes), as: "copy-\(number).gz")
    }
  }

  /// What a database holds where only these files were ever loaded, by the wide settings.
  private func oracle(_ world: World, _ live: Set<Int>) async throws -> Contents {
    try await LoadingDatabase.with { database in
      for index in live.sorted() {
        try await database.ingest(world.paths[index], settings: Self.all)
      }
      return try await Contents(of: database, .apartFromStreams)
    }
  }

  /// Does steps by chance; returns which files count in the end.
  private func live(
    _ world: World, _ database: LoadingDatabase, steps: Int, _ random: inout SplitMix64,
    _ told: inout [String]
  ) async throws -> Set<Int> {
    var live: Set<Int> = []
    for _ in 0..<steps {
      let index = Int.random(in: world.paths.indices, using: &random)
      let settings = Bool.random(using: &random) ? Self.settings : Self.all
      switch Int.random(in: 0..<8, using: &random) {
      case 0...3:
        let path = try world.copy(index, &random)
        told.append("load \(index)")
        try await Self.persist {
          try await database.ingest(
            path, settings: settings, batches: Bool.random(using: &random) ? .tiny : .standard,
            loadsUndone: true)
        }
        live.insert(index)
      case 4...6:
        // The two files with one beginning go together, and the other is loaded again.
        let pair: Set = index < 2 ? [0, 1] : [index]
        let paths = try pair.sorted().map { try world.copy($0, &random) }
        told.append("undo \(pair.sorted())")
        let generations = try await database.undoing.plan(paths: paths, now: LoadingDatabase.now)
          .generations
        try await Self.persist {
          try await database.undoing.run(generations, now: LoadingDatabase.now)
        }
        live.subtract(pair)
      default:
        told.append("replay")
        try await Self.persist { try await database.replay(settings: settings) }
      }
    }
    try await Self.persist { try await database.replay(settings: Self.all) }
    return live
  }

  /// Runs it until the connections hold.
  private static func persist<Answer>(_ body: () async throws -> Answer) async throws {
    var attempts = 0
    while true {
      do {
        _ = try await body()
        return
      } catch let error as PostgresError where error.isRetryable && attempts < 30 {
        attempts += 1
      }
    }
  }

  private func expect(
    _ database: LoadingDatabase, toHold wanted: Contents, after told: [String]
  ) async throws {
    try await database.expectBalance()
    let found = try await Contents(of: database, .apartFromStreams)
    #expect(found.differences(from: wanted, in: UndoTests.kept) == [], "\(told)")
    for check in try await database.verify(.all) { #expect(check.isClean, "\(check), \(told)") }
  }

  @Test(
    "loading, taking back and reading again in any order give what the files that count give",
    arguments: UInt64(1)...10)
  func anyOrder(seed: UInt64) async throws {
    let world = try World(seed: seed)
    var random = SplitMix64(seed: seed)
    try await LoadingDatabase.with { database in
      var told: [String] = []
      let live = try await live(world, database, steps: 14, &random, &told)
      try await expect(database, toHold: try await oracle(world, live), after: told)
    }
  }

  @Test(
    "so they do where connections are cut, also at COMMIT, and where transactions meet",
    arguments: UInt64(21)...26)
  func cut(seed: UInt64) async throws {
    let world = try World(seed: seed)
    var random = SplitMix64(seed: seed)
    try await LoadingDatabase.with { database in
      // A sequence counts on where transactions are rolled back.
      try await database.execute(
        """
        CREATE SEQUENCE public.steps;
        CREATE FUNCTION public.hinder() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        DECLARE
          step bigint := nextval('public.steps');
        BEGIN
          IF step % 11 = 3 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
          IF step % 7 = 5 THEN RAISE EXCEPTION 'canary' USING ERRCODE = '40001'; END IF;
          RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER hinder AFTER UPDATE ON footfall_store.stream
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.hinder();
        CREATE CONSTRAINT TRIGGER hinder AFTER UPDATE ON footfall_store.session_lane
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.hinder();
        """)
      var told: [String] = []
      let live = try await live(world, database, steps: 10, &random, &told)
      try await database.execute(
        """
        DROP TRIGGER hinder ON footfall_store.stream;
        DROP TRIGGER hinder ON footfall_store.session_lane;
        """)
      try await expect(database, toHold: try await oracle(world, live), after: told)
    }
  }

  @Test("so they do where the process is killed at any moment", arguments: UInt64(41)...43)
  func killed(seed: UInt64) async throws {
    let world = try World(seed: seed)
    var random = SplitMix64(seed: seed)
    try await LoadingDatabase.with { database in
      try await database.ingest(world.paths[0], world.paths[2], settings: Self.settings)
      for _ in 0..<4 {
        let (url, delay) = (
          database.info.description, UInt32.random(in: 0...250_000, using: &random)
        )
        let (undone, loaded) = (world.paths[2], world.paths[3])
        let wide = Self.all
        await #expect(processExitsWith: .signal(SIGKILL)) {
          [
            url = url as String, undone = undone as String, loaded = loaded as String,
            wide = wide as String, delay = delay as UInt32
          ] in
          SuddenEnd.after(microseconds: delay)
          let database = LoadingDatabase(info: try ConnectionInfo(url: url))
          try await database.undo(undone)
          try await database.replay(settings: wide)
          try await database.ingest(loaded, settings: wide, batches: .tiny)
          try await database.ingest(undone, settings: wide, batches: .tiny, loadsUndone: true)
          SuddenEnd.now()
        }
      }
      try await database.undo(world.paths[2])
      try await database.ingest(
        world.paths[2], world.paths[3], settings: Self.all, loadsUndone: true)
      try await database.replay(settings: Self.all)
      try await expect(database, toHold: try await oracle(world, [0, 2, 3]), after: ["killed"])
    }
  }
}
