import Audit
import CCurl
import Clickstream
internal import Glibc

/// Asks web servers, one question at a time: HTTP and HTTPS alone, within limits, following nothing.
final class WebClient {
  struct Reply {
    /// 0 where no answer came.
    var status = 0
    var type = ""
    var body: [UInt8] = []
    /// Whether there was more than was taken.
    var isCut = false
    /// Where it is sent on to.
    var redirect: String?
    var modified: Instant?
    /// What went wrong before there was an answer.
    var failure: String?
    /// Whether it was not asked, as its address belongs to a network.
    var isRefused = false
  }

  struct Limits: Sendable {
    var bytes = PageContent.Limits.bytes
    var connectMilliseconds = 10_000
    var totalMilliseconds = 30_000
  }

  /// Where the bytes of an answer go; the library calls back while it works.
  private final class Sink {
    let limit: Int
    let handle: OpaquePointer
    let takes: (String) -> Bool
    var bytes: [UInt8] = []
    var isCut = false
    /// Nil until the head is known.
    var isWanted: Bool?

    init(limit: Int, handle: OpaquePointer, takes: @escaping (String) -> Bool) {
      self.limit = limit
      unsafe self.handle = handle
      self.takes = takes
    }
  }

  static let agent = "footfall"
  /// Says who asks, and why.
  static let userAgent = "footfall/0.1 (audit of the site's own pages)"

  private let handle: OpaquePointer
  private let limits: Limits

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// Nil where the library has no room.
  init?(_ limits: Limits = Limits()) {
    guard Self.isReady, let handle = unsafe ccurl_open(Self.userAgent) else { return nil }
    unsafe self.handle = unsafe OpaquePointer(handle)
    self.limits = limits
  }

  deinit { unsafe curl_easy_cleanup(raw) }

  private var raw: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(handle) }

  /// Asks for a page.
  ///
  /// - Parameters:
  ///   - isHead: for its head alone.
  ///   - isFirst: for its first byte alone.
  ///   - isOutside: of another host than the site's: then only public addresses are connected to.
  ///   - takes: of which media types the body is taken.
  func ask(
    _ address: WebAddress, isHead: Bool = false, isFirst: Bool = false, isOutside: Bool = false,
    takes: @escaping (String) -> Bool = { _ in false }
  ) -> Reply {
    let sink = unsafe Sink(limit: limits.bytes, handle: handle, takes: takes)
    let context = unsafe Unmanaged.passUnretained(sink).toOpaque()
    unsafe ccurl_ask(
      raw, address.text, isHead ? 1 : 0, isFirst ? 1 : 0, isOutside ? 1 : 0,
      limits.connectMilliseconds, limits.totalMilliseconds)
    var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
    var isRefused: Int32 = 0
    let code = unsafe withExtendedLifetime(sink) {
      unsafe ccurl_perform(raw, Self.write, context, &words, &isRefused)
    }
    var reply = Reply()
    reply.status = unsafe ccurl_status(raw)
    reply.type = unsafe Self.type(raw)
    reply.body = sink.bytes
    reply.isCut = sink.isCut
    reply.redirect = unsafe ccurl_redirect(raw).map { unsafe String(cString: $0) }
    let time = unsafe ccurl_time(raw)
    if time > 0, time < 1 << 40 { reply.modified = Instant(seconds: time) }
    // What we had enough of is no failure.
    let isEnough =
      code == Int32(CURLE_WRITE_ERROR.rawValue) && (sink.isCut || sink.isWanted == false)
    if code != 0, !isEnough {
      reply.failure = Self.words(code)
      reply.isRefused = isRefused != 0
    }
    return reply
  }

  private static let write: curl_write_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let sink = unsafe Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
    if sink.isWanted == nil {
      let raw = unsafe UnsafeMutableRawPointer(sink.handle)
      sink.isWanted = sink.takes(unsafe WebClient.type(raw))
    }
    guard sink.isWanted == true else { return 0 }
    let room = sink.limit - sink.bytes.count
    let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    unsafe sink.bytes.append(contentsOf: buffer.prefix(room))
    guard size * count <= room else {
      sink.isCut = true
      return 0
    }
    return size * count
  }

  /// The media type in lower case, with its parameters; empty where none is told.
  private static func type(_ handle: UnsafeMutableRawPointer) -> String {
    unsafe ccurl_type(handle).map { unsafe String(cString: $0).lowercased() } ?? ""
  }

  /// Never what a server said.
  private static func words(_ code: Int32) -> String {
    switch CURLcode(rawValue: UInt32(code)) {
    case CURLE_COULDNT_RESOLVE_HOST: "there is no such host"
    case CURLE_COULDNT_CONNECT: "the server does not answer"
    case CURLE_OPERATION_TIMEDOUT: "the answer takes too long"
    case CURLE_TOO_MANY_REDIRECTS: "it is sent on too often"
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM:
      "its certificate does not hold"
    case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE: "the answer breaks off"
    default: "it cannot be read (curl \(code))"
    }
  }
}
