package import Clickstream
package import Enrichment
import Intake
package import Settings
import Warehouse

/// What is arriving in the inputs, read and understood as the daemon does it, and stored nowhere.
package final class LiveTail {
  /// What became of one line.
  package struct Line: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
      case event(EventKind, Audience)
      /// A form: what it is about.
      case form(topic: String)
      case rejected(RejectReason)
    }

    package var at: Instant?
    package var site: String
    package var outcome: Outcome
    /// 0 where there is none.
    package var status: Int16 = 0
    /// Method and path, form and page, or what was expected of a rejected line.
    package var text: String
    /// The rule by which it is a bot, or the host that it came from; of a rejected line the file and
    /// the byte at which it begins.
    package var note = ""
  }

  private final class OpenTail {
    var reader: LineReader
    var records: RecordReader
    let input: CatalogInput
    let name: String
    /// Lines before are passed over but for the last few.
    var isOld: Bool
    /// The first line was cut where reading began.
    var isCut: Bool

    init(
      _ reader: consuming LineReader, _ records: RecordReader, _ input: CatalogInput,
      name: String, isOld: Bool, isCut: Bool
    ) {
      self.reader = reader
      self.records = records
      self.input = input
      self.name = name
      self.isOld = isOld
      self.isCut = isCut
    }
  }

  /// Lines of each file that are shown of what was there before.
  private static let before = 10
  /// Bytes from the end of a file in which those are looked for.
  private static let window: Int64 = 16_384
  /// Lines of a file that are taken at once; the rest is taken next.
  private static let most = 5_000
  private static let mostProblems = 100
  /// Texts that are remembered for those that come again.
  private static let memory = 20_000

  private let configuration: Configuration
  private let topics: Topics
  private let inputs: [CatalogInput]
  private let wakes = Wakes()
  private var enricher: Enricher
  private var room = LineRoom()
  private var open: [FileIdentity: OpenTail] = [:]
  private var passedBy: Set<FileIdentity> = []
  private var pages: [Int64: String] = [:]
  private var referrers: [Int64: String] = [:]
  private var bots: [Int64: String] = [:]
  private var isFirst = true
  /// Files that cannot be shown, and why.
  package private(set) var problems: [String] = []

  package init(configuration: Configuration, rules: RuleBook) {
    self.configuration = configuration
    topics = rules.topics
    let catalog = InputCatalog.unstored(configuration)
    inputs = configuration.inputs.map { catalog.input($0) }
    enricher = catalog.enricher(rules.visitors)
  }

  /// Waits a moment for something to happen.
  package func wait() async {
    await wakes.wait(atMost: .seconds(1))
    await wakes.rest(.milliseconds(50))
    _ = wakes.take()
  }

  /// Lines that came since this was last asked; at first the last few of each file.
  package func take(now: Instant) -> [Line] {
    var met: Set<FileIdentity> = []
    for input in inputs { scan(input, now: now, &met) }
    var lines: [Line] = []
    for file in open.values {
      var found = read(file)
      if file.isOld {
        found = found.suffix(Self.before)
        file.isOld = false
      }
      lines += found
    }
    // What is gone was read to its end just now; its number may be given to another file.
    open = open.filter { met.contains($0.key) }
    passedBy.formIntersection(met)
    isFirst = false
    return lines.sorted { ($0.at ?? now) < ($1.at ?? now) }
  }

  private func scan(_ input: CatalogInput, now: Instant, _ met: inout Set<FileIdentity>) {
    let found = ScannedFiles(input.source)
    wakes.watch(
      ScannedFiles.folders(of: input.source, maildirs: found.maildirs, files: found.files))
    let written = RotatedFile.newest(of: found.files.map(\.path))
    for sighting in found.files {
      met.insert(sighting.identity)
      // Emptied where it stands: what comes now begins anew.
      if let tail = open[sighting.identity], sighting.size < tail.reader.position {
        open[sighting.identity] = nil
      }
      guard open[sighting.identity] == nil, !passedBy.contains(sighting.identity) else { continue }
      // What was rotated away is no news, and neither is a copy of what was shown.
      if !written.contains(sighting.path) || found.siblings.contains(sighting.identity) {
        passedBy.insert(sighting.identity)
        continue
      }
      do {
        if let tail = try begin(sighting, input, now: now) { open[sighting.identity] = tail }
      } catch {
        passedBy.insert(sighting.identity)
        if problems.count < Self.mostProblems { problems.append("\(error)") }
      }
    }
  }

  private func begin(
    _ sighting: FileSighting, _ input: CatalogInput, now: Instant
  ) throws -> OpenTail? {
    var source = try ByteSource(path: sighting.path)
    guard !source.isGzip else { return nil }
    let head = try source.head()
    guard
      case .lines(let lines) = try input.recognise(
        head, path: sighting.path, topics: topics, now: now)
    else { return nil }
    var reader = LineReader(try ByteSource(path: sighting.path))
    reader.holdsOpenLine = true
    // Where lines say how the next are laid out all must be read.
    let start = head.first == UInt8(ascii: "#") ? 0 : max(0, sighting.size - Self.window)
    if isFirst, start > 0 { _ = try reader.skip(to: start) }
    return OpenTail(
      reader, RecordReader(lines.reader), input, name: FileName.last(of: sighting.path),
      isOld: isFirst, isCut: reader.position > 0)
  }

  private func read(_ file: OpenTail) -> [Line] {
    var lines: [Line] = []
    enricher.use(file.input.directory)
    while (try? file.reader.read(into: &room.chunk)) == true {
      let from =
        file.isCut ? room.chunk.position(of: room.chunk.lines.dropFirst().first ?? .empty) : 0
      file.isCut = false
      let missing = file.records.prepare(room.chunk, from: from, &room.access, &enricher)
      for period in missing {
        enricher.salts.add(period, .live(.random(in: 0...(.max)), .random(in: 0...(.max))))
      }
      var batch = StreamBatch(
        generation: 0, epoch: 0, name: "", start: StreamMark(position: 0, chain: 0),
        end: StreamMark(position: 0, chain: 0))
      file.records.read(room.chunk, from: from, room.access, &enricher, into: &batch)
      remember(batch.content)
      lines += describe(batch, of: file)
      // Whoever looks on reads no more than this at once; of what was there before, less.
      if file.isOld, lines.count > 1_000 { lines.removeFirst(lines.count - 100) }
      if lines.count >= Self.most { break }
    }
    return lines
  }

  private func remember(_ content: EventBatch) {
    for row in content.pages + content.missingPages { pages[row.id] = row.path }
    for row in content.referrers { referrers[row.id] = row.host }
    for row in content.agents { bots[row.id] = row.bot }
    guard pages.count + referrers.count + bots.count > Self.memory else { return }
    pages.removeAll()
    referrers.removeAll()
    bots.removeAll()
    enricher.forgetStored()
  }

  private func describe(_ batch: StreamBatch, of file: OpenTail) -> [Line] {
    let entries = file.input.directory.entries
    func site(_ id: Int64) -> String { entries.first { $0.id == id }?.site.name ?? "" }
    let events = batch.content.events.map { event in
      Line(
        at: event.at, site: site(event.site), outcome: .event(event.kind, event.audience),
        status: event.status, text: "\(event.method.name) \(pages[event.page] ?? "")",
        note: bots[event.agent] ?? referrers[event.referrer] ?? "")
    }
    let forms = batch.contacts.map { contact in
      Line(
        at: contact.at, site: site(batch.contactSite), outcome: .form(topic: contact.topic),
        text: "\(contact.form) \(contact.pagePath)")
    }
    let rejects = batch.content.rejects.map { reject in
      Line(
        at: nil, site: "", outcome: .rejected(reject.reason), text: reject.detail,
        note: "\(file.name) at byte \(reject.position)")
    }
    return events + forms + rejects
  }
}
