import CBenchSplit
import Clickstream
import Foundation
import Pipeline
import Settings

// Ratios measured in one run; machines differ, ratios less so.
//
//     bench                measures everything
//     bench ingest PATH    loads one file into a new database and prints the rate
//     bench business [N]   loads lists of N customers and orders (100,000), letters; looks persons up
//     bench nightly [DAYS DAYS]   a nightly with one new day beside two histories (30 and 365)
//     bench telling        loading with and without the rules of agents, browsers and places
//     bench identity       derives persons from a million edges
//     bench formats [NAME]… compares the formats of access logs only, all or some

let folder = NSTemporaryDirectory() + "footfall-bench-\(getuid())"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
let arguments = Array(CommandLine.arguments.dropFirst())

/// The database of places that Debian's package libloc-database brings, where it is there.
enum LocationFile {
  static let path: String? = [
    "/usr/share/libloc-location/location.db", "/var/lib/location/database.db",
  ]
  .first { FileManager.default.fileExists(atPath: $0) }
}

func megabytes(_ bytes: Int) -> String { "\(bytes / 1_000_000) MB" }

func rounded(_ value: Double, _ places: Int = 2) -> String {
  let factor = [1.0, 10, 100][min(places, 2)]
  return "\((value * factor).rounded() / factor)"
}

/// Peak resident memory of this process, in kilobytes; what the parent held does not count.
func peakMemory() throws -> Int {
  let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  guard let words = line?.split(whereSeparator: \.isWhitespace), words.count > 1,
    let kilobytes = Int(words[1])
  else { throw BenchError("no VmHWM in /proc/self/status") }
  return kilobytes
}

if arguments.first == "ingest", arguments.count >= 2 {
  let database = try await BenchDatabase(folder: folder + "/cluster")
  if arguments.last != "again" { try await database.renew() }
  let places = LocationFile.path.map { "places: ['\($0)']\n" } ?? ""
  let configuration = try Configuration.load(
    contents: Array((places + "sites:\n  - {name: default, title: Default}\n").utf8),
    file: "bench.yaml", environment: [:], flags: [:], currentFolder: folder)
  let summary = try await database.ingest(
    arguments[1], configuration, bare: arguments.contains("bare"))
  print(
    "lines \(summary.read) seconds \(rounded(summary.seconds)) "
      + "rate \(Int(summary.linesPerSecond)) peak_kB \(try peakMemory())")
  exit(0)
}

/// What this program prints when it is run anew, so that its memory is measured alone.
func aside(_ arguments: [String]) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: CommandLine.arguments[0])
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return output
}

/// Loads one file in a process of its own.
func ingestAside(_ path: String, _ options: String...) throws -> (rate: Double, peak: Int) {
  let output = try aside(["ingest", path] + options)
  let words = output.split(whereSeparator: \.isWhitespace)
  guard let rate = words.firstIndex(of: "rate"), let peak = words.firstIndex(of: "peak_kB"),
    let linesPerSecond = Double(words[rate + 1]), let kilobytes = Int(words[peak + 1])
  else { throw BenchError("loading \(path) failed: \(output)") }
  return (linesPerSecond, kilobytes)
}

/// Prints how fast formats are parsed, beside combined.
func compareFormats(_ sample: String, _ names: [String] = []) async throws {
  let lines = Array(try GrownLog.lines(of: sample).prefix(20_000))
  try await FormatComparison(lines, names: names, in: folder).run()
}

/// Prints how much of its rate loading keeps while agents, browsers and places are told: into an empty
/// database, and beside the same agents in it.
func compareTelling(_ path: String) async throws {
  let day = YearLog(linesADay: 200_000)
  let next = folder + "/next.log"
  try day.write(to: next, first: Day(year: 2026, month: 12, day: 1), days: 1)
  var cold: [Double] = []
  var warm: [Double] = []
  for _ in 0..<3 {
    let told = (try ingestAside(path).rate, try ingestAside(next, "again").rate)
    let bare = (try ingestAside(path, "bare").rate, try ingestAside(next, "bare", "again").rate)
    cold.append(told.0 / bare.0)
    warm.append(told.1 / bare.1)
  }
  try FileManager.default.removeItem(atPath: next)
  print(
    "loading while agents, browsers and places are told keeps \(rounded(cold.median)) of its rate, "
      + "beside a million lines \(rounded(warm.median)); places "
      + (LocationFile.path == nil ? "are not installed" : "by libloc"))
}

if arguments.first == "telling" {
  let grown = try GrownLog(
    from: "SampleLogs/access", to: folder + "/grown.log", lines: 1_000_000)
  try await compareTelling(grown.path)
  exit(0)
}

if arguments.first == "formats" {
  try await compareFormats("SampleLogs/access", Array(arguments.dropFirst()))
  exit(0)
}

if arguments.first == "identity" {
  try BusinessBench.measureIdentity(edges: 1_000_000)
  exit(0)
}

if arguments.first == "nightly" {
  let days = arguments.dropFirst().compactMap { Int($0) }
  try await NightlyBench(folder: folder).run(days: days.count == 2 ? days : [30, 365])
  exit(0)
}

if arguments.first == "business" {
  let database = try await BenchDatabase(folder: folder + "/cluster")
  let customers = arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
  try await BusinessBench(database, folder: folder, customers: customers).run()
  exit(0)
}

let sample = arguments.first ?? "SampleLogs/access"
let log = try GrownLog(from: sample, to: folder + "/grown.log", lines: 1_000_000)
let size = (try FileManager.default.attributesOfItem(atPath: log.path)[.size] as? Int) ?? 0
print("log: \(log.lines) lines, \(megabytes(size))")

var ours: [Double] = []
var floor: [Double] = []
for _ in 0..<5 {
  floor.append(
    await Stopwatch.seconds {
      var result = split_result()
      _ = unsafe split_file(log.path, &result)
    })
  ours.append(try await RowMaker.parse(log.path).seconds)
}
let lines = Double(log.lines)
print(
  "parsing alone: \(Int(lines / ours.median)) lines/s; a plain C split: "
    + "\(Int(lines / floor.median)) lines/s; ratio \(rounded(floor.median / ours.median))")

try await compareFormats(sample)

let database = try await BenchDatabase(folder: folder + "/cluster")
let rows = try RowMaker.rows(of: log.path)
var bare: [Double] = []
var rates: [Double] = []
var peak = 0
for _ in 0..<3 {
  let aside = try ingestAside(log.path)
  rates.append(aside.rate)
  peak = max(peak, aside.peak)
  bare.append(try await database.copyBare(rows))
}
print(
  "raw log to committed, indexed events and sessions: \(Int(rates.median)) lines/s; binary COPY "
    + "of the same events into a bare table: \(Int(lines / bare.median)) lines/s; ratio "
    + rounded(rates.median * bare.median / lines))
print("peak resident memory while loading: \(megabytes(peak * 1_024))")

try await compareTelling(log.path)

let distinct = try GrownLog(
  from: sample, to: folder + "/distinct.log", lines: 1_000_000, distinct: true)
let wide = try ingestAside(distinct.path)
print(
  "with a distinct path on every GET: \(Int(wide.rate)) lines/s, peak "
    + megabytes(wide.peak * 1_024))
for path in [log.path, distinct.path] { try FileManager.default.removeItem(atPath: path) }
