package import CoreMetrics
internal import Synchronization

/// The metrics of a program, for Prometheus: a factory of swift-metrics that keeps what was counted.
///
/// A label or a name that is no Prometheus name is spelled as one. Names should end in their unit,
/// those of counters in `_total`. Past `seriesLimit` a new series is not kept, but counted in
/// `metrics_series_dropped_total`, and so is one whose name stands for another kind already.
package final class MetricsRegistry: MetricsFactory {
  private struct Table {
    var kinds: [String: MetricKind] = [:]
    var series: [SeriesKey: any MetricSeries] = [:]
    var dropped: Int64 = 0
  }

  /// What is to be known of a metric beside its name.
  package struct Description: Sendable {
    let help: String
    let bounds: [Double]?

    /// - Parameters:
    ///   - help: one sentence for the reader of a graph
    ///   - bounds: upper bounds of a histogram, times in seconds; nil for the usual ones
    package init(_ help: String, bounds: [Double]? = nil) {
      self.help = help
      self.bounds = bounds
    }
  }

  private let descriptions: [String: Description]
  private let seriesLimit: Int
  private let table = Mutex(Table())

  /// - Parameters:
  ///   - descriptions: by the names of the metrics
  ///   - seriesLimit: series of all names together at most
  package init(describing descriptions: [String: Description] = [:], seriesLimit: Int = 2_000) {
    self.descriptions = descriptions
    self.seriesLimit = seriesLimit
  }

  package func makeCounter(
    label: String, dimensions: [(String, String)]
  ) -> any CounterHandler {
    series(label, dimensions, .counter, CounterSeries.init) ?? NOOPMetricsHandler.instance
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions, .gauge, GaugeSeries.init) ?? NOOPMetricsHandler.instance
  }

  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    guard aggregate else {
      return series(label, dimensions, .gauge, GaugeSeries.init) ?? NOOPMetricsHandler.instance
    }
    return histogram(label, dimensions, HistogramSeries.sizes) ?? NOOPMetricsHandler.instance
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    histogram(label, dimensions, HistogramSeries.seconds) ?? NOOPMetricsHandler.instance
  }

  package func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
  package func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
  package func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
  package func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

  private func histogram(
    _ label: String, _ dimensions: [(String, String)], _ usual: [Double]
  ) -> HistogramSeries? {
    series(label, dimensions, .histogram) { key in
      HistogramSeries(key: key, bounds: descriptions[key.name]?.bounds ?? usual)
    }
  }

  /// The series of this name and these labels; nil where it would be one too many or its name
  /// stands for another kind.
  private func series<Series: MetricSeries>(
    _ name: String, _ dimensions: [(String, String)], _ kind: MetricKind,
    _ make: (SeriesKey) -> Series
  ) -> Series? {
    let key = SeriesKey(name: MetricText.name(name), labels: Label.all(dimensions))
    return table.withLock { table in
      if let known = table.series[key] as? Series { return known }
      guard table.series.count < seriesLimit, table.kinds[key.name, default: kind] == kind else {
        table.dropped += 1
        return nil
      }
      let series = make(key)
      table.series[key] = series
      table.kinds[key.name] = kind
      return series
    }
  }

  private func remove(_ handler: AnyObject) {
    guard let series = handler as? any MetricSeries else { return }
    table.withLock { table in
      guard table.series[series.key] === series else { return }
      table.series[series.key] = nil
    }
  }
}

extension MetricsRegistry {
  /// Everything as text for Prometheus (format 0.0.4), with values found out for this occasion.
  ///
  /// A sample whose name stands for another kind, or whose series is there already, is left out.
  package func text(adding samples: [MetricSample] = []) -> String {
    let (kinds, series, dropped) = table.withLock { ($0.kinds, $0.series, $0.dropped) }
    var families: [String: MetricFamily] = [:]
    for (key, series) in series.sorted(by: { $0.key.sortsBefore($1.key) }) {
      families[
        key.name,
        default: MetricFamily(
          name: key.name, help: descriptions[key.name]?.help ?? "",
          kind: kinds[key.name] ?? .gauge)
      ].points += series.points
    }
    let lost = MetricSample(
      "metrics_series_dropped_total", .counter,
      help: "Series that were not kept because there were too many.", .integer(dropped))
    var seen = Set(series.keys)
    for sample in ([lost] + samples).prefix(seriesLimit + 1) where sample.kind != .histogram {
      let key = SeriesKey(name: sample.name, labels: sample.labels)
      guard kinds[sample.name] == nil || kinds[sample.name] == sample.kind,
        families[sample.name].map({ $0.kind == sample.kind }) ?? true, seen.insert(key).inserted
      else { continue }
      families[
        sample.name,
        default: MetricFamily(name: sample.name, help: sample.help, kind: sample.kind)
      ].points.append(MetricFamily.Point(labels: sample.labels, value: sample.value))
    }
    return MetricFamily.text(Array(families.values))
  }
}

extension SeriesKey {
  fileprivate func sortsBefore(_ other: SeriesKey) -> Bool {
    if name != other.name { return name < other.name }
    return labels.map(\.value).lexicographicallyPrecedes(other.labels.map(\.value))
  }
}
