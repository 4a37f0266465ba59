import Clickstream
import Enrichment
import Intake
import Settings
import Warehouse

/// The events of a log as rows of a COPY, made without a database: what a bare COPY is given.
enum RowMaker {
  static func rows(of path: String) throws -> [[UInt8]] {
    let ids = Ids(key: SipHash.Key(1, 2))
    var enricher = Enricher(
      ids: ids, sites: SiteDirectory([.standard], ids: ids, hostless: nil),
      rules: Enricher.Rules(allowedQuery: Configuration().queryAllow, countsAssets: false),
      visitors: try VisitorRules.builtIn())
    var parser = AccessLogParser(
      format: .combined, now: Instant(seconds: 4_000_000_000))
    var reader = LineReader(try ByteSource(path: path))
    var chunk = LineChunk()
    var access = AccessBatch()
    var batch = EventBatch()
    var buffers: [[UInt8]] = []
    while try reader.read(into: &chunk) {
      parser.parse(chunk, into: &access)
      for period in enricher.missingPeriods(of: access.records.map(\.at)) {
        enricher.salts.add(period, .live(3, 4))
      }
      let bytes = unsafe chunk.bytes.span.bytes
      for record in access.records {
        enricher.enrich(
          record, in: bytes, generation: 1, position: chunk.position(of: record.line),
          into: &batch)
      }
    }
    buffers = EventColumns.buffers(of: batch.events)
    return buffers
  }

  /// Seconds and records of parsing alone.
  static func parse(_ path: String) async throws -> (seconds: Double, records: Int) {
    var records = 0
    let seconds = try await Stopwatch.seconds {
      var parser = AccessLogParser(
        format: .combined, now: Instant(seconds: 4_000_000_000))
      var reader = LineReader(try ByteSource(path: path))
      var chunk = LineChunk()
      var access = AccessBatch()
      while try reader.read(into: &chunk) {
        parser.parse(chunk, into: &access)
        records += access.records.count
      }
    }
    return (seconds, records)
  }
}
