import CZlib

/// zlib's reader of gzip, owned and freed.
///
/// The state lives on the heap because zlib keeps its address.
@safe
struct Inflater: ~Copyable {
  enum Outcome: Equatable {
    /// Wants more input or more room.
    case unfinished
    /// The member is complete and its checksum is right.
    case memberEnd
    case corrupt
  }

  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe footfall_gzip_inflate_init(stream)
    precondition(status == Z_OK, "zlib could not be set up")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Gets ready for the next member.
  func reset() {
    unsafe inflateReset(stream)
  }

  /// Inflates from a part of `input` into a part of `output`; says how far both went.
  func inflate(
    _ input: [UInt8], _ source: Range<Int>, into output: inout [UInt8], _ target: Range<Int>
  ) -> (outcome: Outcome, consumed: Int, produced: Int) {
    precondition(source.lowerBound >= 0 && source.upperBound <= input.count)
    precondition(target.lowerBound >= 0 && target.upperBound <= output.count)
    let status = unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        guard let from = input.baseAddress, let to = output.baseAddress else { return Z_BUF_ERROR }
        // zlib reads only; its older signature lacks the const.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: from + source.lowerBound)
        unsafe stream.pointee.avail_in = UInt32(source.count)
        unsafe stream.pointee.next_out = to + target.lowerBound
        unsafe stream.pointee.avail_out = UInt32(target.count)
        return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
      }
    }
    let consumed = unsafe source.count - Int(stream.pointee.avail_in)
    let produced = unsafe target.count - Int(stream.pointee.avail_out)
    let outcome: Outcome =
      switch status {
      case Z_OK, Z_BUF_ERROR: .unfinished
      case Z_STREAM_END: .memberEnd
      default: .corrupt
      }
    return (outcome, consumed, produced)
  }
}
