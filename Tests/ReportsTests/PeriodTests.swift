import Clickstream
import Reports
import Settings
import Support
import Testing

/// The periods that a site has pages for, by when its records begin and end.
@Suite("Periods")
struct PeriodTests {
  private func periods(
    seed: UInt64
  ) throws -> (all: [Period], zone: Zone, from: Instant, until: Instant) {
    var random = SplitMix64(seed: seed)
    let names = ["Europe/London", "America/St_Johns", "Pacific/Apia", "UTC"]
    let zone = try Zone(named: names[Int.random(in: 0..<names.count, using: &random)])
    let from = Instant(seconds: Int64.random(in: 946_684_800..<1_790_000_000, using: &random))
    let until = from.advanced(bySeconds: Int64.random(in: 0..<100_000_000, using: &random))
    let main = try PeriodChoice().period(
      of: zone, dataFrom: from, dataUntil: until, recordedUntil: until)
    return ([main] + main.others(PagePeriod.allCases), zone, from, until)
  }

  @Test("months and years tell each day with data once, up to the newest", arguments: 0..<40)
  func cover(seed: UInt64) throws {
    let (all, zone, from, until) = try periods(seed: seed)
    let (oldest, newest) = (zone.day(of: from), zone.day(of: until))
    for isMonth in [true, false] {
      let parts = all.filter {
        switch $0.name {
        case .month: isMonth
        case .year: !isMonth
        default: false
        }
      }.sorted { $0.from < $1.from }
      let first = try #require(parts.first)
      #expect(first.from <= oldest && oldest < first.until)
      #expect(parts.last?.until == newest.advanced(byDays: 1))
      for (one, next) in zip(parts, parts.dropFirst()) {
        #expect(one.until == next.from && next.previousFrom == one.from && one.isOver)
      }
      #expect(parts.dropLast().allSatisfy { !$0.isRunning })
    }
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(Set(all.map { $0.name.folder ?? "" }).count == all.count)
  }

  @Test("like is compared with like", arguments: 0..<40)
  func compared(seed: UInt64) throws {
    let (all, zone, _, until) = try periods(seed: seed)
    for period in all {
      #expect(period.until <= zone.day(of: until).advanced(byDays: 1))
      #expect(period.previousFrom < period.from && period.from < period.until)
      #expect(period.standingDay >= period.lastDay)
      let end = try #require(period.bound(.previousUntil))
      #expect(end > zone.start(of: period.previousFrom) && end <= zone.start(of: period.from))
      if period.isRunning {
        let days = zone.day(of: end).number - period.previousFrom.number
        #expect(days <= period.days)
      }
      let year = try #require(period.bound(.previousFrom, comparing: .yearBefore))
      #expect(zone.day(of: year).isoWeekday == period.from.isoWeekday)
      if period.hasYearBefore {
        #expect(zone.day(of: period.dataFrom) <= zone.day(of: year))
      }
    }
  }
}
