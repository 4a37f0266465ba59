package import Logging

/// A handler of swift-log for a service: lines for journald or for people, without personal data.
///
/// One record is one line of at most 4 KiB. Control characters, addresses and passwords are taken
/// out of the message and of each value.
package struct JournalLogHandler: LogHandler {
  package var logLevel: Logger.Level = .info
  package var metadata: Logger.Metadata = [:]
  package var metadataProvider: Logger.MetadataProvider?
  private let stream: LogStream

  package init(stream: LogStream) { self.stream = stream }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var values = metadata
    if let provider = metadataProvider { values.merge(provider.get()) { $1 } }
    if let own = event.metadata { values.merge(own) { $1 } }
    if let error = event.error { values["error"] = "\(error)" }
    stream.admit(LogText.record(event.level, event.message.description, values))
  }
}
