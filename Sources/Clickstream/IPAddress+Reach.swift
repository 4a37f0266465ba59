extension IPAddress {
  private static let privateNetworks = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.168.0.0/16", "::/127", "fc00::/7", "fe80::/10",
  ].compactMap { Network($0) }

  /// Whether the address means something only inside a network or a machine.
  package var isPrivate: Bool { Self.privateNetworks.contains { $0.contains(self) } }
}
