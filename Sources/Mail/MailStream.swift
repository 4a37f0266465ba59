/// The messages of a source, pulled one at a time; one message at most is in memory.
package struct MailStream: ~Copyable {
  private let reader: MailReader
  private var maildir: Maildir?
  private var mbox: MboxReader?
  private var file: String?
  private var files: [String] = []
  private var place = 0
  /// Messages of a Maildir that were gone when their turn came.
  package private(set) var vanished = 0
  /// Messages, named one by one, that were gone or could not be read when their turn came.
  package private(set) var skipped: [MailSourceError] = []

  package init(_ source: MailSource, reader: MailReader) throws(MailSourceError) {
    self.reader = reader
    switch source {
    case .message(let path): file = path
    case .maildir(let path): maildir = try Maildir(path: path)
    case .mbox(let path): mbox = try MboxReader(path: path)
    case .messages(let paths): files = paths
    }
  }

  /// Messages of a Maildir in all; nil where only reading tells.
  package var count: Int? { maildir?.entries.count ?? (file == nil ? nil : 1) }

  /// The next message; nil after the last.
  ///
  /// Throws where a file cannot be read.
  package mutating func next() throws(MailSourceError) -> MailItem? {
    if let path = file {
      file = nil
      return try readFile(path)
    }
    while place < files.count {
      place += 1
      do throws(MailSourceError) {
        return try readFile(files[place - 1])
      } catch {
        skipped.append(error)
      }
    }
    if let maildir {
      while place < maildir.entries.count {
        let entry = maildir.entries[place]
        place += 1
        if let item = try read(entry.unique, at: entry.path, in: maildir) { return item }
        vanished += 1
      }
      return nil
    }
    return try mbox?.next(reader)
  }

  /// Reads a message of a Maildir, wherever it lies by now; nil where it is gone.
  private func read(
    _ unique: String, at path: String, in maildir: Maildir
  ) throws(MailSourceError) -> MailItem? {
    var path = path
    for _ in 0..<4 {
      do throws(MailSourceError) {
        return try readFile(path)
      } catch {
        guard error.isMissing else { throw error }
        guard let found = try maildir.find(unique) else { return nil }
        path = found
      }
    }
    return nil
  }

  private func readFile(_ path: String) throws(MailSourceError) -> MailItem {
    let file = try ByteFile(path: path)
    var collector = MessageCollector(reader)
    var buffer: [UInt8] = []
    while try file.read(into: &buffer, limit: 64 << 10, path: path) > 0 {
      collector.add(buffer[...])
      buffer.removeAll(keepingCapacity: true)
    }
    return collector.item(reader, offset: 0)
  }
}
