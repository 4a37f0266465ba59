/// What a value of the metrics is.
package enum MetricKind: String, Sendable {
  /// It only grows, from the start of the program.
  case counter
  /// It goes up and down.
  case gauge
  /// How many values were at most as large as each of a row of bounds.
  case histogram
}

/// A number of the metrics.
package enum MetricValue: Sendable, Equatable {
  case integer(Int64)
  case double(Double)

  var isFinite: Bool {
    switch self {
    case .integer: true
    case .double(let value): value.isFinite
    }
  }
}

/// A value that is found out at the time it is asked for.
package struct MetricSample: Sendable {
  let name: String
  let help: String
  let kind: MetricKind
  let labels: [Label]
  let value: MetricValue

  /// - Parameters:
  ///   - name: with its unit at the end, as `process_resident_memory_bytes`
  ///   - help: one sentence
  ///   - kind: a counter or a gauge
  package init(
    _ name: String, _ kind: MetricKind = .gauge, help: String, labels: [(String, String)] = [],
    _ value: MetricValue
  ) {
    self.name = MetricText.name(name)
    self.help = help
    self.kind = kind
    self.labels = Label.all(labels)
    self.value = value
  }
}
