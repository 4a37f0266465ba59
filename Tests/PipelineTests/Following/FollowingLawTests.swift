import Pipeline
import Support
import Testing

@Suite("The law of the daemon")
struct FollowingLawTests {
  @Test(
    "whatever happens to files and daemon, it ends where a plain load of all lines does",
    arguments: UInt64(1)...24)
  func law(seed: UInt64) async throws {
    var script = try FollowingScript(seed: seed)
    try await LoadingDatabase.with { database in
      let input = script.logs.at("a.log*")
      var daemon = try await TestDaemon.start(database, input, clock: script.clock)
      for _ in 0..<script.steps {
        switch script.next() {
        case .files: try script.happen()
        case .pass: try await daemon.pass()
        case .settle: try await daemon.settle()
        case .restart:
          try await daemon.stop()
          daemon = try await TestDaemon.start(database, input, clock: script.clock)
        case .crash:
          try await daemon.readOnly()
          try await daemon.crash()
          daemon = try await TestDaemon.start(database, input, clock: script.clock)
        }
      }
      try script.finishLine()
      try await daemon.settle()
      try await daemon.stop()
      let files = script.files.filter { !$0.isEmpty }
      let differences = try await database.differences(fromLoading: files)
      #expect(differences == [], "\(script.told.joined(separator: ", "))")
    }
  }
}

/// A random life of a log: its lines are told apart by the generation of the file that they went
/// to.
private struct FollowingScript {
  enum Step {
    case files, pass, settle, restart, crash
  }

  let logs: LogFolder
  let clock = TestClock()
  let steps: Int
  /// All bytes that were ever written to each generation of the log.
  private(set) var files: [[UInt8]] = [[]]
  private(set) var told: [String] = []
  private var random: SplitMix64
  private var seed: UInt64
  private var day = 0
  private var rotated: [(name: String, bytes: [UInt8])] = []

  init(seed: UInt64) throws {
    logs = try LogFolder()
    random = SplitMix64(seed: seed)
    self.seed = seed * 1_000
    steps = Int.random(in: 8...30, using: &random)
  }

  mutating func next() -> Step {
    let step: Step =
      switch Int.random(in: 0..<20, using: &random) {
      case 0..<11: .files
      case 11..<16: .pass
      case 16: .settle
      case 17: .restart
      default: .crash
      }
    if step != .files { told.append("\(step)") }
    return step
  }

  /// Something happens to the files.
  mutating func happen() throws {
    switch Int.random(in: 0..<9, using: &random) {
    case 0..<5: try append()
    case 5: try rotate(packing: false)
    case 6: try rotate(packing: true)
    case 7: try copyTruncate()
    default: try pack()
    }
  }

  private var last: Int { files.count - 1 }

  private mutating func append() throws {
    seed += 1
    var bytes = LogWriter.bytes(Int.random(in: 8...400, using: &random), seed)
    if !isWhole, Bool.random(using: &random) { bytes = [] }
    // Its last line may be cut off, and go on with the next.
    if let rest { bytes = rest + bytes }
    let cut = Int.random(in: 0..<3, using: &random) == 0 ? min(bytes.count - 1, 20) : 0
    rest = cut > 0 ? Array(bytes.suffix(cut)) : nil
    try write(Array(bytes.dropLast(cut)))
  }

  /// The end of a line of which the beginning is written.
  private var rest: [UInt8]?
  private var isWhole: Bool { rest == nil }

  private mutating func write(_ bytes: [UInt8]) throws {
    told.append("append \(bytes.count)")
    files[last] += bytes
    try logs.append(bytes, to: "a.log")
  }

  mutating func finishLine() throws {
    if let rest { try write(rest) }
    rest = nil
  }

  private mutating func rotate(packing: Bool) throws {
    guard !files[last].isEmpty else { return }
    try finishLine()
    day += 1
    let name = "a.log-202501\(day + 10)"
    told.append("rotate to \(name)")
    try logs.rename("a.log", to: name)
    rotated.append((name, files[last]))
    files.append([])
    if packing { try pack() }
  }

  private mutating func copyTruncate() throws {
    guard !files[last].isEmpty else { return }
    try finishLine()
    day += 1
    let name = "a.log-202501\(day + 10)"
    told.append("copy to \(name) and cut")
    try logs.copy("a.log", to: name)
    try logs.truncate("a.log")
    rotated.append((name, files[last]))
    files.append([])
  }

  private mutating func pack() throws {
    guard let index = rotated.indices.randomElement(using: &random) else { return }
    let (name, bytes) = rotated.remove(at: index)
    told.append("pack \(name)")
    try logs.write(storedGzip(bytes), as: "\(name).gz")
    try logs.remove(name)
  }
}
