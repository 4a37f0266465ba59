import Analysis

private let published = BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)
private let publishedSpending = GammaGamma(p: 6.25, q: 3.74, v: 15.44)

extension FigureSheet {
  mutating func checkSummary(of purchases: Purchases, file: String) throws {
    begin("0 The published summary")
    let customers = purchases.customers(calibratedUntil: Purchases.day(1997, 9, 30))
    check(
      "rows that differ", try Purchases.disagreements(of: customers, with: file), 0)
  }

  mutating func checkBuying(of purchases: Purchases) {
    begin("4 BG/NBD, calibrated until 1997-09-30")
    let customers = purchases.customers(calibratedUntil: Purchases.day(1997, 9, 30))
    let histories = customers.map(\.history)
    check("customers", customers.count, 2_357)
    check("repeats", histories.reduce(0) { $0 + $1.repeats }, 2_457)
    check("without a repeat", histories.count { $0.repeats == 0 }, 1_411)
    check("holdout days", customers.reduce(0) { $0 + $1.holdoutDays }, 1_882)
    check("holdout rows", customers.reduce(0) { $0 + $1.holdoutRows }, 1_959)
    check("holdout customers", customers.count { $0.holdoutDays > 0 }, 684)

    let fit = BGNBD.fit(histories).value
    check("r", fit?.model.r, 0.2426, within: 1e-3)
    check("alpha", fit?.model.alpha, 4.4136, within: 1e-3)
    check("a", fit?.model.a, 0.7929, within: 1e-3)
    check("b", fit?.model.b, 2.4258, within: 1e-3)
    check(
      "log-likelihood, published parameters", published.logLikelihood(of: histories),
      -9_582.4268, within: 1e-3)
    check("log-likelihood, fitted", fit?.logLikelihood, -9_582.43, within: 1e-2)
    guard let model = fit?.model else { return }
    let history = PurchaseHistory(repeats: 2, recency: 30.43, age: 38.86)
    check(
      "E[Y(39) | 2, 30.43, 38.86], fitted",
      model.expectedRepeats(within: 39, after: history), 1.226, within: 1e-3)
    for (time, orders) in [
      (1.0 / 7, 0.0078), (1, 0.0532), (3, 0.1506), (31 + 6.0 / 7, 1.0405), (32, 1.0437),
      (78, 1.8576),
    ] {
      check(
        "E[X(\(Float(time)))], fitted", model.expectedRepeats(within: time), orders,
        within: 1e-3)
    }

    let table: [(Int, Double, Double, Int)] = [
      (0, 0.237, 0.225, 1_411), (1, 0.697, 0.523, 439), (2, 1.393, 1.044, 214),
      (3, 1.560, 1.520, 100), (4, 2.532, 2.164, 62), (5, 2.947, 2.654, 38), (6, 3.862, 3.504, 29),
      (7, 6.359, 6.157, 64),
    ]
    var total = 0.0
    for (repeats, actual, expected, count) in table {
      let group = customers.filter { min($0.history.repeats, 7) == repeats }
      let sum = group.reduce(0) { $0 + model.expectedRepeats(within: 39, after: $1.history) }
      total += sum
      let name = "holdout, x = \(repeats)\(repeats == 7 ? "+" : "")"
      check("\(name): customers", group.count, count)
      check(
        "\(name): actual",
        Double(group.reduce(0) { $0 + $1.holdoutDays }) / Double(group.count), actual,
        within: 5e-4)
      check("\(name): expected", sum / Double(group.count), expected, within: 1e-3)
    }
    check("holdout, expected of all", total, 1_653.9, within: 0.5)
  }

  mutating func checkSpending(of purchases: Purchases) {
    begin("5 Gamma–Gamma and lifetime value")
    let customers = purchases.customers(calibratedUntil: Purchases.day(1997, 9, 30))
    let again = customers.map(\.spending).filter { $0.orders > 0 }
    check("customers with a repeat", again.count, 946)
    check(
      "their mean", again.reduce(0) { $0 + $1.mean } / Double(again.count), 35.0786,
      within: 5e-5)
    let fit = GammaGamma.fit(again).value
    check("p", fit?.model.p, 6.249, within: 0.01)
    check("q", fit?.model.q, 3.744, within: 0.01)
    check("v", fit?.model.v, 15.444, within: 0.01)
    check("correlation of orders and mean", fit?.correlation, 0.1139, within: 5e-5)
    check(
      "mean of all, published parameters", publishedSpending.populationMean, 35.2190,
      within: 5e-3)
    let means = [
      24.6637, 18.9169, 35.2190, 35.2190, 35.2190, 71.4697, 18.9169, 35.2190, 27.2884, 35.2190,
    ]
    for (index, mean) in means.enumerated() {
      check(
        "E[Z], customer \(index + 1)",
        publishedSpending.expectedMean(of: customers[index].spending), mean, within: 0.01)
      check(
        "E[Z], customer \(index + 1), fitted",
        fit?.model.expectedMean(of: customers[index].spending), mean, within: 0.1)
    }
    let value = LifetimeValue(repeats: published, spending: publishedSpending, discount: 0.01)
    let values = customers.map { value.value(of: $0.history, spending: $0.spending, months: 12) }
    for (index, expected) in [36.2892, 4.6373, 8.3690, 8.3690, 8.3690].enumerated() {
      check("value of 12 months, customer \(index + 1)", values[index], expected, within: 1e-3)
    }
    check("value of 12 months, all", values.reduce(0, +), 71_560.21, within: 1)
  }
}
