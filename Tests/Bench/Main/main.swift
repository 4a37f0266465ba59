import CBenchSplit
import Pipeline
import Foundation

// Ratios measured in one run; machines differ, ratios less so.
//
//     bench                measures everything
//     bench ingest PATH    loads one file into a new database and prints the rate
//     bench business [N]   loads lists of N customers and orders (100,000), letters; looks persons up
//     bench identity       derives persons from a million edges
//     bench formats [NAME]… compares the formats of access logs only, all or some

let folder = NSTemporaryDirectory() + "footfall-bench-\(getuid())"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
let arguments = Array(CommandLine.arguments.dropFirst())

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

if arguments.first == "ingest", arguments.count == 2 {
  let database = try await BenchDatabase(folder: folder + "/cluster")
  try await database.renew()
  let summary = try await database.ingest(arguments[1])
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
func ingestAside(_ path: String) throws -> (rate: Double, peak: Int) {
  let output = try aside(["ingest", path])
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

if arguments.first == "formats" {
  try await compareFormats("SampleLogs/access", Array(arguments.dropFirst()))
  exit(0)
}

if arguments.first == "identity" {
  try BusinessBench.measureIdentity(edges: 1_000_000)
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

let distinct = try GrownLog(
  from: sample, to: folder + "/distinct.log", lines: 1_000_000, distinct: true)
let wide = try ingestAside(distinct.path)
print(
  "with a distinct path on every GET: \(Int(wide.rate)) lines/s, peak "
    + megabytes(wide.peak * 1_024))
for path in [log.path, distinct.path] { try FileManager.default.removeItem(atPath: path) }
