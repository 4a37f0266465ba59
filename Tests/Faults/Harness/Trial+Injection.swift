import Foundation
import Glibc
import PostgreSQL

/// A fault that struck a program.
struct Strike {
  /// The number of the call, in each thread.
  let number: Int
  let status: Child.Status
  /// Whether it fell on a file that the language's runtime opens for itself.
  ///
  /// The runtime counts its threads below `/proc` and does not live without. Where descriptors really
  /// run out, the program keeps some for it: `F78-fd` tries that.
  let fellOnRuntime: Bool

  /// Whether the program ended in a way of its own.
  var endedInOrder: Bool { status < 128 || fellOnRuntime }
}

extension Trial {
  /// `strace` in front of a program: does `action` to the N-th call of a thread, and notes it.
  static func strace(_ call: String, _ action: String, at number: Int, log: String) -> [String] {
    [
      "strace", "-f", "-qq", "-o", log, "-e", "trace=\(call)", "-e",
      "inject=\(call):\(action):when=\(number)",
    ]
  }

  /// Runs a command again and again, the fault at its first, second, third … call, until a run ends
  /// untouched; `after` is called after each run that was touched.
  ///
  /// - Returns: the calls at which the fault struck.
  @discardableResult
  func enumerate(
    _ call: String, _ action: String, limit: Int,
    run: ([String]) throws -> Child, after: (Strike) async throws -> Void
  ) async throws -> Int {
    var struck = 0
    var number = 1
    while struck < limit {
      let log = path("strace.txt")
      try? FileManager.default.removeItem(atPath: log)
      let child = try run(Self.strace(call, action, at: number, log: log))
      let status = try await child.end(within: 120)
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      guard text.contains("INJECTED") || text.contains("killed by SIGKILL") else {
        note(struck > 0, "\(call) was never called")
        break
      }
      struck += 1
      let onRuntime = text.split(separator: "\n").contains {
        $0.contains("INJECTED") && $0.contains("\"/proc/")
      }
      try await after(Strike(number: number, status: status, fellOnRuntime: onRuntime))
      // Near the beginning every call, then wider steps.
      number += max(1, number * 12 / max(12, limit))
    }
    return struck
  }

  /// Three logs of three formats, written whole.
  func writeLogs(_ count: Int, noise: Bool = true) throws {
    for (number, format) in KeyedLog.Format.accessLogs.enumerated() {
      var keyed = KeyedLog(number, seed: 3, format: format, noise: noise)
      try grow(&keyed, by: count, at: log("\(number).log"), stream: "\(number).log")
      expect(keyed.manifest)
    }
  }

  /// Loads growing logs again and again; `fire` is called while each load is under way.
  func underFire(
    rounds: Int, lines: Int = 40_000, _ fire: (Child) async throws -> Void
  ) async throws {
    var keyed = KeyedLog(0, seed: 5)
    for _ in 0..<rounds {
      try grow(&keyed, by: lines, at: log("access.log"), stream: "access.log")
      let child = try await startUnderWay()
      try await fire(child)
      let status = try await child.end(within: 150)
      note([0, 75].contains(status), "loading ended with \(status): \(child.tail)")
      addRounds(1)
    }
    expect(keyed.manifest)
    try await finish()
    try await check()
  }

  /// Starts to load, and waits until something was stored, or all.
  func startUnderWay() async throws -> Child {
    let before = try await position()
    let child = try ingest()
    try await eventually("the load is under way") {
      if child.hasEnded { return true }
      return try await position() > before
    }
    return child
  }

  /// Bytes of all streams that are committed; -1 while nobody can say.
  func position() async throws -> Int {
    do {
      return try await Inspection.of(info) {
        try await $0.number("SELECT coalesce(sum(position), 0) FROM footfall_store.stream")
      }
    } catch is PostgresError {
      return -1
    }
  }

  /// The database as the superuser of its server reaches it.
  var superuser: ConnectionInfo {
    var superuser = info
    superuser["user"] = "postgres"
    return superuser
  }

  /// Runs statements as the superuser of the server.
  func administer(_ script: String) async throws {
    let connection = try await Connection.open(
      superuser, options: ConnectionOptions(applicationName: "faults"))
    try await connection.execute(script, name: "administer")
    await connection.close()
  }

  /// Lets COMMITs of loaders fail with a state, those whose number satisfies a condition on `n`.
  func failCommits(_ state: String, where condition: String) async throws {
    try await administer(
      """
      DROP SEQUENCE IF EXISTS public.commits;
      CREATE SEQUENCE public.commits;
      CREATE OR REPLACE FUNCTION public.fault() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER AS $$
      DECLARE n bigint := nextval('public.commits');
      BEGIN
        IF \(condition) THEN RAISE EXCEPTION 'a fault' USING ERRCODE = '\(state)'; END IF;
        RETURN NULL;
      END $$;
      DROP TRIGGER IF EXISTS fault ON footfall_store.stream;
      CREATE CONSTRAINT TRIGGER fault AFTER UPDATE ON footfall_store.stream
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.fault();
      """)
  }
}
