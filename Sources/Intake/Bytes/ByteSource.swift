/// Where bytes come from: a regular file, standard input, or memory; gzip is undone on the way.
///
/// Bytes are pulled. Whether data is gzip is decided by its first bytes, never by the name. All
/// positions but `rawPosition` count uncompressed bytes.
package struct ByteSource: ~Copyable {
  /// The path as it was given; `-` for standard input.
  package let path: String
  package let isGzip: Bool
  private var raw: RawInput
  private var gzip: GzipReader?
  /// Uncompressed bytes that were looked at and still have to be read, from `aheadOffset` on.
  private var ahead: [UInt8] = []
  private var aheadOffset = 0
  private var fault: ByteSourceError?

  /// Opens a regular file, through links if need be; refuses directories, pipes, sockets, devices.
  package init(path: String) throws(ByteSourceError) {
    try self.init(RawInput(path: path))
  }

  /// Standard input, which may be a pipe.
  package static func standardInput() throws(ByteSourceError) -> ByteSource {
    try ByteSource(RawInput(standardInput: "-"))
  }

  /// Bytes in memory, as they would come: each piece ends a read.
  package init(pieces: [[UInt8]], path: String = "memory") throws(ByteSourceError) {
    try self.init(RawInput(pieces: pieces, path: path))
  }

  /// Bytes in memory that are taken as they are, even where they look like gzip.
  init(plain bytes: [UInt8], path: String = "memory") {
    self.path = path
    isGzip = false
    gzip = nil
    raw = RawInput(pieces: [bytes], path: path)
  }

  private init(_ input: consuming RawInput) throws(ByteSourceError) {
    var magic = [UInt8](repeating: 0, count: 2)
    var count = 0
    while count < magic.count {
      let read = try input.read(into: &magic, at: count, count: magic.count - count)
      if read == 0 { break }
      count += read
    }
    if count > 0 { input.unread(Array(magic[..<count])) }
    isGzip = count == 2 && magic == [0x1f, 0x8b]
    path = input.path
    gzip = isGzip ? GzipReader() : nil
    raw = input
  }

  /// What the system said of the file when it was opened; nil for pipes and memory.
  package var status: FileStatus? { raw.status }

  /// What the system says of the open file now; nil for pipes and memory.
  package var currentStatus: FileStatus? { raw.currentStatus }

  /// Whether the last bytes that were read, 1 KiB at most, still lie where they were: not where
  /// somebody truncated the file, or wrote it anew.
  package var isUntouched: Bool { raw.isUntouched }

  /// Bytes taken from the file so far, compressed where it is; with `status.size` the progress.
  package var rawPosition: Int64 { raw.position }

  /// Fills `count` bytes of `buffer` from `offset` on, or fewer; returns how many, 0 at the end.
  ///
  /// Throws `gzCorrupt` or `gzTruncated` only after every good byte was handed out.
  package mutating func read(
    into buffer: inout [UInt8], at offset: Int, count: Int
  ) throws(ByteSourceError) -> Int {
    let waiting = ahead.count - aheadOffset
    guard waiting > 0 else { return try pull(into: &buffer, at: offset, count: count) }
    let length = min(count, waiting)
    buffer.replaceSubrange(
      offset..<offset + length, with: ahead[aheadOffset..<aheadOffset + length])
    aheadOffset += length
    if aheadOffset == ahead.count {
      ahead = []
      aheadOffset = 0
    }
    return length
  }

  private mutating func pull(
    into buffer: inout [UInt8], at offset: Int, count: Int
  ) throws(ByteSourceError) -> Int {
    if let fault { throw fault }
    guard count > 0 else { return 0 }
    guard isGzip else { return try raw.read(into: &buffer, at: offset, count: count) }
    do {
      return try gzip?.read(from: &raw, into: &buffer, at: offset, count: count) ?? 0
    } catch {
      let found: ByteSourceError =
        switch error {
        case .corrupt(let offset): ByteSourceError(.gzCorrupt(offset: offset), path: path)
        case .truncated(let offset): ByteSourceError(.gzTruncated(offset: offset), path: path)
        case .input(let error): error
        }
      fault = found
      throw found
    }
  }

  /// The first bytes without reading them: at least `minimum`, then more until `lines` lines are
  /// whole or `maximum` bytes are there; fewer at the end of the data or before damage in it.
  package mutating func head(
    minimum: Int = 1 << 16, lines: Int = 20, maximum: Int = 1 << 22
  ) throws(ByteSourceError) -> [UInt8] {
    var seen = ahead[aheadOffset...].count { $0 == Ascii.lineFeed }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while ahead.count - aheadOffset < minimum
      || (seen < lines && ahead.count - aheadOffset < maximum)
    {
      let count: Int
      do {
        count = try pull(into: &piece, at: 0, count: piece.count)
      } catch {
        if ahead.count == aheadOffset { throw error }
        break
      }
      if count == 0 { break }
      ahead.append(contentsOf: piece[..<count])
      seen += piece[..<count].count { $0 == Ascii.lineFeed }
    }
    return Array(ahead[aheadOffset...])
  }

  /// Passes over up to `count` uncompressed bytes: a seek in a plain file, else by reading; returns
  /// how many there were.
  package mutating func skip(_ count: Int64) throws(ByteSourceError) -> Int64 {
    var left = count
    let known = Int(min(left, Int64(ahead.count - aheadOffset)))
    aheadOffset += known
    left -= Int64(known)
    var waste = [UInt8](repeating: 0, count: 1 << 18)
    while left > 0 {
      if !isGzip { left -= raw.seek(over: left) }
      if left == 0 { break }
      let read = try read(into: &waste, at: 0, count: Int(min(left, Int64(waste.count))))
      if read == 0 { break }
      left -= Int64(read)
    }
    return count - left
  }
}
