import Clickstream

extension Kind<Zone> {
  static var zone: Kind {
    .text(
      "a time zone such as Europe/Vienna",
      parse: { text, _, _ throws(Mistake) in
        do throws(ZoneError) {
          return try Zone(named: text)
        } catch {
          throw Mistake(message: "must be a time zone: \(error)")
        }
      },
      print: { YAMLText.scalar($0.name) })
  }
}

extension Kind<Network> {
  static var network: Kind {
    .text(
      "a network such as 192.0.2.0/24 or 2001:db8::/32",
      parse: { text, _, _ throws(Mistake) in
        guard let network = Network(text) else { throw Mistake() }
        return network
      },
      print: { YAMLText.scalar($0.description) })
  }
}

extension Kind<String> {
  /// A host as logs carry it: lower case, without port.
  static var host: Kind {
    .text(
      "a host alone, such as www.larkspur.example",
      parse: { text, _, _ throws(Mistake) in
        if let address = IPAddress(text) { return address.description }
        let name = text.prefix { $0 != ":" }
        let port = text.dropFirst(name.count)
        guard port.isEmpty || UInt16(port.dropFirst()) != nil,
          let host = DomainName.ascii(normalising: String(name))
        else { throw Mistake() }
        return host
      },
      print: YAMLText.scalar)
  }

  /// A mail address, or a domain behind an `@`.
  static var addressOrDomain: Kind {
    .text(
      "a mail address, or a domain such as @larkspur.example",
      parse: { text, _, _ throws(Mistake) in
        if text.hasPrefix("@") {
          guard let domain = DomainName.ascii(normalising: String(text.dropFirst())) else {
            throw Mistake()
          }
          return "@" + domain
        }
        guard let address = MailAddress(text) else { throw Mistake() }
        return address.normalised
      },
      print: YAMLText.scalar)
  }
}

extension Kind<String> {
  static var mailAddress: Kind {
    .text(
      "a mail address",
      parse: { text, _, _ throws(Mistake) in
        guard let address = MailAddress(text) else { throw Mistake() }
        return address.normalised
      },
      print: YAMLText.scalar)
  }
}

extension Kind<MonitorChoice> {
  /// Only this machine's own addresses: what is told there is for nobody else.
  static var monitor: Kind {
    .text(
      "an address of this machine with a port, such as 127.0.0.1:8571, or off",
      parse: { text, _, _ throws(Mistake) in
        if text == "off" { return .off }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[colon...].dropFirst()),
          port > 0
        else { throw Mistake() }
        let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
        guard ["127.0.0.1", "::1", "localhost"].contains(host) else { throw Mistake() }
        return .at(host: host == "localhost" ? "127.0.0.1" : host, port: Int(port))
      },
      print: { YAMLText.scalar($0.description) })
  }
}
