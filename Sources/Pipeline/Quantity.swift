/// Numbers as summaries print them: no locale, a comma between thousands.
package enum Quantity {
  /// `1234567` as `1,234,567`.
  package static func grouped(_ number: Int64) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return number < 0 ? "-\(text)" : text
  }

  /// A number with its noun, which agrees with it: `1 line`, `1,204 lines`.
  ///
  /// - Parameter many: the noun for several, where an `s` does not make it.
  package static func counted(_ number: Int64, _ noun: String, _ many: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : many ?? noun + "s")"
  }

  package static func counted(_ number: Int, _ noun: String, _ many: String? = nil) -> String {
    counted(Int64(number), noun, many)
  }

  /// Bytes in the unit that leaves one to three digits before the point: `12.3 MB`.
  package static func bytes(_ count: Int64) -> String {
    let units = ["kB", "MB", "GB", "TB"]
    guard count >= 1_000 else { return "\(count) B" }
    var value = Double(count) / 1_000
    var unit = 0
    while value >= 999.95, unit + 1 < units.count {
      value /= 1_000
      unit += 1
    }
    return "\(tenths(value)) \(units[unit])"
  }

  /// A span of time: `4.2 s`, `3 min 20 s`, `2 h 5 min`.
  package static func time(_ seconds: Double) -> String {
    guard seconds >= 60 else { return "\(tenths(max(0, seconds))) s" }
    let whole = Int64(min(seconds, 1e12).rounded())
    guard whole >= 3_600 else { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3_600) h \(whole % 3_600 / 60) min"
  }

  package static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  private static func tenths(_ value: Double) -> String {
    let scaled = Int64((value * 10).rounded())
    return "\(scaled / 10).\(scaled % 10)"
  }
}
