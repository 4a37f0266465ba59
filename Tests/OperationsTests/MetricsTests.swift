import CoreMetrics
import Operations
import Support
import Testing

@Suite("The metrics")
struct MetricsTests {
  @Test("the text is what Prometheus reads in version 0.0.4")
  func text() throws {
    let registry = MetricsRegistry(describing: [
      "lines_total": .init("Lines that were read."),
      "commit_seconds": .init("How long a commit took.", bounds: [0.1, 1]),
    ])
    Counter(label: "lines_total", dimensions: [("source", "shop")], factory: registry)
      .increment(by: 5)
    Counter(label: "lines_total", dimensions: [("source", "blog")], factory: registry).increment()
    Meter(label: "lag.seconds", dimensions: [], factory: registry).set(1.5)
    let timer = Timer(label: "commit_seconds", dimensions: [], factory: registry)
    timer.recordMilliseconds(50)
    timer.recordMilliseconds(500)
    timer.recordSeconds(5)
    let sample = MetricSample("up", help: "Whether it runs.", .integer(1))
    #expect(
      registry.text(adding: [sample]) == """
        # HELP commit_seconds How long a commit took.
        # TYPE commit_seconds histogram
        commit_seconds_bucket{le="0.1"} 1
        commit_seconds_bucket{le="1"} 2
        commit_seconds_bucket{le="+Inf"} 3
        commit_seconds_sum 5.55
        commit_seconds_count 3
        # TYPE lag_seconds gauge
        lag_seconds 1.5
        # HELP lines_total Lines that were read.
        # TYPE lines_total counter
        lines_total{source="blog"} 1
        lines_total{source="shop"} 5
        # HELP metrics_series_dropped_total Series that were not kept because there were too many.
        # TYPE metrics_series_dropped_total counter
        metrics_series_dropped_total 0
        # HELP up Whether it runs.
        # TYPE up gauge
        up 1

        """)
  }

  @Test("past the bound new series are counted, not kept; known ones go on")
  func bound() throws {
    let registry = MetricsRegistry(seriesLimit: 10)
    for number in 0..<100 {
      Counter(label: "hits_total", dimensions: [("n", "\(number)")], factory: registry).increment()
    }
    Counter(label: "hits_total", dimensions: [("n", "3")], factory: registry).increment()
    let text = try PrometheusText(registry.text())
    #expect(text.lines.count == 11)
    #expect(text.value("hits_total", ["n": "3"]) == 2)
    #expect(text.value("metrics_series_dropped_total") == 90)
  }

  @Test("a name stands for one kind")
  func kind() throws {
    let registry = MetricsRegistry()
    Counter(label: "a", dimensions: [], factory: registry).increment()
    Meter(label: "a", dimensions: [], factory: registry).set(7)
    let text = try PrometheusText(
      registry.text(adding: [MetricSample("a", .gauge, help: "", .integer(9))]))
    #expect(text.value("a") == 1)
    #expect(text.value("metrics_series_dropped_total") == 1)
  }

  @Test("a destroyed series is gone and makes room")
  func destroyed() throws {
    let registry = MetricsRegistry(seriesLimit: 1)
    let counter = Counter(label: "a_total", dimensions: [], factory: registry)
    counter.destroy()
    Counter(label: "b_total", dimensions: [], factory: registry).increment()
    let text = try PrometheusText(registry.text())
    #expect(text.value("a_total") == nil)
    #expect(text.value("b_total") == 1)
  }

  @Test("numbers are finite and counters do not fall, whatever is recorded")
  func finite() throws {
    let registry = MetricsRegistry()
    let counter = registry.makeCounter(label: "c", dimensions: [])
    let meter = registry.makeMeter(label: "m", dimensions: [])
    let recorder = registry.makeRecorder(label: "r", dimensions: [], aggregate: true)
    let timer = registry.makeTimer(label: "t", dimensions: [])
    counter.increment(by: .max)
    counter.increment(by: 5)
    counter.increment(by: -7)
    for value in [.nan, .infinity, -.infinity, .greatestFiniteMagnitude, .greatestFiniteMagnitude]
      as [Double]
    {
      meter.set(value)
      meter.increment(by: value)
      recorder.record(value)
    }
    timer.recordNanoseconds(.min)
    timer.recordNanoseconds(.max)
    let text = try PrometheusText(
      registry.text(adding: [MetricSample("s", help: "", .double(.nan))]))
    #expect(text.lines.allSatisfy { $0.value.isFinite })
    #expect(text.value("c") == Double(Int64.max))
    #expect(text.value("r_count") == 2)
    #expect(text.value("t_count") == 2)
  }

  @Test("any names and labels give a text that can be read back", arguments: 1...4)
  func anything(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let registry = MetricsRegistry(describing: ["a": .init("\\ \n \u{1b} \"help\"")])
    func text() -> String {
      let bytes = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
      return Bool.random(using: &random)
        ? HostileText.all.randomElement(using: &random) ?? ""
        : String(decoding: bytes, as: UTF8.self)
    }
    Counter(label: "a", dimensions: [], factory: registry).increment()
    for _ in 0..<200 {
      let dimensions = (0..<Int.random(in: 0...3, using: &random)).map { _ in (text(), text()) }
      switch Int.random(in: 0..<3, using: &random) {
      case 0: registry.makeCounter(label: text(), dimensions: dimensions).increment(by: 1)
      case 1: registry.makeMeter(label: text(), dimensions: dimensions).set(0.1)
      default: registry.makeTimer(label: text(), dimensions: dimensions).recordNanoseconds(1)
      }
    }
    let read = try PrometheusText(registry.text())
    #expect(Set(read.lines.map(\.series)).count == read.lines.count, "a series stands twice")
    #expect(read.lines.count > 200)
  }

  @Test("each bucket of a histogram holds those below it too", arguments: 1...3)
  func cumulative(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let registry = MetricsRegistry(describing: ["r": .init("", bounds: [5, 1, .infinity, 10, 5])])
    let recorder = registry.makeRecorder(label: "r", dimensions: [], aggregate: true)
    let values = (0..<500).map { _ in Double.random(in: -3...15, using: &random) }
    for value in values { recorder.record(value) }
    let text = try PrometheusText(registry.text())
    for (name, bound) in [("1", 1), ("5", 5), ("10", 10), ("+Inf", Double.infinity)] {
      #expect(text.value("r_bucket", ["le": name]) == Double(values.count { $0 <= bound }))
    }
    #expect(text.value("r_count") == 500)
  }
}
