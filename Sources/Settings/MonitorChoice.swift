/// Where the daemon answers about itself: an address of this machine and a port, or nowhere.
package enum MonitorChoice: Equatable, Sendable, CustomStringConvertible {
  case off
  case at(host: String, port: Int)

  package var description: String {
    switch self {
    case .off: "off"
    case .at(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
  }
}
