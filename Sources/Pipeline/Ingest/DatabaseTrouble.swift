import PostgreSQL

/// Why loading waits for the database, for people and for alarms.
enum DatabaseTrouble {
  /// A sentence that holds no data.
  static func text(_ error: PostgresError) -> String {
    switch error.state {
    case .some(.diskFull):
      "the disk of the database is full; loading waits, and goes on when there is room: nothing is "
        + "lost. Make room there (\(error))"
    case .some(.readOnlyTransaction):
      "the database takes no rows, for it is read-only; loading waits, and goes on when that is "
        + "over: nothing is lost. See whether it is a standby, or default_transaction_read_only is "
        + "set (\(error))"
    default:
      "the database cannot be written to just now; loading waits, and goes on when that is over: "
        + "nothing is lost (\(error))"
    }
  }

  /// Whether it is told at once, and not only when the wait grows long.
  static func isAlarm(_ error: PostgresError) -> Bool {
    error.state == .diskFull || error.state == .readOnlyTransaction
  }
}
