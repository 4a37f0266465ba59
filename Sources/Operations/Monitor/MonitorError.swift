import Clickstream

internal import Glibc
internal import NIOCore

/// The monitor cannot listen where it was told to.
package struct MonitorError: Error, CustomStringConvertible {
  package let address: MonitorAddress
  private let reason: String

  init(_ address: MonitorAddress, _ error: any Error) {
    self.address = address
    reason =
      switch (error as? IOError)?.errnoCode {
      case EADDRINUSE: "another program listens there"
      case EADDRNOTAVAIL: "this machine has no such address"
      case EACCES: "ports below 1024 need the right to bind them"
      case .some(let code): "error \(code) of the system"
      case nil:
        error is SocketAddressError || error is SocketAddressError.UnknownHost
          ? "this host is not known" : "it is no address"
      }
  }

  package var description: String {
    "The monitor cannot listen on \(PrintableText.string(from: address.description)): \(reason)."
  }
}
