extension Number {
  /// A label of three significant digits at most: `12.5`, `12 500`, `1.25 M`, `3 bn`.
  ///
  /// Labels of one axis share the unit of the `largest` value on it.
  package static func compact(_ value: Double, largest: Double? = nil) -> String {
    guard value.isFinite else { return nothing }
    let reference = max(abs(largest ?? value), abs(value))
    let (unit, name) =
      switch rounded(reference) {
      case 1e12...: (1e12, "\(space)T")
      case 1e9...: (1e9, "\(space)bn")
      case 1e6...: (1e6, "\(space)M")
      default: (1.0, "")
      }
    let scaled = rounded(value / unit)
    let text = fixed(scaled, decimals: decimals(scaled))
    return text == "0" ? text : text + name
  }

  /// A length of time in its two largest units: `3 min 20 s`, `5 h 10 min`, `2 d 4 h`.
  package static func duration(seconds: Double) -> String {
    guard seconds.isFinite else { return nothing }
    let magnitude = abs(seconds)
    guard magnitude >= 0.5 || magnitude == 0 else { return "<1\(space)s" }
    guard magnitude < 1e15 else { return nothing }
    let total = Int64(magnitude.rounded())
    let sign = seconds < 0 ? minus : ""
    let units: [(Int64, String)] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")]
    guard let first = units.firstIndex(where: { total >= $0.0 }) else { return "0\(space)s" }
    let (size, name) = units[first]
    var text = sign + whole(total / size) + space + name
    if first + 1 < units.count {
      let (smaller, smallerName) = units[first + 1]
      let rest = total % size / smaller
      if rest > 0 { text += " " + whole(rest) + space + smallerName }
    }
    return text
  }

  /// An amount of data in decimal units: `512 B`, `1.25 kB`, `240 MB`.
  package static func bytes(_ count: Double) -> String {
    guard count.isFinite else { return nothing }
    var value = abs(count)
    var unit = 0
    let names = ["B", "kB", "MB", "GB", "TB", "PB", "EB"]
    while rounded(value) >= 1_000, unit + 1 < names.count {
      value /= 1_000
      unit += 1
    }
    let text = fixed(rounded(value), decimals: decimals(value))
    return (count < 0 ? minus : "") + text + space + names[unit]
  }

  /// The value at three significant digits.
  private static func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    var scale = 1.0
    while abs(value) * scale < 100, scale < 1e9 { scale *= 10 }
    while abs(value) * scale >= 1_000 { scale /= 10 }
    return (value * scale).rounded() / scale
  }

  private static func decimals(_ value: Double) -> Int {
    switch abs(value) {
    case 100...: 0
    case 10...: 1
    case 1...: 2
    case 0.1...: 3
    case 0.01...: 4
    default: 6
    }
  }
}
