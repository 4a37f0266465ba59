import Clickstream
import Enrichment
import Intake
import Mail
import Warehouse

/// Turns the lines of a chunk into what a batch stores: the one difference between kinds of
/// line streams.
struct RecordReader: Sendable {
  enum Kind: Sendable {
    case accessLog(AccessLogParser)
    case forms(FormReader, site: SiteDirectory.Entry, topics: Topics)
  }

  private var kind: Kind
  /// Lines that end up to here are counted as ignored: they were there before the input was to be
  /// followed.
  var passesOver: Int64 = 0

  init(_ kind: Kind) { self.kind = kind }

  /// From now on times more than 24 hours after `now` are not believed.
  mutating func setClock(_ now: Instant) {
    switch kind {
    case .accessLog(var parser):
      parser.setClock(now)
      kind = .accessLog(parser)
    case .forms(_, let site, let topics):
      kind = .forms(FormReader(now: now, of: site.site), site: site, topics: topics)
    }
  }

  /// Salt periods that must be fetched before `read`: parses the chunk on the way.
  ///
  /// What is passed over is parsed too, for its lines may say how the next ones are laid out.
  mutating func prepare(
    _ chunk: LineChunk, from start: Int64, _ access: inout AccessBatch, _ enricher: inout Enricher
  ) -> [SaltPeriod] {
    guard case .accessLog(var parser) = kind else { return [] }
    parser.parse(chunk, into: &access)
    kind = .accessLog(parser)
    let start = firstKept(in: chunk, from: start)
    // Periods change at a quarter of an hour, whatever the zone.
    var quarters: Set<Int64> = []
    var instants: [Instant] = []
    var latest: Int64 = .min
    for record in access.records where chunk.position(of: record.line) >= start {
      let quarter = Int64(floorDividing: record.at.seconds, by: 900)
      if quarter != latest, quarters.insert(quarter).inserted { instants.append(record.at) }
      latest = quarter
    }
    return enricher.missingPeriods(of: instants)
  }

  /// Takes in what the lines before the first chunk said of the columns that follow.
  mutating func learn(fieldsLine: [UInt8]?) {
    guard case .accessLog(var parser) = kind else { return }
    parser.learn(fieldsLine: fieldsLine)
    kind = .accessLog(parser)
  }

  /// Where the lines begin that are not passed over, at `start` or later.
  private func firstKept(in chunk: LineChunk, from start: Int64) -> Int64 {
    guard chunk.position < passesOver else { return start }
    var first = start
    chunk.forEachLine { if $0.end <= passesOver { first = max(first, $0.end) } }
    return first
  }

  /// Adds the records of the prepared chunk that start at or after `start` to the batch.
  mutating func read(
    _ chunk: LineChunk, from start: Int64, _ access: AccessBatch, _ enricher: inout Enricher,
    into batch: inout StreamBatch
  ) {
    // Of a line that does not end for long nothing is kept but its beginning.
    if !chunk.lines.isEmpty {
      batch.source.keep(chunk.copy(ByteRange(0, chunk.byteCount)), at: chunk.position)
    }
    let kept = firstKept(in: chunk, from: start)
    chunk.forEachLine { line in
      guard line.start >= start, line.start < kept else { return }
      batch.content.ignored[.beforeStart, default: 0] += 1
    }
    switch kind {
    case .accessLog(let parser):
      noteFields(chunk, from: start, access, parser, into: &batch)
      readAccess(chunk, from: kept, access, &enricher, into: &batch)
    case .forms(let reader, let site, let topics):
      readForms(chunk, from: kept, reader, site, topics, ids: enricher.ids, into: &batch)
    }
  }

  /// Notes what the columns of a W3C log are, for whoever reads single lines of it later.
  private func noteFields(
    _ chunk: LineChunk, from start: Int64, _ access: AccessBatch, _ parser: AccessLogParser,
    into batch: inout StreamBatch
  ) {
    if chunk.position == 0, start == 0, let first = parser.firstFieldsLine {
      batch.fields[0] = first
    }
    guard !access.fieldsLines.isEmpty else { return }
    for (position, text) in access.fields(of: chunk) where position >= start {
      batch.fields[position] = text
    }
  }

  private func readAccess(
    _ chunk: LineChunk, from start: Int64, _ access: AccessBatch, _ enricher: inout Enricher,
    into batch: inout StreamBatch
  ) {
    let bytes = unsafe chunk.bytes.span.bytes
    for record in access.records {
      let position = chunk.position(of: record.line)
      guard position >= start else { continue }
      enricher.enrich(
        record, in: bytes, generation: batch.generation, position: position,
        into: &batch.content)
    }
    for reject in access.rejects where reject.position >= start {
      var record = reject.record(generation: batch.generation)
      if chunk.isUnterminated, [.format, .json, .field].contains(record.reason) {
        record.reason = .truncatedLine
        record.detail = "the file ends inside the line; \(record.detail)"
      }
      batch.content.rejects.append(record)
    }
    if access.emptyLines > 0 {
      for line in chunk.lines where line.isEmpty && chunk.position(of: line) >= start {
        batch.content.ignored[.empty, default: 0] += 1
      }
    }
    for comment in access.comments where chunk.position(of: comment) >= start {
      batch.content.ignored[.comment, default: 0] += 1
    }
  }

  private func readForms(
    _ chunk: LineChunk, from start: Int64, _ reader: FormReader, _ site: SiteDirectory.Entry,
    _ topics: Topics, ids: Ids, into batch: inout StreamBatch
  ) {
    batch.contactSite = site.id
    let ownership = site.site.mailOwnership
    let generation = batch.generation
    chunk.forEachLine { line in
      guard line.start >= start else { return }
      func reject(_ reason: RejectReason, _ detail: String, _ raw: RawSpan, length: Int64) {
        let kept = min(raw.byteCount, RejectedRecord.rawLimit)
        batch.content.rejects.append(
          RejectedRecord(
            generation: generation, position: line.start, reason: reason, detail: detail,
            raw: raw.extracting(0..<kept).copy(), length: length))
      }
      if let index = line.overlong {
        let long = chunk.overlong[index]
        unsafe reject(
          .lineTooLong, "longer than 1 MiB", long.head.span.bytes, length: long.length)
        return
      }
      chunk.withBytes(of: line) { bytes in
        switch reader.read(bytes) {
        case .empty: batch.content.ignored[.empty, default: 0] += 1
        case .rejected(let reason, let detail):
          reject(
            chunk.isUnterminated && reason == .json ? .truncatedLine : reason, detail, bytes,
            length: Int64(bytes.byteCount))
        case .record(let record):
          var contact = record.contact(
            site: site.site.name, key: ids.key, generation: generation, position: line.start
          ) { record in
            topics.reason(
              for: Topics.Text(
                subject: record.subject, body: record.message, form: record.form))
          }
          if let cookie = record.cookie {
            let value = VisitToken(cookie)?.value ?? Array(cookie.utf8)
            contact.cookie = ids.visitToken(value, site: site.id)
          }
          contact.take(record.token, of: site.id, ids)
          if let address = contact.address, ownership.isOwn(address) { contact.address = nil }
          batch.contacts.append(contact)
        }
      }
    }
  }
}

extension RawSpan {
  /// The bytes in an array of their own.
  func copy() -> [UInt8] {
    unsafe withUnsafeBytes { unsafe Array($0) }
  }
}
