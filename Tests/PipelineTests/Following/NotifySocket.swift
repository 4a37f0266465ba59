import Foundation
import Glibc

/// Hears what a service says to systemd.
final class NotifySocket: Sendable {
  let path: String
  private let descriptor: Int32

  init(in folder: String) throws {
    path = "\(folder)/notify"
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let status = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw POSIXError(.EIO) }
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// Waits until the service says this; false where it stays silent for a minute.
  func hears(_ word: String) async -> Bool {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
          let count = unsafe recv(self.descriptor, &buffer, buffer.count, 0)
          guard count > 0 else { return continuation.resume(returning: false) }
          let said = String(decoding: buffer[..<count], as: UTF8.self)
          if said.split(separator: "\n").contains(word[...]) {
            return continuation.resume(returning: true)
          }
        }
      }
    }
  }
}
