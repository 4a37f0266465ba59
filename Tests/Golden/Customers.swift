import Analysis

extension FigureSheet {
  mutating func checkFacts(of purchases: Purchases) {
    begin("0 The sample")
    let rows = purchases.rows
    check("rows", rows.count, 6_919)
    check("customers", Set(rows.map(\.customer)).count, 2_357)
    check("CDs", rows.reduce(0) { $0 + $1.discs }, 16_479)
    check("cents", Int(rows.reduce(0) { $0 + $1.cents }), 24_409_194)
    check("first day", rows.map(\.day).min(), Purchases.day(1997, 1, 1))
    check("last day", rows.map(\.day).max(), Purchases.day(1998, 6, 30))
    let days = Set(rows.map { OrderDay(customer: $0.customer, day: $0.day) })
    check("days of customers", days.count, 6_696)
    check("rows without a dollar", rows.count { $0.cents == 0 }, 8)
    let equal = Dictionary(
      grouping: rows, by: { [$0.customer, Int64($0.day), Int64($0.discs), $0.cents] })
    check("rows equal to another", equal.values.reduce(0) { $0 + $1.count - 1 }, 21)
    let months: [(Int, Int, Int)] = [
      (885, 28_592_70, 1), (1_178, 40_433_81, 2), (1_204, 43_472_10, 3), (362, 12_842_05, 4),
      (291, 10_880_33, 5), (284, 9_907_25, 6), (284, 10_866_23, 7), (235, 8_762_76, 8),
      (237, 7_358_32, 9), (246, 8_845_05, 10), (274, 10_151_38, 11), (248, 9_112_84, 12),
      (202, 7_356_82, 13), (198, 7_679_71, 14), (278, 9_850_05, 15), (165, 6_011_53, 16),
      (176, 6_378_14, 17), (172, 5_590_87, 18),
    ]
    for (count, cents, month) in months {
      let found = rows.filter { $0.month == Purchases.month(1996, 12) + month }
      check("month \(month): rows", found.count, count)
      check("month \(month): cents", Int(found.reduce(0) { $0 + $1.cents }), cents)
    }
  }

  mutating func checkScores(of purchases: Purchases) {
    begin("1 RFM as of 1998-07-01")
    let day = Purchases.day(1998, 7, 1)
    let byRows = purchases.summaries(asOf: day, counting: .orders)
    let byDays = purchases.summaries(asOf: day, counting: .orderDays)
    let table = RFMTable.scores(of: byRows).value
    let scores = table?.scores ?? []
    let customers = Array(zip(scores, byRows))
    for (index, expected) in [
      (459, 514, 546), (478, 488, 513), (475, 444, 487), (471, 154, 443), (474, 1, 153),
    ].enumerated() {
      let days = customers.filter { $0.0.recency == index + 1 }.map(\.1.recency)
      check("R\(index + 1) customers", days.count, expected.0)
      check("R\(index + 1) least days", days.min(), expected.1)
      check("R\(index + 1) most days", days.max(), expected.2)
    }
    for (index, expected) in [
      (0, nil, nil), (0, nil, nil), (1_205, 1, 1), (614, 2, 3), (538, 4, 56),
    ].enumerated() as EnumeratedSequence<[(Int, Int?, Int?)]> {
      let orders = customers.filter { $0.0.frequency == index + 1 }.map(\.1.frequency)
      check("F\(index + 1) customers, by rows", orders.count, expected.0)
      if let least = expected.1 { check("F\(index + 1) least rows", orders.min(), least) }
      if let most = expected.2 { check("F\(index + 1) most rows", orders.max(), most) }
    }
    let daily = RFMTable.scores(of: byDays).value?.scores ?? []
    for (score, count) in [(1, 0), (2, 0), (3, 1_218), (4, 612), (5, 527)] {
      check("F\(score) customers, by days", daily.count { $0.frequency == score }, count)
    }
    for (index, expected) in [
      (437, 0, 14_99), (505, 15_36, 31_72), (471, 31_95, 58_91), (472, 59_25, 130_22),
      (472, 130_49, 6_552_70),
    ].enumerated() {
      let cents = customers.filter { $0.0.monetary == index + 1 }.map { Int($0.1.monetary) }
      check("M\(index + 1) customers", cents.count, expected.0)
      check("M\(index + 1) least cents", cents.min(), expected.1)
      check("M\(index + 1) most cents", cents.max(), expected.2)
    }
    let count = Double(byRows.count)
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / count }
    check("mean R", mean(byRows.map { Double($0.recency) }), 372.5639, within: 5e-5)
    check("mean F, rows", mean(byRows.map { Double($0.frequency) }), 2.9355, within: 5e-5)
    check("mean F, days", mean(byDays.map { Double($0.frequency) }), 2.8409, within: 5e-5)
    check("mean M", mean(byRows.map { Double($0.monetary) / 100 }), 103.5604, within: 5e-5)
    check("code 555", scores.count { $0.code == 555 }, 259)
    let segments: [(CustomerSegment, Int)] = [
      (.atRisk, 932), (.loyal, 587), (.champions, 474), (.needAttention, 359), (.cannotLose, 5),
    ]
    for (segment, count) in segments {
      check(segment.rawValue, table?.segments[segment], count)
    }
    check("grid, all cells", table?.grid.joined().reduce(0, +), 2_357)
  }

  mutating func checkRepeats(of purchases: Purchases) {
    begin("2 Repeat purchase")
    let orders = purchases.rows.map { OrderDay(customer: $0.customer, day: $0.day) }
    let first = Purchases.day(1997, 1, 1)
    let last = Purchases.day(1998, 6, 30)
    let windows: [(String, ClosedRange<Int>, Int, Int, Int, Int)] = [
      ("1997-07 to 1998-06", Purchases.day(1997, 7, 1)...last, 812, 483, 486, 812),
      ("1997", first...Purchases.day(1997, 12, 31), 2_357, 1_040, 1_053, 1_040),
      ("whole file", first...last, 2_357, 1_139, 1_152, 1_139),
    ]
    for (name, window, buyers, byDays, byRows, returning) in windows {
      let days = RepeatPurchase.rates(of: orders, in: window, counting: .orderDays).value
      let rows = RepeatPurchase.rates(of: orders, in: window, counting: .orders).value
      check("\(name): buyers", days?.buyers, buyers)
      check("\(name): a) days", days?.repeatedWithin, byDays)
      check("\(name): a) rows", rows?.repeatedWithin, byRows)
      check("\(name): b) days", days?.returning, returning)
      check(
        "\(name): a) rate of days", days?.repeatRate, Double(byDays) / Double(buyers),
        within: 1e-12)
    }
  }

  mutating func checkCohorts(of purchases: Purchases) {
    begin("3 Cohorts")
    let expected = [
      [
        781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33,
      ],
      [857, 134, 110, 75, 77, 75, 61, 61, 74, 70, 59, 57, 59, 70, 56, 59, 60],
      [719, 87, 84, 78, 63, 64, 55, 57, 73, 65, 47, 51, 78, 32, 38, 45],
    ]
    let triangle = CohortTriangle.triangle(
      of: purchases.rows.map { ($0.customer, $0.month) }, until: Purchases.month(1998, 6)
    ).value
    check("cohorts", triangle?.cohorts.count, 3)
    for (index, row) in expected.enumerated() {
      let cohort = triangle?.cohorts.dropFirst(index).first
      check("cohort 1997-0\(index + 1): cells", cohort?.active.count, row.count)
      for (months, count) in row.enumerated() {
        let found = cohort?.active.dropFirst(months).first
        check("cohort 1997-0\(index + 1), k=\(months)", found, count)
      }
    }
  }
}
