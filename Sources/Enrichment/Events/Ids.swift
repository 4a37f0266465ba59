package import Clickstream

/// Keyed 64-bit ids: what they are of, and the bytes.
///
/// Never zero, which stands for none.
package struct Ids: Sendable {
  package enum Domain: UInt64, Sendable {
    case site = 1
    case page, query, referrer, agent, login, cookie, visitor, person, form, stream, line, source
    case ledger, identity, message, diary, place, visitSource, campaign
  }

  package let key: SipHash.Key

  package init(key: SipHash.Key) { self.key = key }

  @inline(__always)
  package func hasher(_ domain: Domain) -> SipHash {
    var hasher = SipHash(key: key)
    hasher.combine(domain.rawValue)
    return hasher
  }

  @inline(__always)
  package static func id(_ hasher: SipHash) -> Int64 {
    let id = hasher.finishSigned()
    return id == 0 ? 1 : id
  }

  package func id(_ domain: Domain, _ bytes: RawSpan) -> Int64 {
    var hasher = hasher(domain)
    hasher.combine(bytes)
    return Self.id(hasher)
  }

  package func id(_ domain: Domain, site: Int64, _ bytes: RawSpan) -> Int64 {
    var hasher = hasher(domain)
    hasher.combine(UInt64(bitPattern: site))
    hasher.combine(bytes)
    return Self.id(hasher)
  }

  package func id(_ domain: Domain, text: String) -> Int64 {
    var hasher = hasher(domain)
    hasher.combine(text: text)
    return Self.id(hasher)
  }

  /// Id of the token of a visit: that of the visitor cookie, for it may be its value.
  package func visitToken(_ value: [UInt8], site: Int64) -> Int64 {
    unsafe id(.cookie, site: site, value.span.bytes)
  }

  /// Id of the source of visits whose first page has this referrer and query; 0 for none of them.
  package func visitSource(site: Int64, referrer: Int64, query: Int64) -> Int64 {
    var hasher = hasher(.visitSource)
    for id in [site, referrer, query] { hasher.combine(UInt64(bitPattern: id)) }
    return Self.id(hasher)
  }

  /// Id of the campaign that a query names; 0 where it names none.
  ///
  /// As in Matomo another term is another campaign; case makes no difference.
  package func campaign(inQuery query: String) -> Int64 {
    let link = LinkParameters(Array(query.utf8))
    guard let name = link.campaign else { return 0 }
    var hasher = hasher(.campaign)
    hasher.combine(text: name.lowercased())
    hasher.combine(text: (link.term ?? "").lowercased())
    return Self.id(hasher)
  }

  /// Id of a place, by all that is known of it; 0 where nothing is.
  package func place(_ place: Place) -> Int64 {
    guard place != .unknown else { return 0 }
    var hasher = hasher(.place)
    for text in [place.country, place.region, place.city, place.networkName] {
      hasher.combine(text: text ?? "")
    }
    hasher.combine(UInt64(place.network ?? 0))
    return Self.id(hasher)
  }

  /// Id of the person known by an address.
  package func person(_ address: MailAddress) -> Int64 { id(.person, text: address.normalised) }
}
