internal import Glibc

/// The address of a local socket: a path, or with `@` in front a name in the abstract space.
struct UnixAddress {
  private var address = sockaddr_un()
  private let length: socklen_t

  /// Nil for a path that is empty or too long.
  init?(_ path: String) {
    var bytes = Array(path.utf8)
    let isAbstract = bytes.first == UInt8(ascii: "@")
    if isAbstract { bytes[0] = 0 }
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count > 1, bytes.count < capacity else { return nil }
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    // An abstract name is as long as the address says; a path ends with a zero.
    let used = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 0
    length = socklen_t(used + bytes.count + (isAbstract ? 0 : 1))
  }

  /// Sends one datagram to this address.
  func send(_ bytes: [UInt8], by descriptor: Int32) -> Bool {
    unsafe with { address, length in
      while true {
        let count = unsafe sendto(
          descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, length)
        if count >= 0 || errno != EINTR { return count == bytes.count }
      }
    }
  }

  private func with<Answer>(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer
  ) -> Answer {
    unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
    }
  }
}
