import Intake
import Warehouse

/// A stream that was taken back, found again in a file.
enum UndoneStream {
  /// What is said of a file that is one.
  static let note = "was undone: its lines, also new ones, are passed by until footfall ingest"

  /// What is said of such an input by a run that loads each input once.
  static let advice =
    "taken back by undo, passed by: `footfall ingest` with its name loads it again"

  /// The same of messages among others.
  static let adviceOnMail =
    "messages that undo took back were passed by: `footfall ingest` with the mailbox's name loads "
    + "them again"

  /// What a file is to the streams that were taken back.
  enum Finding: Equatable {
    /// It is one of them, or a part of one, or one that has grown.
    case same(generation: Int64)
    /// It shares their beginning up to a line, whose running hash tells it from them.
    case parts(at: Int64, then: Int64)
    case none
  }

  /// Looks whether a file is a stream that was taken back.
  ///
  /// - Throws: `IngestError.undone` for standard input, which cannot be read twice.
  static func find(in path: String, _ session: LoadingSession) async throws -> Finding {
    guard path != "-" else { throw IngestError.undone(path) }
    var reader = LineReader(try ByteSource(path: path))
    var finder = StreamFinder(ids: session.ids, among: .undone)
    switch try await finder.find(in: &reader, session) {
    case .none: return .none
    case .resume(let generation, _, _, _), .nothingNew(let generation):
      return .same(generation: generation)
    case .new(let id, _, _, _):
      if let open = finder.outgrown?.generation ?? finder.bare { return .same(generation: open) }
      return .parts(at: finder.parting, then: id)
    }
  }
}
