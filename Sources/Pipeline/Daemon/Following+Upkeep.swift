import Warehouse

extension Following {
  /// How often it is looked whether a new month lacks its indexes, while lines come.
  private static let interval = Duration.seconds(60)
  private static let day = Duration.seconds(86_400)

  /// Builds the indexes of months that began to fill: once what was waiting is read, and then each
  /// minute in which something was read.
  func indexIfDue(hasRead: Bool) async throws {
    if hasRead { mayLackIndexes = true }
    guard mayLackIndexes else { return }
    let isDue = indexed.map { clock.elapsed() - $0 >= Self.interval } ?? !hasRead
    if isDue { try await index() }
  }

  /// Destroys once a day what may be kept for a time only; nothing may be on its way.
  func dropIfDue() async throws {
    if let dropped, clock.elapsed() - dropped < Self.day { return }
    let (now, retention) = (clock.now(), settings.retention)
    try await work.session.steady { try await $0.dropWhatIsTooOld(now: now, retention) }
    dropped = clock.elapsed()
  }

  /// Builds the indexes that partitions lack; nothing may be on its way.
  func index() async throws {
    let connect = work.session.connect
    try await work.session.steady { try await $0.indexBarePartitions(connect) }
    indexed = clock.elapsed()
    mayLackIndexes = false
  }
}
