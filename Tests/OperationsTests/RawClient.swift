import Foundation
import Glibc

/// A client of HTTP that sends what it is told, right or wrong.
struct RawClient {
  struct Answer {
    let status: Int
    /// By their names in small letters.
    let fields: [String: String]
    let body: String
    /// How many answers came.
    let count: Int
  }

  private let port: Int

  init(_ port: Int) { self.port = port }

  func get(_ path: String) async throws -> Answer {
    try await send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
  }

  func send(_ request: String) async throws -> Answer {
    let socket = try OpenSocket(port)
    socket.write(request)
    let text = await socket.readToEnd()
    let parts = text.components(separatedBy: "\r\n\r\n")
    let lines = parts[0].components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstRange(of: ": ") else { continue }
      fields[line[..<colon.lowerBound].lowercased()] = String(line[colon.upperBound...])
    }
    return Answer(
      status: words.count > 1 ? Int(words[1]) ?? 0 : 0, fields: fields,
      body: parts.dropFirst().joined(separator: "\r\n\r\n"),
      count: text.components(separatedBy: "HTTP/1.1 ").count - 1)
  }
}

/// A connection to a port of this machine, closed when it goes.
final class OpenSocket: Sendable {
  struct Failed: Error { let code: Int32 }

  private let descriptor: Int32

  init(_ port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    // No test hangs for ever where an end is missing.
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failed(code: errno) }
  }

  deinit { close(descriptor) }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// All that comes until the other side closes; "no end" where it does not.
  func readToEnd() async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
          let count = unsafe recv(self.descriptor, &chunk, chunk.count, 0)
          guard count > 0 else {
            let isOver = count == 0 || errno == ECONNRESET
            let text = isOver ? String(decoding: bytes, as: UTF8.self) : "no end"
            continuation.resume(returning: text)
            return
          }
          bytes += chunk[..<count]
        }
      }
    }
  }
}
