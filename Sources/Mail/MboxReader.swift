import Clickstream

/// The messages of one mbox file, one after the other.
struct MboxReader: ~Copyable {
  private let path: String
  private let file: ByteFile
  private var splitter = MboxSplitter()
  private var buffer: [UInt8] = []
  /// Where in `buffer` reading goes on.
  private var place = 0
  /// Where in the file `buffer` begins.
  private var base: Int64 = 0
  private var isAtEnd = false
  /// Where the separator of the message that is read next stands; nil before the first.
  private var separator: Int64?

  private static let chunk = 64 << 10

  init(path: String) throws(MailSourceError) {
    self.path = path
    file = try ByteFile(path: path)
  }

  /// The next message; nil at the end of the file.
  mutating func next(_ reader: MailReader) throws(MailSourceError) -> MailItem? {
    var collector = MessageCollector(reader)
    while true {
      if place == buffer.count, try !fill() {
        splitter.finish { collector.add($0) }
        defer { separator = nil }
        guard let separator else { return nil }
        return collector.item(reader, offset: separator)
      }
      guard splitter.read(buffer, offset: &place, output: { collector.add($0) }) == .separator
      else { continue }
      let found = base + Int64(place - MboxSplitter.markLength)
      let previous = separator
      separator = found
      if let previous { return collector.item(reader, offset: previous) }
      collector = MessageCollector(reader)
    }
  }

  private mutating func fill() throws(MailSourceError) -> Bool {
    guard !isAtEnd else { return false }
    base += Int64(buffer.count)
    buffer.removeAll(keepingCapacity: true)
    place = 0
    isAtEnd = try file.read(into: &buffer, limit: Self.chunk, path: path) == 0
    return !isAtEnd
  }
}
