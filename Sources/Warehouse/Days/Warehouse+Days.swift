package import Clickstream
import PostgreSQL

extension Warehouse {
  /// The most days that are rolled up in one transaction.
  private static let daysAtOnce: Int32 = 31

  /// Days of a site that follow each other.
  private struct Stretch {
    let site: Int64
    let first: Day
    var last: Day

    var parameters: [Parameter] {
      [.int8(site), .date(unixDays: first.number), .date(unixDays: last.number)]
    }
  }

  /// Rolls up the days that changed since they were, each stretch of them in a transaction of its own.
  ///
  /// What others commit meanwhile marks its days again. Safe to repeat, and to stop at any time.
  ///
  /// - Parameter progress: is told how many days are done, and of how many.
  /// - Returns: how many days were rolled up.
  @discardableResult
  package func rollUpDays(progress: (Int, Int) -> Void = { _, _ in }) async throws -> Int {
    var stretches: [Stretch] = []
    var days = 0
    for row in try await run("read_dirty_days") {
      let site: Int64 = try row.get("site")
      let day = Day(number: try row.get("day_number"))
      days += 1
      if let last = stretches.last, last.site == site, day == last.last.advanced(byDays: 1),
        day.number - last.first.number < Self.daysAtOnce
      {
        stretches[stretches.count - 1].last = day
      } else {
        stretches.append(Stretch(site: site, first: day, last: day))
      }
    }
    var done = 0
    for stretch in stretches {
      try await run("roll_up", stretch.parameters)
      done += Int(stretch.last.number - stretch.first.number) + 1
      progress(done, days)
    }
    return days
  }

  /// Marks all days of all sites as changed, for what they are counted by is told otherwise.
  func markAllDays() async throws { try await run("mark_all_days") }

  /// Looks whether rolled up days are what sessions, page views and owners make them; days that are
  /// marked are left out.
  func verifyDays(_ sample: Sample) async throws -> Check {
    var check = Check(
      name: "numbers of days are what the sessions make them", examined: 0, unit: "day",
      findings: 0)
    let limit: (seed: Int64, days: Int64) =
      switch sample {
      case .all: (0, .max)
      case .some(_, let seed): (seed, 31)
      }
    for row in try await run("sample_days", [.int8(limit.seed), .int8(limit.days)]) {
      check.examined += 1
      let day = Day(number: try row.get("day_number"))
      let found = try await run(
        "verify_day",
        [
          .int8(try row.get("site")), .text(try row.get("zone")),
          .timestamptz(unixMicroseconds: try row.instant("since").microseconds),
          .timestamptz(unixMicroseconds: try row.instant("before").microseconds),
          .date(unixDays: day.number),
        ])
      let wrong = try found.compactMap { row -> String? in
        let rows: Int64 = try row.get("rows")
        return rows == 0 ? nil : "\(rows) of \(try row.get("what", as: String.self))"
      }
      guard !wrong.isEmpty else { continue }
      check.findings += 1
      if check.details.count < 10 {
        check.details.append("\(day): not as they ought to be: \(wrong.joined(separator: ", "))")
      }
    }
    return check
  }
}
