import Clickstream
import Pipeline

extension Comparison {
  /// The two columns and the causes, for people.
  var text: String {
    var rows = [["", storedProfile.uppercased(), otherProfile.uppercased(), "DIFFERENCE"]]
    func count(_ name: String, _ value: (Figures) -> Int64) {
      rows.append([
        name, Quantity.grouped(value(stored)), Quantity.grouped(value(other)),
        Self.signed(value(other) - value(stored)),
      ])
    }
    func share(
      _ name: String, _ unit: String, difference unitOfDifference: String? = nil,
      _ value: (Figures) -> Double?
    ) {
      let (old, new) = (value(stored), value(other))
      func shown(_ number: Double?) -> String { number.map { Self.tenths($0) + unit } ?? "–" }
      let difference = old.flatMap { old in new.map { $0 - old } }
      rows.append([
        name, shown(old), shown(new),
        difference.map {
          ($0 < 0 ? "" : "+") + Self.tenths($0) + (unitOfDifference ?? unit)
        } ?? "–",
      ])
    }
    count("Visits") { $0.visits }
    count("Visitors") { $0.visitors }
    count("Page views") { $0.pageViews }
    count("Bounces") { $0.bounces }
    share("Bounce rate", " %", difference: " points") { $0.bounceRate.map { $0 * 100 } }
    share("Mean duration", " s") { $0.meanSeconds }
    share("Pages per visit", "") { $0.pagesPerVisit }
    let title = "\(site) from \(from) to \(until): \(storedProfile) is stored."
    return [title, Columns.text(rows, rightAligned: 1..<4), reasons].joined(separator: "\n\n")
  }

  private var reasons: String {
    guard storedProfile != otherProfile else { return "Both are the same profile." }
    let lines =
      [
        reason("Visits") { $0.visits }, reason("Visitors") { $0.visitors },
        reason("Page views") { $0.pageViews }, reason("Bounces") { $0.bounces },
        reason("Time of all visits", Self.seconds) { $0.durationMicroseconds },
      ].compactMap(\.self)
    return lines.isEmpty
      ? "In these days the two profiles count the same." : lines.joined(separator: "\n")
  }

  /// What makes up the difference of a number; nil where nothing changes it.
  private func reason(
    _ name: String, _ shown: (Int64) -> String = signed, _ value: (Cause) -> Int64
  ) -> String? {
    let parts = causes.filter { value($0) != 0 }
    guard !parts.isEmpty else { return nil }
    return "\(name) \(shown(value(difference))):\n"
      + Columns.text(
        parts.map { ["  " + shown(value($0)), $0.sentence] }, rightAligned: 0..<1)
  }

  private static func signed(_ number: Int64) -> String {
    (number < 0 ? "−" : "+") + Quantity.grouped(abs(number))
  }

  private static func seconds(_ microseconds: Int64) -> String {
    let whole = abs(microseconds) / 1_000_000
    let rest = abs(microseconds) % 1_000_000
    var digits = String(String(rest + 1_000_000).dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return (microseconds < 0 ? "−" : "+") + Quantity.grouped(whole)
      + (digits.isEmpty ? "" : "." + digits) + " s"
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int64((value * 10).rounded())
    return (tenths < 0 ? "−" : "") + Quantity.grouped(abs(tenths) / 10) + ".\(abs(tenths) % 10)"
  }
}
