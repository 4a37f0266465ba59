import Clickstream
import Foundation
import Intake

/// The same hits as a log of another format, for comparing how fast formats are parsed.
struct FormatLog {
  let family: FormatFamily
  let format: AccessLogFormat
  let size: Int
  private let path: String

  /// Writes a log of about `size` bytes into `folder`.
  init(_ family: FormatFamily, _ hits: [LoggedHit], size: Int, in folder: String) throws {
    self.family = family
    format = try AccessLogFormat.compile(family.format)
    path = folder + "/format-\(family.name.replacing(" ", with: "-")).log"
    let body = Array(hits.map { family.line($0) + "\n" }.joined().utf8)
    let copies = repeatElement(body, count: max(1, size / max(1, body.count)))
    let log = Array(family.head.utf8) + Array(copies.joined())
    self.size = log.count
    try Data(log).write(to: URL(filePath: path))
  }

  func remove() throws { try FileManager.default.removeItem(atPath: path) }

  /// Seconds of reading and parsing alone, and how many lines gave no record.
  func parse() async throws -> (seconds: Double, lost: Int) {
    var lost = 0
    let seconds = try await Stopwatch.seconds {
      var parser = AccessLogParser(format: format, now: Instant(seconds: 4_000_000_000))
      var reader = LineReader(try ByteSource(path: path))
      var chunk = LineChunk()
      var batch = AccessBatch()
      while try reader.read(into: &chunk) {
        parser.parse(chunk, into: &batch)
        lost += batch.rejects.count
      }
    }
    return (seconds, lost)
  }
}

/// How fast every format is parsed beside combined, in bytes a second.
struct FormatComparison {
  /// What every format is to reach.
  static let goal = 0.6
  private static let rounds = 15
  /// Bytes of each log: of one size, for opening a file costs the same for all.
  private static let size = 24_000_000

  private let combined: FormatLog
  private let logs: [FormatLog]

  /// - Parameters:
  ///   - lines: lines in combined format.
  ///   - names: the families that are compared; all where it is empty.
  init(_ lines: [[UInt8]], names: [String], in folder: String) throws {
    let hits = try LoggedHit.hits(of: lines)
    let make = { try FormatLog($0, hits, size: Self.size, in: folder) }
    combined = try make(FormatFamily.all[0])
    logs = try FormatFamily.all.dropFirst().filter { family in
      names.isEmpty || names.contains { family.name.lowercased().contains($0.lowercased()) }
    }.map(make)
  }

  /// Prints a line for each format and one about those that miss the goal.
  ///
  /// Each measurement has one of combined right before it: what else the machine does strikes both.
  func run() async throws {
    var rates: [[Double]] = logs.map { _ in [] }
    var ratios = rates
    var lost = logs.map { _ in 0 }
    var combinedRates: [Double] = []
    for _ in 0..<Self.rounds {
      for (index, log) in logs.enumerated() {
        let base = Double(combined.size) / (try await combined.parse().seconds)
        let (seconds, lostLines) = try await log.parse()
        let rate = Double(log.size) / seconds
        combinedRates.append(base)
        rates[index].append(rate)
        ratios[index].append(rate / base)
        lost[index] = lostLines
      }
    }
    print("format combined: \(megabytes(Int(combinedRates.median)))/s")
    for (index, log) in logs.enumerated() {
      print(
        "format \(log.family.name): \(megabytes(Int(rates[index].median)))/s; beside combined "
          + "\(rounded(ratios[index].median))"
          + (lost[index] > 0 ? "; \(lost[index]) lines lost" : ""))
    }
    let slow = logs.indices.filter { ratios[$0].median < Self.goal }.map { logs[$0].family.name }
    let all = logs + [combined]
    let unmeasured = Set(AccessLogFormat.names).subtracting(all.map(\.format.name))
    print(
      "formats that miss \(rounded(Self.goal)) of combined: "
        + (slow.isEmpty ? "none of \(logs.count)" : slow.joined(separator: ", ")))
    if logs.count + 1 == FormatFamily.all.count, !unmeasured.isEmpty {
      print("formats that were not measured: \(unmeasured.sorted().joined(separator: ", "))")
    }
    for log in all { try log.remove() }
  }
}
