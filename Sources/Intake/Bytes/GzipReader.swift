/// The uncompressed bytes of gzip data: any number of members, each with its checksum checked, and
/// zero padding after the last.
struct GzipReader: ~Copyable {
  private enum State {
    case betweenMembers, insideMember, ended
  }

  /// Why the data ended early, and at which byte of the file.
  enum Fault: Error {
    case corrupt(offset: Int64)
    case truncated(offset: Int64)
    case input(ByteSourceError)
  }

  private let inflater = Inflater()
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private var unread = 0..<0
  private var state = State.insideMember
  private var hasPadding = false

  /// Fills up to `count` bytes of `buffer`; 0 means the end.
  ///
  /// Bytes before a fault come first: the fault is thrown by the call that has nothing else.
  mutating func read(
    from raw: inout RawInput, into buffer: inout [UInt8], at offset: Int, count: Int
  ) throws(Fault) -> Int {
    while state != .ended {
      let position = raw.position - Int64(unread.count)
      switch state {
      case .ended: break
      case .betweenMembers:
        if unread.isEmpty, try !refill(from: &raw) {
          state = .ended
        } else {
          try startMember(at: raw.position - Int64(unread.count))
        }
      case .insideMember:
        // Also without new input, for zlib may hold output back.
        let (outcome, consumed, produced) = inflater.inflate(
          input, unread, into: &buffer, offset..<offset + count)
        unread = unread.lowerBound + consumed..<unread.upperBound
        if outcome == .memberEnd { state = .betweenMembers }
        // After a fault zlib gives the same answer again, so that good bytes can go first.
        if produced > 0 { return produced }
        if outcome == .corrupt { throw .corrupt(offset: position + Int64(consumed)) }
        if outcome == .unfinished, unread.isEmpty, try !refill(from: &raw) {
          throw .truncated(offset: raw.position)
        }
      }
    }
    return 0
  }

  /// Reads more compressed bytes; false at the end of the file.
  private mutating func refill(from raw: inout RawInput) throws(Fault) -> Bool {
    do {
      unread = 0..<(try raw.read(into: &input, at: 0, count: input.count))
    } catch {
      throw .input(error)
    }
    return !unread.isEmpty
  }

  /// Skips padding and goes into the next member; anything else after a member is junk.
  private mutating func startMember(at position: Int64) throws(Fault) {
    var index = unread.lowerBound
    while index < unread.upperBound, input[index] == 0 { index += 1 }
    hasPadding = hasPadding || index > unread.lowerBound
    let start = position + Int64(index - unread.lowerBound)
    unread = index..<unread.upperBound
    guard !unread.isEmpty else { return }
    guard !hasPadding, input[index] == 0x1f else { throw .corrupt(offset: start) }
    inflater.reset()
    state = .insideMember
  }
}
