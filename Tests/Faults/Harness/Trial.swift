import Foundation
import Glibc
import PostgreSQL
import Support

/// One fault at work: a folder with logs and configuration, a database to load them into, and the
/// truth about every line.
final class Trial {
  /// Resident memory that a program may take, in kB.
  static let memoryLimit = MemoryCourse.limit

  let server: TrialServer
  /// Everything of this trial is below it.
  let folder: String
  let isQuick: Bool
  let database: String
  private(set) var info: ConnectionInfo
  private(set) var verdict = Verdict()
  /// The files as they are in truth, in an order in which they can be loaded: content by name.
  private(set) var truth: [(name: String, bytes: [UInt8])] = []
  private(set) var manifest = Manifest()
  /// Files that hold the truth themselves, where it is too long to be kept here.
  private var trueFiles: [String] = []
  /// Whether the salts are those of the template, so that keys of visitors can be compared.
  var isSalted = true
  private var growing: [KeyedLog] = []
  private let program: String
  private var children: [Child] = []

  static let sites = """
    sites:
      - name: shop
        title: Shop
        zone: Europe/London

    """

  /// - Parameter inputs: as they stand in a list.
  static func settings(inputs: String = "'logs/*'") -> String {
    sites + "inputs: [\(inputs)]\noutput: html\nmonitor: off\nrotate_wait: 1s\n"
  }

  init(_ server: TrialServer, folder: String, number: Int, isQuick: Bool) async throws {
    self.server = server
    self.folder = folder
    self.isQuick = isQuick
    database = "trial_\(number)"
    info = try await server.make(database)
    program = try BuiltProgram("footfall").path
    try FileManager.default.createDirectory(
      atPath: "\(folder)/logs", withIntermediateDirectories: true)
    try write(Self.settings(), to: "footfall.yaml")
  }

  /// As many as the time allows: the quick form tries few.
  func few(_ quick: Int, _ thorough: Int) -> Int { isQuick ? quick : thorough }

  // MARK: Files

  func path(_ name: String) -> String { "\(folder)/\(name)" }
  func log(_ name: String) -> String { "\(folder)/logs/\(name)" }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  /// Adds bytes at the end of a file, which is made where it is missing; as a server does, with
  /// one write.
  func append(_ bytes: [UInt8], to path: String) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw HarnessError("\(path) cannot be written") }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard written > 0 else { throw HarnessError("\(path) cannot be written") }
      rest = rest.dropFirst(written)
    }
  }

  func rename(_ old: String, to new: String) throws {
    guard unsafe Glibc.rename(old, new) == 0 else { throw HarnessError("\(old) cannot be renamed") }
  }

  // MARK: Truth

  /// Notes what a stream holds in truth: more bytes of it, or a new one.
  func expect(_ bytes: [UInt8], of name: String) {
    if let index = truth.firstIndex(where: { $0.name == name }) {
      truth[index].bytes += bytes
    } else {
      truth.append((name, bytes))
    }
  }

  func expect(_ more: Manifest) { manifest.add(more) }

  /// Takes files as they lie there for the truth.
  func expect(files: [String]) { trueFiles = files }

  /// Writes lines of a log to a file and takes them for the truth about the stream called `name`.
  func grow(_ log: inout KeyedLog, by count: Int, at path: String, stream name: String) throws {
    let bytes = log.lines(count)
    try append(bytes, to: path)
    expect(bytes, of: name)
  }

  /// Lets three logs of three formats grow.
  func growAll(by count: Int) throws {
    if growing.isEmpty {
      growing = KeyedLog.Format.accessLogs.enumerated().map {
        KeyedLog($0.offset, seed: 4, format: $0.element)
      }
    }
    for number in growing.indices {
      try grow(&growing[number], by: count, at: log("\(number).log"), stream: "\(number).log")
    }
  }

  /// Takes the lines of the growing logs for the truth.
  func expectAll() { for log in growing { expect(log.manifest) } }

  /// Throws unless so many lines were rejected, by reason.
  func expectRejects(_ counts: [String: Int]) async throws {
    for (reason, count) in counts {
      let found = try await Inspection.of(info) {
        try await $0.number(
          "SELECT count(*) FROM footfall_store.rejected_record WHERE reason = $1", [.text(reason)])
      }
      note(found == count, "\(found) rejects for \(reason), not \(count)")
    }
  }

  // MARK: Programs

  /// Runs a script of the shell; an error where it fails.
  func shell(_ script: String, within seconds: Double = 60) async throws {
    let child = try Child(
      ["sh", "-ec", script], environment: [:], output: path("shell.txt"))
    let status = try await child.end(within: seconds)
    guard status == 0 else { throw HarnessError("\(script) ended with \(status): \(child.tail)") }
  }

  /// Starts `footfall`, in front of it the words of a program that runs it.
  func start(
    _ arguments: [String], under wrapper: [String] = [], environment: [String: String] = [:],
    info other: ConnectionInfo? = nil
  ) throws -> Child {
    let address = (other ?? info).description
    let child = try Child(
      wrapper + [program] + arguments + ["--config", path("footfall.yaml")],
      environment: [
        "FOOTFALL_DATABASE": address, "FOOTFALL_DATA": folder,
        "FOOTFALL_STOP_WITHIN": "\(10 * Patience.factor)s",
      ].merging(environment) { $1 },
      output: path("output-\(children.count + 1).txt"))
    children.append(child)
    return child
  }

  /// Loads all logs as they lie there.
  func ingest(
    _ paths: [String]? = nil, under wrapper: [String] = [], environment: [String: String] = [:],
    info: ConnectionInfo? = nil
  ) throws -> Child {
    try start(
      ["ingest", "--quiet"] + (paths ?? [path("logs")]), under: wrapper, environment: environment,
      info: info)
  }

  /// Loads all logs to their end, again and again where it fails with a passing error.
  func finish(_ paths: [String]? = nil, allowing statuses: Set<Int32> = [0]) async throws {
    var attempts = 0
    while true {
      let child = try ingest(paths)
      let status = try await child.end(within: 120)
      if statuses.contains(status) { return }
      attempts += 1
      guard status == 75, attempts < 20 else {
        throw HarnessError("loading ended with \(status): \(child.tail)")
      }
    }
  }

  // MARK: Verdict

  func note(_ condition: Bool, _ problem: @autoclosure () -> String) {
    verdict.note(condition, problem())
  }

  /// Begins again with an empty database.
  func renew() async throws { info = try await server.make(database) }

  /// Begins again with nothing at all.
  func begin() async throws {
    try await renew()
    try FileManager.default.removeItem(atPath: path("logs"))
    try FileManager.default.createDirectory(
      atPath: path("logs"), withIntermediateDirectories: true)
    truth = []
    trueFiles = []
    manifest = Manifest()
    growing = []
    oracleDigest = nil
  }

  /// Takes over what was found in a trial within this one.
  func adopt(_ other: Verdict) {
    verdict.rounds += other.rounds
    verdict.lost += other.lost
    verdict.duplicate += other.duplicate
    verdict.unequal += other.unequal
    verdict.problems += other.problems
  }

  /// Compares what is stored with the manifest and, unless said otherwise, with the oracle.
  ///
  /// - Parameters:
  ///   - duplicates: keys that are there twice in truth, for their lines are.
  ///   - views: what the oracle is not asked about.
  func check(
    digest: Bool = true, duplicates: Int = 0, leaving views: Set<String> = []
  ) async throws {
    expectedDuplicates = duplicates
    verdict.rounds += 1
    try await Inspection.of(info) { inspection in
      let (lost, duplicate) = try await inspection.keys(of: manifest)
      verdict.lost += lost
      verdict.duplicate += max(0, duplicate - duplicates)
      note(duplicate >= duplicates, "lines that are there twice are kept once")
      let unbalanced = try await inspection.unbalanced()
      note(unbalanced == 0, "\(unbalanced) streams are out of balance")
      guard digest else { return }
      let oracle = try await oracle()
      let found = try await inspection.digest(isSalted: isSalted)
      for (view, text) in oracle.sorted(by: { $0.key < $1.key })
      where found[view] != text && !views.contains(view) {
        verdict.unequal += 1
        note(false, "\(view): \(found[view] ?? "nothing"), not \(text)")
      }
    }
  }

  func addRounds(_ count: Int) { verdict.rounds += count }

  private var expectedDuplicates = 0
  private var oracleDigest: (lines: Int, digest: [String: String])?

  /// What one load without a fault gives.
  private func oracle() async throws -> [String: String] {
    let size = truth.reduce(0) { $0 + $1.bytes.count }
    if let known = oracleDigest, known.lines == size { return known.digest }
    let clean = try await server.make(database + "_oracle")
    let child = try ingest(try writeTruth(), info: clean)
    // Thirty million lines of a long soak, beside other work.
    let status = try await child.end(within: 3_600)
    guard status == 0 else { throw HarnessError("the oracle ended with \(status): \(child.tail)") }
    let digest = try await Inspection.of(clean) { inspection in
      let (lost, duplicate) = try await inspection.keys(of: manifest)
      guard lost == 0, duplicate == expectedDuplicates else {
        throw HarnessError("the oracle itself lost \(lost) and doubled \(duplicate)")
      }
      return try await inspection.digest(isSalted: isSalted)
    }
    try await server.drop(database + "_oracle")
    oracleDigest = (size, digest)
    return digest
  }

  /// The paths of files that hold the truth.
  func writeTruth() throws -> [String] {
    let place = "\(folder)/truth"
    try? FileManager.default.removeItem(atPath: place)
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for (name, bytes) in truth { try Data(bytes).write(to: URL(filePath: "\(place)/\(name)")) }
    return truth.map { "\(place)/\($0.name)" } + trueFiles
  }

  /// Ends the trial; what is left of a bad one stays for a look.
  func end(keep: Bool) async throws {
    // What was given up half way is not left running.
    for child in children where !child.hasEnded { kill(-child.process, SIGKILL) }
    if keep {
      try write(manifest.text, to: "manifest.csv")
    } else {
      try await server.drop(database)
      try FileManager.default.removeItem(atPath: folder)
    }
  }
}
