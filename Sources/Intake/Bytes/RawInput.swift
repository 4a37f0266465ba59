import Glibc

/// Bytes as they lie in a file, come through a pipe, or were given; before any decompression.
struct RawInput: ~Copyable {
  let path: String
  let status: FileStatus?
  /// Bytes handed out or passed over so far.
  private(set) var position: Int64 = 0
  private let descriptor: FileDescriptor
  private var pieces: [[UInt8]]
  private var pieceIndex = 0
  /// Bytes of the current piece that were handed out.
  private var pieceOffset = 0
  /// The last bytes that were read, `remembered` at most.
  private var last: [UInt8] = []
  private static let remembered = 1_024

  /// Opens a file; whatever is not a regular file is refused.
  init(path: String) throws(ByteSourceError) {
    // Without O_NONBLOCK the open itself would wait at a named pipe.
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    let failure = errno
    descriptor = FileDescriptor(owning: number)
    guard number >= 0 else { throw ByteSourceError(errno: failure, path: path) }
    guard Self.leavesRoom(number) else { throw ByteSourceError(errno: EMFILE, path: path) }
    guard let status = FileStatus(descriptor: number) else {
      throw ByteSourceError(errno: errno, path: path)
    }
    switch status.kind {
    case .regularFile: break
    case .directory: throw ByteSourceError(.directory, path: path)
    case .namedPipe: throw ByteSourceError(.namedPipe, path: path)
    case .socket: throw ByteSourceError(.socket, path: path)
    case .device: throw ByteSourceError(.device, path: path)
    }
    self.path = path
    self.status = status
    pieces = []
  }

  /// The status of the open file as it is now, whatever became of its name; nil for what is none.
  var currentStatus: FileStatus? {
    descriptor.number >= 0 ? FileStatus(descriptor: descriptor.number) : nil
  }

  /// Whether the bytes that were read last still lie before the place of reading.
  var isUntouched: Bool {
    guard status != nil, !last.isEmpty else { return true }
    let length = last.count
    var buffer = [UInt8](repeating: 0, count: length)
    let read = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe pread(descriptor.number, bytes.baseAddress, length, off_t(position) - off_t(length))
    }
    return read == length && buffer == last
  }

  private mutating func remember(_ bytes: ArraySlice<UInt8>) {
    if bytes.count < Self.remembered {
      last = Array((last + bytes).suffix(Self.remembered))
    } else {
      last = Array(bytes.suffix(Self.remembered))
    }
  }

  /// Whether descriptors are left for connections, and for the runtime, which ends the process where
  /// there are none.
  private static func leavesRoom(_ number: Int32) -> Bool {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return true
    }
    return UInt64(number) < limit.rlim_cur - min(24, limit.rlim_cur / 4)
  }

  /// Standard input, whatever stands behind it.
  init(standardInput path: String) throws(ByteSourceError) {
    guard let status = FileStatus(descriptor: STDIN_FILENO) else {
      throw ByteSourceError(errno: errno, path: path)
    }
    if status.kind == .directory { throw ByteSourceError(.directory, path: path) }
    self.path = path
    self.status = status.kind == .regularFile ? status : nil
    descriptor = FileDescriptor(borrowing: STDIN_FILENO)
    pieces = []
  }

  /// Bytes in memory; a read never runs over the end of a piece.
  init(pieces: [[UInt8]], path: String) {
    self.path = path
    status = nil
    descriptor = FileDescriptor(borrowing: -1)
    self.pieces = pieces
  }

  /// Fills up to `count` bytes of `buffer`; 0 means the end.
  mutating func read(
    into buffer: inout [UInt8], at offset: Int, count: Int
  ) throws(ByteSourceError) -> Int {
    let result: Int
    if pieceIndex < pieces.count || descriptor.number < 0 {
      result = readPiece(into: &buffer, at: offset, count: count)
    } else {
      guard let read = descriptor.read(into: &buffer, at: offset, count: count) else {
        throw ByteSourceError(errno: errno, path: path)
      }
      result = read
    }
    position += Int64(result)
    if status != nil, result > 0 { remember(buffer[offset..<offset + result]) }
    return result
  }

  private mutating func readPiece(into buffer: inout [UInt8], at offset: Int, count: Int) -> Int {
    passEmptyPieces()
    guard pieceIndex < pieces.count else { return 0 }
    let length = min(count, pieces[pieceIndex].count - pieceOffset)
    let piece = pieces[pieceIndex][pieceOffset..<pieceOffset + length]
    buffer.replaceSubrange(offset..<offset + length, with: piece)
    pieceOffset += length
    passEmptyPieces()
    return length
  }

  private mutating func passEmptyPieces() {
    while pieceIndex < pieces.count, pieceOffset == pieces[pieceIndex].count {
      pieces[pieceIndex] = []
      pieceIndex += 1
      pieceOffset = 0
    }
  }

  /// Puts back the bytes that were read last, so that they come again.
  mutating func unread(_ bytes: [UInt8]) {
    if pieceOffset > 0 {
      pieces[pieceIndex].removeFirst(pieceOffset)
      pieceOffset = 0
    }
    pieces.insert(bytes, at: pieceIndex)
    position -= Int64(bytes.count)
    last = []
  }

  /// Passes over up to `count` bytes of a regular file without reading them; returns how many.
  mutating func seek(over count: Int64) -> Int64 {
    guard let status, pieceIndex == pieces.count else { return 0 }
    let current = lseek(descriptor.number, 0, SEEK_CUR)
    let step = min(count, Int64(status.size) - Int64(current))
    guard current >= 0, step > 0, lseek(descriptor.number, off_t(step), SEEK_CUR) >= 0 else {
      return 0
    }
    position += step
    last = []
    return step
  }
}
