import Testing

/// A reader of the text format that is strict where Prometheus is.
struct PrometheusText {
  struct Line {
    let name: String
    let labels: [String: String]
    let value: Double
    /// Name and labels as they stand.
    let series: String
  }

  struct Malformed: Error { let line: String }

  private(set) var lines: [Line] = []

  init(_ text: String) throws {
    try #require(text.hasSuffix("\n"))
    var types: Set<Substring> = []
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# HELP ") { continue }
      if line.hasPrefix("# TYPE ") {
        let words = line.split(separator: " ")
        guard words.count == 4, ["counter", "gauge", "histogram"].contains(words[3]),
          types.insert(words[2]).inserted
        else { throw Malformed(line: String(line)) }
        continue
      }
      lines.append(try Self.line(line))
    }
  }

  func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
    lines.first { $0.name == name && $0.labels == labels }?.value
  }

  private static func line(_ line: Substring) throws -> Line {
    var rest = line.unicodeScalars
    func take(_ scalar: Unicode.Scalar) -> Bool {
      guard rest.first == scalar else { return false }
      rest.removeFirst()
      return true
    }
    func name() throws -> String {
      let name = rest.prefix { $0.isASCII && $0.properties.isXIDContinue || $0 == ":" }
      guard let first = name.first, !("0"..."9").contains(first) else {
        throw Malformed(line: String(line))
      }
      rest = rest.dropFirst(name.count)
      return String(name)
    }
    let metric = try name()
    var labels: [String: String] = [:]
    if take("{") {
      repeat {
        let label = try name()
        guard take("="), take("\""), !label.contains(":"), labels[label] == nil else {
          throw Malformed(line: String(line))
        }
        var value = ""
        while !take("\"") {
          guard var next = rest.popFirst() else { throw Malformed(line: String(line)) }
          if next == "\\" {
            guard let escaped = rest.popFirst(), let plain = plain[escaped] else {
              throw Malformed(line: String(line))
            }
            next = plain
          }
          value.unicodeScalars.append(next)
        }
        labels[label] = value
      } while take(",")
      guard take("}") else { throw Malformed(line: String(line)) }
    }
    let series = String(line.unicodeScalars.dropLast(rest.count))
    guard take(" "), let value = Double(String(rest)) else { throw Malformed(line: String(line)) }
    return Line(name: metric, labels: labels, value: value, series: series)
  }

  private static let plain: [Unicode.Scalar: Unicode.Scalar] = ["\\": "\\", "\"": "\"", "n": "\n"]
}
