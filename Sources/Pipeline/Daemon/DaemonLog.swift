package import Logging
import Warehouse

/// What a daemon says of its work; no address and no byte of a line stands in it.
package struct DaemonLog: Sendable {
  let logger: Logger
  /// Says what is due of records that were summed up; called each time the daemon has looked.
  let flush: @Sendable () -> Void

  package init(_ logger: Logger, flush: @escaping @Sendable () -> Void = {}) {
    self.logger = logger
    self.flush = flush
  }

  func began(_ sources: Int, database: String) {
    logger.info("following", metadata: ["inputs": "\(sources)", "database": "\(database)"])
  }

  func problem(_ message: String, source: String) {
    logger.warning("\(message)", metadata: ["source": "\(source)"])
  }

  func passedBy(_ path: String, _ reason: String, source: String) {
    logger.notice(
      "a file is passed by: it \(reason)", metadata: ["source": "\(source)", "file": "\(path)"])
  }

  func gap(_ gap: SourceGap, source: String) {
    let metadata: Logger.Metadata = [
      "source": "\(source)", "file": "\(gap.path)", "position": "\(gap.position)",
      "bytes": gap.bytes.map { "\($0)" } ?? "unknown",
    ]
    switch gap.reason {
    case .vanished where gap.bytes == nil:
      logger.notice(
        "a file is gone that was read as far as it was seen; what came after may be missing",
        metadata: metadata)
    case .vanished:
      logger.error("a file was gone before it was read", metadata: metadata)
    case .truncated:
      logger.notice(
        "a file was truncated; what its writer added since it was last read may be lost",
        metadata: metadata)
    }
  }

  func blind(to folder: String?) {
    guard let folder else { return logger.notice("all folders are watched again") }
    logger.warning(
      "folders cannot be watched, so they are looked at twice a second: the daemon may not read them, or the system's fs.inotify.max_user_watches or max_user_instances is reached",
      metadata: ["folder": "\(folder)"])
  }

  func startedOver(_ error: any Error) {
    logger.warning("files are looked at anew: \(error)")
  }

  func away(_ reason: String?) {
    if let reason {
      logger.error("the database is away; waiting for it: \(reason)")
    } else {
      logger.notice("the database is back")
    }
  }

  /// - Parameter reload: which it is since the start: each is told, and none taken for another.
  func reloaded(_ sources: Int, reload: Int) {
    logger.notice(
      "the configuration was read again",
      metadata: ["inputs": "\(sources)", "reload": "\(reload)"])
  }

  func needsRestart(_ setting: String) {
    logger.warning("'\(setting)' has changed; it takes effect when the daemon is started again")
  }

  func refused(_ error: any Error, reload: Int) {
    for mistake in "\(error)".split(whereSeparator: \.isNewline) {
      logger.error(
        "the new configuration is wrong, the old one goes on: \(mistake)",
        metadata: ["reload": "\(reload)"])
    }
  }

  func stopped(lines: Int64) {
    logger.info("stopped; all that was read is stored", metadata: ["lines": "\(lines)"])
  }
}
