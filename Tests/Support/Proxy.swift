internal import Foundation
internal import Glibc
internal import Synchronization

/// Stands between the program and PostgreSQL on a socket of its own, and cuts where it is told.
package final class Proxy: Sendable {
  package enum Fault: Sendable {
    /// The server's answer to each N-th COMMIT never arrives.
    case loseAnswer(every: Int)
    /// Each N-th COMMIT never arrives.
    case loseCommit(every: Int)
    /// Of the connection that sends these bytes for the N-th time nothing passes any more, and
    /// nothing is closed.
    case fallSilent(at: Int, word: String = "COMMIT\u{0}")
    /// The server seems to ask for a password.
    case askPassword
    /// Everything takes so many milliseconds longer.
    case delay(Int)
  }

  private struct State {
    var commits = 0
    var strikes = 0
    var isOver = false
  }

  /// The folder of the socket: the host that programs connect to.
  package let folder: String
  private let upstream: String
  private let fault: Fault
  private let listener: Int32
  private let state = Mutex(State())

  /// - Parameter upstream: the folder of the server's socket.
  package init(folder: String, upstream: String, _ fault: Fault) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    self.folder = folder
    self.upstream = "\(upstream)/.s.PGSQL.5432"
    self.fault = fault
    let path = "\(folder)/.s.PGSQL.5432"
    unsafe unlink(path)
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let isBound = unsafe Self.withAddress(path) { unsafe bind(listener, $0, $1) == 0 }
    guard isBound, listen(listener, 16) == 0 else { throw NoSocket(path: path) }
    Thread.detachNewThread { self.serve() }
  }

  /// How often the fault struck.
  package var strikes: Int { state.withLock { $0.strikes } }

  package func stop() {
    state.withLock { $0.isOver = true }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8.prefix(107))
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private func serve() {
    while true {
      let client = unsafe accept(listener, nil, nil)
      guard client >= 0 else { return }
      let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      guard unsafe Self.withAddress(upstream, { unsafe connect(server, $0, $1) == 0 }) else {
        close(client)
        close(server)
        continue
      }
      Thread.detachNewThread {
        self.pass(client, server)
        close(client)
        close(server)
      }
    }
  }

  /// What is to become of bytes that the client sends.
  private enum Verdict { case pass, drop, loseAnswer, silence }

  private var word: String {
    if case .fallSilent(_, let word) = fault { word } else { "COMMIT" }
  }

  private func judge(_ bytes: ArraySlice<UInt8>) -> Verdict {
    guard bytes.firstRange(of: Array(word.utf8)) != nil else { return .pass }
    return state.withLock { state in
      state.commits += 1
      switch fault {
      case .loseAnswer(let every) where state.commits % every == 0:
        state.strikes += 1
        return .loseAnswer
      case .loseCommit(let every) where state.commits % every == 0:
        state.strikes += 1
        return .drop
      case .fallSilent(let number, _) where state.commits == number:
        state.strikes += 1
        return .silence
      default: return .pass
      }
    }
  }

  /// Passes bytes in both directions until one side ends or the fault strikes.
  private func pass(_ client: Int32, _ server: Int32) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var losesAnswer = false
    var polls = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while unsafe poll(&polls, 2, -1) > 0 {
      if polls[0].revents != 0 {
        let count = unsafe read(client, &buffer, buffer.count)
        guard count > 0 else { return }
        if case .askPassword = fault {
          // A request for a password as it is (protocol 3.0, AuthenticationCleartextPassword).
          _ = Self.send([0x52, 0, 0, 0, 8, 0, 0, 0, 3], to: client)
          return waitForEnd()
        }
        if case .delay(let milliseconds) = fault { usleep(UInt32(milliseconds * 1_000)) }
        switch judge(buffer[..<count]) {
        case .pass: break
        case .drop: return
        case .loseAnswer: losesAnswer = true
        case .silence: return waitForEnd()
        }
        guard Self.send(buffer[..<count], to: server) else { return }
      }
      if polls[1].revents != 0 {
        let count = unsafe read(server, &buffer, buffer.count)
        guard count > 0 else { return }
        if losesAnswer, buffer[..<count].firstRange(of: Array("COMMIT".utf8)) != nil { return }
        guard Self.send(buffer[..<count], to: client) else { return }
      }
    }
  }

  /// Holds both sides open, whatever they do, as long as there is the proxy.
  private func waitForEnd() {
    while !state.withLock({ $0.isOver }) { _ = unsafe poll(nil, 0, 20) }
  }

  private static func send(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

private struct NoSocket: Error, CustomStringConvertible {
  let path: String
  var description: String { "no socket at \(path)" }
}
