import Clickstream
import Foundation

/// What a nightly with one new day costs beside a short and beside a long history, by the program
/// itself as its users run it.
struct NightlyBench {
  private static let runs = 5
  /// The last day of the histories.
  private static let last = Day(year: 2026, month: 10, day: 31)

  let folder: String
  let program: String
  let log: YearLog

  init(folder: String, linesADay: Int = 5_000) {
    self.folder = "\(folder)/nightly"
    program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "footfall").path(percentEncoded: false)
    log = YearLog(linesADay: linesADay)
  }

  /// Prints the ratio of the medians; the histories take turns.
  func run(days: [Int] = [30, 365]) async throws {
    try? FileManager.default.removeItem(atPath: folder)
    for history in days { try await prepare(history) }
    var seconds: [Int: [Double]] = [:]
    for run in 0..<Self.runs {
      for history in days {
        try log.write(
          to: "\(folder)/\(history)/in/new-\(run).log", first: Self.last.advanced(byDays: run + 1),
          days: 1)
        seconds[history, default: []].append(
          try await Stopwatch.seconds { try call(["nightly"], history) })
      }
    }
    for history in days { try call(["db", "stop"], history) }
    let medians = days.compactMap { seconds[$0]?.median }
    let told = zip(days, medians).map { "\($0) days \(rounded($1)) s" }.joined(separator: ", ")
    print(
      "nightly with one new day of \(log.linesADay) lines, after a history of \(told); ratio "
        + rounded(medians[medians.count - 1] / medians[0]))
    try FileManager.default.removeItem(atPath: folder)
  }

  private func prepare(_ days: Int) async throws {
    let place = "\(folder)/\(days)"
    try FileManager.default.createDirectory(
      atPath: "\(place)/in", withIntermediateDirectories: true)
    let settings = """
      data: \(place)/data
      output: \(place)/html
      monitor: off
      person_pages: 0
      periods: []
      inputs: ['\(place)/in/*']
      sites:
        - {name: shop, title: Shop, zone: Europe/London, link_browsing: always}
      """
    try settings.write(toFile: "\(place)/footfall.yaml", atomically: false, encoding: .utf8)
    let customers = (0..<2_000).map { "C\($0),l\($0),p\($0)@mail.example" }
    try (["number,login,email"] + customers + [""]).joined(separator: "\n")
      .write(toFile: "\(place)/in/customers.csv", atomically: false, encoding: .utf8)
    try log.write(
      to: "\(place)/in/history.log", first: Self.last.advanced(byDays: 1 - days), days: days)
    try call(["nightly"], days)
    // As rotation does.
    try FileManager.default.removeItem(atPath: "\(place)/in/history.log")
  }

  private func call(_ arguments: [String], _ days: Int) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments + ["--config", "\(folder)/\(days)/footfall.yaml"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchError("footfall \(arguments.joined(separator: " ")) failed: \(output)")
    }
  }
}
