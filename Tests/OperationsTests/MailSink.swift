import Foundation
import Glibc
import Testing

/// A server that takes one mail over SMTP (RFC 5321) and keeps what it was told.
final class MailSink: Sendable {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        unsafe bind(descriptor, generic, length) == 0 && listen(descriptor, 1) == 0
          && getsockname(descriptor, generic, &length) == 0
      }
    }
    try #require(isBound)
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  /// What the one client says, and the mail that it hands over.
  func take() async throws -> (commands: [String], mail: String) {
    let descriptor = descriptor
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: Self.serve(descriptor)) }
    }
  }

  private static func serve(_ descriptor: Int32) -> (commands: [String], mail: String) {
    let client = unsafe accept(descriptor, nil, nil)
    defer { close(client) }
    func say(_ line: String) {
      let bytes = Array("\(line)\r\n".utf8)
      _ = unsafe write(client, bytes, bytes.count)
    }
    var held: [UInt8] = []
    /// Up to and without `end`; nil where the client is gone.
    func read(to end: String) -> String? {
      let mark = Array(end.utf8)
      while true {
        if let range = held.firstRange(of: mark) {
          defer { held.removeSubrange(..<range.upperBound) }
          return String(decoding: held[..<range.lowerBound], as: UTF8.self)
        }
        var piece = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe Glibc.read(client, &piece, piece.count)
        guard count > 0 else { return nil }
        held += piece[..<count]
      }
    }
    var commands: [String] = []
    var mail = ""
    say("220 sink")
    while let line = read(to: "\r\n") {
      commands.append(line)
      switch line.prefix(4).uppercased() {
      case "DATA":
        say("354 go on")
        mail = read(to: "\r\n.\r\n") ?? ""
        say("250 taken")
      case "QUIT":
        say("221 bye")
        return (commands, mail)
      default: say("250 yes")
      }
    }
    return (commands, mail)
  }
}
