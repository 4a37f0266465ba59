internal import CPCRE2

/// A limit that a text made a pattern reach.
struct AgentLimit: Error, Equatable {
  var name: String
}

/// A regular expression, compiled once and shared between threads.
///
/// A pattern of ASCII looks at bytes: no text can be malformed for it. One that holds other
/// characters looks at characters.
final class Pattern: Sendable {
  struct Refusal: Error {
    /// What is wrong and where, without the pattern itself.
    var text: String
  }

  private static let lengthLimit = 8_192

  /// Literals of which one stands, in any case, in each text that matches; nil where none is known.
  let required: [[UInt8]]?
  /// The address of the code, which nobody changes once it is made.
  private let code: UInt
  private let groupCount: Int

  init(_ text: String, ignoringCase: Bool, compiled: Bool = true) throws(Refusal) {
    let bytes = Array(text.utf8)
    guard (1...Self.lengthLimit).contains(bytes.count) else {
      throw Refusal(text: "expected 1 to \(Self.lengthLimit) bytes")
    }
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    let options =
      (ignoringCase ? PCRE2_CASELESS : 0) | PCRE2_NEVER_BACKSLASH_C
      | (isASCII ? PCRE2_NEVER_UTF | PCRE2_NEVER_UCP : PCRE2_UTF | PCRE2_MATCH_INVALID_UTF)
    var error: Int32 = 0
    var offset = 0
    let made = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe pcre2_compile_8(buffer.baseAddress, buffer.count, options, &error, &offset, nil)
    }
    guard let made = unsafe made else {
      throw Refusal(text: "\(Self.message(error)), at character \(offset + 1)")
    }
    // Where the system lets no program write code for itself, patterns are interpreted.
    if compiled { _ = unsafe pcre2_jit_compile_8(made, PCRE2_JIT_COMPLETE) }
    var groups: UInt32 = 0
    _ = unsafe pcre2_pattern_info_8(made, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
    code = UInt(bitPattern: made)
    groupCount = Int(groups)
    required = isASCII ? RequiredLiterals.of(bytes) : nil
  }

  deinit { unsafe pcre2_code_free_8(OpaquePointer(bitPattern: code)) }

  /// Whether `text` holds a match, whose groups are then in `space`.
  func matches(_ text: [UInt8], in space: borrowing MatchSpace) throws(AgentLimit) -> Bool {
    let result = unsafe text.withUnsafeBufferPointer { buffer in
      unsafe pcre2_match_8(
        OpaquePointer(bitPattern: code), buffer.baseAddress, buffer.count, 0, 0, space.data,
        MatchSpace.limits.context)
    }
    switch result {
    case PCRE2_ERROR_NOMATCH: return false
    case 0...: return true
    case PCRE2_ERROR_MATCHLIMIT: throw AgentLimit(name: "match limit")
    case PCRE2_ERROR_DEPTHLIMIT: throw AgentLimit(name: "depth limit")
    case PCRE2_ERROR_HEAPLIMIT: throw AgentLimit(name: "heap limit")
    case PCRE2_ERROR_JIT_STACKLIMIT: throw AgentLimit(name: "stack limit")
    default: throw AgentLimit(name: "match error")
    }
  }

  /// The bytes of a group of the last match of this pattern; nil where it took no part.
  func range(of group: Int, in space: borrowing MatchSpace) -> Range<Int>? {
    // What stands in the room behind the groups is of an earlier match.
    group <= groupCount ? space.range(of: group) : nil
  }

  private static func message(_ error: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      unsafe pcre2_get_error_message_8(error, buffer.baseAddress, buffer.count)
    }
    return String(decoding: bytes.prefix(max(0, Int(count))), as: UTF8.self)
  }
}

/// Room for the groups of one match at a time; each thread has its own.
@safe
struct MatchSpace: ~Copyable {
  /// How much work one pattern may make of one text.
  struct Limits: Sendable {
    static let matches: UInt32 = 100_000
    static let depth: UInt32 = 10_000
    static let kibibytes: UInt32 = 10_240

    /// The address of a context that is only read once it is made.
    private let address: UInt

    init() {
      let context = unsafe pcre2_match_context_create_8(nil)
      unsafe pcre2_set_match_limit_8(context, Self.matches)
      unsafe pcre2_set_depth_limit_8(context, Self.depth)
      unsafe pcre2_set_heap_limit_8(context, Self.kibibytes)
      address = UInt(bitPattern: context)
    }

    var context: OpaquePointer? { unsafe OpaquePointer(bitPattern: address) }
  }

  static let limits = Limits()
  /// The whole and nine groups: as many as a replacement can name.
  private static let groups: UInt32 = 10

  fileprivate let data: OpaquePointer?

  init() { unsafe data = pcre2_match_data_create_8(Self.groups, nil) }

  deinit { unsafe pcre2_match_data_free_8(data) }

  fileprivate func range(of group: Int) -> Range<Int>? {
    guard let data = unsafe data, group < Int(unsafe pcre2_get_ovector_count_8(data)),
      let ends = unsafe pcre2_get_ovector_pointer_8(data)
    else { return nil }
    let (start, end) = unsafe (ends[2 * group], ends[2 * group + 1])
    return start >= 0 && start <= end ? start..<end : nil
  }
}
