import Foundation
import Glibc
import Synchronization
import Testing

/// A web server of a test, on a port of this machine: answers by a function, one request a connection.
final class TestWebServer: Sendable {
  struct Reply: Sendable {
    var status = 200
    var headers = ["Content-Type": "text/html; charset=utf-8"]
    var body: [UInt8] = []
    /// Chunks of the body that are sent again and again, until the other side has enough.
    var isEndless = false

    static func page(_ html: String) -> Reply { Reply(body: Array(html.utf8)) }

    static func status(_ status: Int, location: String? = nil) -> Reply {
      var reply = Reply(status: status)
      if let location { reply.headers["Location"] = location }
      return reply
    }
  }

  let port: UInt16
  private let descriptor: Int32
  private let heard = Mutex<[String]>([])

  /// What was asked for, in its order: `GET /path`.
  var requests: [String] { heard.withLock { $0 } }

  init(_ answer: @escaping @Sendable (_ target: String, _ head: String) -> Reply) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        let codes = unsafe [
          bind(descriptor, raw, length), listen(descriptor, 16),
          getsockname(descriptor, raw, &length),
        ]
        return codes == [0, 0, 0]
      }
    }
    try #require(result)
    port = UInt16(bigEndian: address.sin_port)
    let thread = Thread { [self] in
      while true {
        let client = unsafe accept(descriptor, nil, nil)
        guard client >= 0 else {
          // Here alone: the number of a closed descriptor is soon another server's.
          close(descriptor)
          return
        }
        serve(client, answer)
        close(client)
      }
    }
    thread.start()
  }

  var address: String { "http://127.0.0.1:\(port)/" }

  /// Takes no more connections; its thread ends.
  func stop() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  private func serve(_ client: Int32, _ answer: (String, String) -> Reply) {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
      let got = unsafe recv(client, &chunk, chunk.count, 0)
      guard got > 0, bytes.count < 65_536 else { return }
      bytes += chunk[..<got]
    }
    let head = String(decoding: bytes, as: UTF8.self)
    let words = head.split(separator: " ", maxSplits: 2)
    guard words.count == 3 else { return }
    heard.withLock { $0.append("\(words[0]) \(words[1])") }
    let reply = answer(String(words[1]), head)
    var output = "HTTP/1.1 \(reply.status) Some words\r\nConnection: close\r\n"
    for (name, value) in reply.headers.sorted(by: { $0.key < $1.key }) {
      output += "\(name): \(value)\r\n"
    }
    if !reply.isEndless { output += "Content-Length: \(reply.body.count)\r\n" }
    guard send(Array((output + "\r\n").utf8), client), words[0] != "HEAD" else { return }
    repeat {
      guard send(reply.body, client) else { return }
    } while reply.isEndless
  }

  private func send(_ bytes: [UInt8], _ client: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }
}
