import Clickstream
import Enrichment
import Intake
import Mail

extension Site {
  /// Whose mail addresses are.
  var mailOwnership: MailOwnership {
    let domains = ownAddresses.filter { $0.hasPrefix("@") }.map { String($0.dropFirst()) }
    return MailOwnership(
      dropboxes: Set(dropboxes), hosts: Set(domains + mailServers), isOwnAddress: isOwn)
  }

  /// Whether an address is the business's own, by itself or by its domain, or one of its staff's.
  private func isOwn(_ address: MailAddress) -> Bool {
    staffAddresses.contains(address.normalised)
      || ownAddresses.contains { own in
        own.hasPrefix("@") ? address.normalised.hasSuffix(own) : address.normalised == own
      }
  }
}

extension Contact {
  /// Takes the token of a visit on, hashed.
  mutating func take(_ token: VisitToken?, of site: Int64, _ ids: Ids) {
    guard let token else { return }
    self.token = ids.visitToken(token.value, site: site)
    tokenPlace = token.place
  }
}

extension FormReader {
  /// A reader of the forms of a site.
  init(now: Instant, of site: Site) {
    self.init(now: now, visitParameter: site.visitParameter)
  }
}
