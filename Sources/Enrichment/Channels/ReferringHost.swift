import Clickstream

/// A host in one spelling: lower case, without port and closing dot, in A-labels.
enum ReferringHost: Hashable, Sendable {
  case name(String)
  /// An address, of which the network alone is told.
  case address(String)

  /// nil for what is no host.
  init?(_ text: String) {
    if let name = Self.asciiName(text) {
      self = .name(name)
      return
    }
    guard !text.isEmpty, text.utf8.count <= 1_280 else { return nil }
    let host = unsafe SiteDirectory.normalised(Array(text.utf8).span.bytes)
    if let address = IPAddress(host)?.cut() {
      self = .address(address.description)
    } else if let name = DomainName.ascii(normalising: host) {
      self = .name(name)
    } else {
      return nil
    }
  }

  var text: String {
    switch self {
    case .name(let text), .address(let text): text
    }
  }

  /// Whether it is one of the hosts, or below one.
  func isWithin(_ hosts: [String]) -> Bool {
    let text = text
    return hosts.contains { $0 == text || ReferringHost($0).map(isWithin) ?? false }
  }

  private func isWithin(_ other: ReferringHost) -> Bool {
    guard case .name(let host) = self, case .name(let name) = other else { return self == other }
    let site = name.hasPrefix("www.") ? name.dropFirst(4) : name[...]
    guard host.hasSuffix(site) else { return false }
    let rest = host.utf8.count - site.utf8.count
    return rest == 0 || host.utf8.dropLast(site.utf8.count).last == UInt8(ascii: ".")
  }

  /// The usual case without detours; `_`, which DNS has but no domain, is let pass.
  private static func asciiName(_ text: String) -> String? {
    var name = Array(text.utf8)
    var end = 0
    var length = 0
    var isNumber = true
    while end < name.count, name[end] != UInt8(ascii: ":") {
      let byte = name[end]
      if byte == UInt8(ascii: ".") {
        guard length > 0 else { return nil }
        // The closing dot.
        if end + 1 == name.count || name[end + 1] == UInt8(ascii: ":") { break }
        length = 0
        isNumber = true
      } else {
        let lower = byte &- 65 < 26 ? byte | 0x20 : byte
        if lower &- 97 < 26 || lower == UInt8(ascii: "-") || lower == UInt8(ascii: "_") {
          isNumber = false
        } else if lower &- 48 >= 10 {
          return nil
        }
        name[end] = lower
        length += 1
      }
      end += 1
      guard length <= 63, end <= 253 else { return nil }
    }
    let port = name[end...].drop { $0 == UInt8(ascii: ".") }.dropFirst()
    guard length > 0, !isNumber, port.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    return String(decoding: name[..<end], as: UTF8.self)
  }
}
