import Clickstream
import Foundation
import Glibc

extension Reporter {
  /// Where the pages of runs before are kept, by the folder of pages.
  package static func keptFolder(besides output: String) -> String { output + "-kept" }
}

/// The folder beside the pages in which those of runs before are kept, a folder a day.
///
/// Only pages to publish are kept, which name nobody.
struct KeptRuns: Sendable {
  private static let marker = ".footfall-kept"
  private static let mark = "Pages of runs before; each report drops those that are too old.\n"

  let folder: String
  private let days: Int
  private let today: Day
  private let zone: Zone

  /// - Parameters:
  ///   - output: The folder of pages.
  ///   - days: How many days they are kept; 0: not at all.
  ///   - now: The clock, in a zone: what is older than so many days is dropped.
  /// - Throws: `ReportError.notOurs` where a folder of this name holds something else.
  init(besides output: String, days: Int, now: Instant, zone: Zone) throws(ReportError) {
    folder = Reporter.keptFolder(besides: output)
    self.days = days
    self.zone = zone
    today = zone.day(of: now)
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    guard let names, !names.isEmpty else { return }
    guard names.contains(Self.marker) || days == 0 else { throw .notOurs(folder) }
  }

  /// Moves the pages of a run here, under the day on which they were written, and drops those of days
  /// that are over; a later run of a day takes the place of an earlier one.
  func take(_ old: String) throws(ReportError) {
    var status = stat()
    let wasThere = unsafe lstat("\(old)/\(OutputFolder.marker)", &status) == 0
    if days > 0, wasThere {
      try make()
      let written = Instant(microseconds: Int64(status.st_mtim.tv_sec) * 1_000_000)
      let place = "\(folder)/\(zone.day(of: written))"
      try OutputFolder.remove(place, for: folder)
      guard unsafe rename(old, place) == 0 else { throw FileFailure(errno).error(in: folder) }
    }
    try prune()
  }

  private func make() throws(ReportError) {
    guard unsafe mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw FileFailure(errno).error(in: folder)
    }
    guard !FileManager.default.fileExists(atPath: "\(folder)/\(Self.marker)") else { return }
    var writer = FileWriter(folder: folder, target: folder)
    try writer.write(Array(Self.mark.utf8), to: Self.marker)
  }

  private func prune() throws(ReportError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard names.contains(Self.marker) else { return }
    for name in names.sorted() {
      guard let day = Day(name), Int(today.number) - Int(day.number) >= days else { continue }
      try OutputFolder.remove("\(folder)/\(name)", for: folder)
    }
    if days == 0, names.allSatisfy({ $0 == Self.marker || Day($0) != nil }) {
      try OutputFolder.remove(folder, for: folder)
    }
  }
}
