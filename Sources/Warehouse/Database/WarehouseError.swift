package import Clickstream

/// What can be wrong with a database as a whole; each says what to do next.
package enum WarehouseError: Error, Equatable, CustomStringConvertible {
  /// SQL files that belong beside the program are not there.
  case missingResources(String)
  /// The database was migrated by a newer program.
  case databaseIsNewer(database: Int32, program: Int32)
  /// A migration that was applied reads differently now.
  case migrationEdited(String)
  /// The role that the program would take does not exist or may not be taken.
  case roleMissing(String)
  /// Two texts have one id.
  case collision(table: String)
  /// Another loader has taken the stream over.
  case fenced(stream: String)
  /// Another daemon has taken the input over.
  case sourceLost(String)
  /// The stream's row is not as this loader left it.
  case positionMoved(stream: String, expected: Int64, found: Int64)

  /// A stream cannot be taken back without another that shares its beginning.
  case sharedBeginning(stream: String, with: String)
  /// Lines of a stream are of days whose hits were dropped.
  case sealed(stream: String, lines: Int64, before: String)
  /// Hits of days before one were dropped.
  case hitsDropped(before: Day)
  /// A site of stored events was never declared.
  case siteUnknown

  /// Whether the same command may succeed later.
  package var isTemporary: Bool {
    switch self {
    case .fenced, .positionMoved, .sourceLost: true
    default: false
    }
  }

  package var description: String {
    switch self {
    case .missingResources(let name):
      "the program's SQL file \(name) is missing beside it; install or build Footfall again"
    case .databaseIsNewer(let database, let program):
      "the database is at migration \(database), this program knows \(program): use the newer "
        + "program, or restore a backup made by this one"
    case .migrationEdited(let name):
      "migration \(name) was applied in another wording: the program was changed after it ran; "
        + "install the released program"
    case .roleMissing(let role):
      "the database role \(role) is missing or may not be taken: grant it to the user of the "
        + "database address, or migrate as a user who may create roles"
    case .collision(let table):
      "two texts of the table \(table) have the same id; nothing was stored. Please report this"
    case .fenced(let stream):
      "another footfall has taken over \(stream); this one writes no more of it"
    case .sourceLost(let source):
      "another daemon has taken over the input \(source); this one writes no more of it"
    case .positionMoved(let stream, let expected, let found):
      "\(stream) was expected at position \(expected), the database has \(found); nothing was "
        + "written. Run again"
    case .sharedBeginning(let stream, let other):
      "\(PrintableText.string(from: other)) shares its beginning with "
        + "\(PrintableText.string(from: stream)), where it is stored, once for both: take both back "
        + "with one command, then load again the one that stays"
    case .hitsDropped(let day):
      "hits of days before \(day) were dropped by footfall retention: sessions of these days cannot "
        + "be cut by another profile; say --from \(day) or a later day"
    case .sealed(let stream, let lines, let day):
      "\(PrintableText.string(from: stream)) has \(lines) line\(lines == 1 ? "" : "s") of days before "
        + "\(day), which are sealed: footfall retention dropped their hits, so that what they made of "
        + "sessions and sums cannot be taken out any more. Nothing was taken back"
    case .siteUnknown:
      "events are stored of a site that was never declared; restore a backup, or report this"
    }
  }
}
