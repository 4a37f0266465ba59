import Clickstream
import Intake
import Warehouse

/// A file that is open, and how it is read.
final class OpenFile {
  var reader: LineReader
  var stream: LineStream
  var records: RecordReader
  let isGzip: Bool

  init(_ reader: consuming LineReader, _ stream: LineStream, _ records: RecordReader) {
    isGzip = reader.source.isGzip
    self.reader = reader
    self.stream = stream
    self.records = records
  }

  /// Bytes on disk that were read.
  var taken: Int64 { reader.source.rawPosition }

  /// Whether the bytes before the place of reading are still those that were read.
  var isUntouched: Bool { isGzip || reader.source.isUntouched }

  func step(_ work: FollowingWork) async throws -> LineStream.Step {
    try await stream.step(&reader, &work.room, &records, &work.enricher, &work.queue)
  }
}

/// A file of an input, while it is followed and after.
final class FollowedFile {
  /// How the file stands in the database, for status.
  private(set) var row: FollowedFileRow
  /// Nil where it is closed.
  private(set) var open: OpenFile?
  /// It cannot be begun because somebody may still be writing it.
  private(set) var isStillWritten = false
  /// It is compressed: bytes on disk are not those of its stream.
  var isPacked = false
  /// That it says again what is stored was told already.
  private var toldReplay = false
  /// Of the open stream, those that were told of already.
  private var toldLines: Int64 = 0
  private var toldRejected: Int64 = 0

  init(_ sighting: FileSighting) {
    row = FollowedFileRow(
      path: sighting.path, identity: sighting.identity, size: sighting.size,
      modified: sighting.modifiedAt)
  }

  func see(_ sighting: FileSighting) {
    // What was there before is cut off.
    if sighting.size < row.size { row.passedOver = 0 }
    row.path = sighting.path
    row.size = sighting.size
    row.modified = sighting.modifiedAt
  }

  /// What it holds now was there before the input was to be followed.
  func passOver(_ end: Int64) { row.passedOver = end }

  /// What the system says of the open descriptor.
  var descriptor: FileSighting? {
    open?.reader.source.currentStatus.map { FileSighting(path: row.path, $0) }
  }

  func begin(_ file: OpenFile) {
    open = file
    isStillWritten = false
    (toldLines, toldRejected, toldReplay) = (0, 0, false)
    row.generation = file.stream.row.generation
    row.state = .following
    row.note = file.stream.note
    noteProgress()
  }

  /// Brings the row up to where reading stands.
  func noteProgress() {
    guard let open else { return }
    row.taken = open.taken - Int64(open.reader.heldBytes)
    row.position = open.stream.mark.position
    if row.position >= row.passedOver { row.passedOver = 0 }
  }

  /// All that was there had been read.
  func noteCurrent(_ now: Instant) { row.current = now }

  /// Lines that were sent off since this was last asked, and those of them that were rejected.
  func takeCounts() -> (lines: Int64, rejected: Int64) {
    guard let stream = open?.stream else { return (0, 0) }
    defer { (toldLines, toldRejected) = (stream.lines, stream.rejected) }
    return (stream.lines - toldLines, stream.rejected - toldRejected)
  }

  /// That it says again what is stored, where that has turned out since this was last asked.
  func takeReplay() -> String? {
    guard let stream = open?.stream, stream.isReplay, !toldReplay else { return nil }
    toldReplay = true
    row.note = stream.note
    return stream.note
  }

  /// What stood in it is gone: what it holds now is not known yet.
  func holdsAnother() { (row.generation, row.position) = (0, 0) }

  /// Lets the descriptor go.
  func close(
    _ state: FollowedFileRow.State, note: String = "", generation: Int64? = nil,
    isStillWritten: Bool = false
  ) {
    noteProgress()
    self.isStillWritten = isStillWritten
    open = nil
    row.state = state
    row.note = note
    if let generation { row.generation = generation }
    if state == .read { row.taken = row.size }
    if state == .read || state == .passedBy { row.passedOver = 0 }
  }
}
