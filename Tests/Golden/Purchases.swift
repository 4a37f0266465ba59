import Analysis
import Foundation

/// The rows of the sample: a purchase each.
struct Purchases {
  struct Row {
    /// The id in the sample, by which the published summary is ordered.
    var customer: Int64
    /// Days since 1970-01-01.
    var day: Int
    /// Months since the year 0.
    var month: Int
    var discs: Int
    var cents: Int64
  }

  struct Unreadable: Error, CustomStringConvertible {
    var description: String
  }

  let rows: [Row]

  /// - Throws: where the file cannot be read, or a line has not five columns of numbers.
  init(file: String) throws {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    rows = try text.split(whereSeparator: \.isNewline).enumerated().map { index, line in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count == 5, let customer = Int64(words[1]), let date = Int(words[2]),
        let discs = Int(words[3]), let dollars = Double(words[4])
      else { throw Unreadable(description: "\(file):\(index + 1): not a row of the sample") }
      return Row(
        customer: customer, day: Self.day(date / 10_000, date / 100 % 100, date % 100),
        month: date / 10_000 * 12 + date / 100 % 100 - 1, discs: discs,
        cents: Int64((dollars * 100).rounded()))
    }
  }

  /// Days from 1970-01-01 in the Gregorian calendar, by the method of days_from_civil.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let ofEra = year - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  static func month(_ year: Int, _ month: Int) -> Int { year * 12 + month - 1 }

  /// Rows of each customer, by customer.
  var byCustomer: [(customer: Int64, rows: [Row])] {
    Dictionary(grouping: rows, by: \.customer).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  func summaries(asOf day: Int, counting: OrderCount) -> [PurchaseSummary] {
    byCustomer.map { customer, rows in
      PurchaseSummary(
        customer: customer, recency: day - (rows.map(\.day).max() ?? day),
        frequency: counting == .orders ? rows.count : Set(rows.map(\.day)).count,
        monetary: rows.reduce(0) { $0 + $1.cents })
    }
  }

  /// The customer as the published summary has it.
  struct Customer {
    var history: PurchaseHistory
    var spending: Spending
    var holdoutDays: Int
    var holdoutRows: Int
  }

  /// Orders of a day are merged; the mean is that of repeat days alone.
  ///
  /// Weeks are rounded to hundredths and means to cents, as in the published summary, on which the
  /// published figures rest.
  func customers(calibratedUntil end: Int) -> [Customer] {
    byCustomer.compactMap { _, rows in
      var days: [Int: Int64] = [:]
      for row in rows { days[row.day, default: 0] += row.cents }
      let calibration = days.filter { $0.key <= end }
      guard let exact = PurchaseHistory(orderDays: Array(calibration.keys), until: end),
        let first = calibration.keys.min()
      else { return nil }
      let repeats = calibration.filter { $0.key > first }.values.reduce(0, +)
      return Customer(
        history: PurchaseHistory(
          repeats: exact.repeats, recency: Self.hundredths(exact.recency),
          age: Self.hundredths(exact.age)),
        spending: Spending(
          orders: exact.repeats,
          mean: exact.repeats > 0
            ? Self.hundredths(Double(repeats) / 100 / Double(exact.repeats)) : 0),
        holdoutDays: days.count - calibration.count,
        holdoutRows: rows.count { $0.day > end })
    }
  }

  private static func hundredths(_ value: Double) -> Double {
    (value * 100 + 1e-9).rounded(.toNearestOrAwayFromZero) / 100
  }

  /// The published rows that `customers` does not find, of a summary with a header and the columns
  /// id, x, t_x, T and mean; its order is that of the sample's ids.
  static func disagreements(of customers: [Customer], with file: String) throws -> Int {
    let lines = try String(contentsOfFile: file, encoding: .utf8)
      .split(whereSeparator: \.isNewline).dropFirst()
    let published = lines.map { $0.split(separator: ",").compactMap { Double($0) } }
    return abs(published.count - customers.count)
      + zip(published, customers).count { row, customer in
        row.count != 5 || Int(row[1]) != customer.history.repeats
          || abs(row[2] - customer.history.recency) > 0.0043
          || abs(row[3] - customer.history.age) > 0.0043
          || abs(row[4] - customer.spending.mean) > 0.005
      }
  }
}
