private import Clickstream

/// Where an address is, as far as databases tell.
///
/// Each text is printable and has at most `textLimit` characters, whatever the file says.
package struct Place: Hashable, Sendable {
  /// ISO 3166-1 alpha-2: `AT`.
  package var country: String?
  /// ISO 3166-2 (`AT-9`) where the database has a code, otherwise the region's name.
  package var region: String?
  package var city: String?
  /// The number of the autonomous system that announces the address.
  package var network: UInt32?
  package var networkName: String?

  package static let textLimit = 100
  package static let unknown = Place()

  package init(
    country: String? = nil, region: String? = nil, city: String? = nil, network: UInt32? = nil,
    networkName: String? = nil
  ) {
    self.country = country
    self.region = region
    self.city = city
    self.network = network
    self.networkName = networkName
  }

  /// Takes what is not known here from another place.
  ///
  /// A region and a city are taken from the same country only, a name of a network for the same
  /// number only: the result is one place, not pieces of two.
  package mutating func fill(from other: Place) {
    if country == nil && region == nil && city == nil {
      (country, region, city) = (other.country, other.region, other.city)
    } else if country == other.country {
      region = region ?? other.region
      // A city lies in its region.
      if region == other.region || other.region == nil { city = city ?? other.city }
    }
    if network == nil && networkName == nil {
      (network, networkName) = (other.network, other.networkName)
    } else if network == other.network {
      networkName = networkName ?? other.networkName
    }
  }
}

/// What a database tells of its addresses.
package struct PlaceFacts: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let countries = PlaceFacts(rawValue: 1)
  package static let regions = PlaceFacts(rawValue: 2)
  package static let cities = PlaceFacts(rawValue: 4)
  package static let networks = PlaceFacts(rawValue: 8)
  package static let all: PlaceFacts = [.countries, .regions, .cities, .networks]

  init(of place: Place) {
    self = []
    if place.country != nil { insert(.countries) }
    if place.region != nil { insert(.regions) }
    if place.city != nil { insert(.cities) }
    if place.network != nil || place.networkName != nil { insert(.networks) }
  }
}

extension PlaceFacts: CustomStringConvertible {
  /// `countries, networks`.
  package var description: String {
    let names: [(PlaceFacts, String)] = [
      (.countries, "countries"), (.regions, "regions"), (.cities, "cities"),
      (.networks, "networks"),
    ]
    return names.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
  }
}

/// Reads the values of a place out of hostile bytes.
enum PlaceText {
  /// A line of at most `limit` characters; nil for none.
  static func line(_ bytes: ArraySlice<UInt8>, limit: Int = Place.textLimit) -> String? {
    // No scalar has more than four bytes.
    let start = bytes.prefix(limit * 4)
    let text = PrintableText.string(from: unsafe start.span.bytes)
    var line = PlainText.line(text, limit: limit)
    // The blank before a word that was cut.
    if line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
    return line.isEmpty ? nil : line
  }

  /// Two letters; nil for `XX` and `ZZ`, by which databases say that they do not know.
  static func country(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count == 2, bytes.allSatisfy({ (65...90).contains($0) }) else { return nil }
    let code = String(decoding: bytes, as: UTF8.self)
    return code == "XX" || code == "ZZ" ? nil : code
  }

  /// The code of ISO 3166-2 from `9` or `AT-9`; nil unless it is one of the country.
  static func region(_ bytes: ArraySlice<UInt8>, in country: String) -> String? {
    var bytes = bytes
    let prefix = Array("\(country)-".utf8)
    if bytes.starts(with: prefix) { bytes = bytes.dropFirst(prefix.count) }
    let isCode = bytes.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
    guard (1...3).contains(bytes.count), isCode else { return nil }
    return "\(country)-\(String(decoding: bytes, as: UTF8.self))"
  }

  /// A number from `AS13335` or `13335`; nil for 0, which is no network's.
  static func network(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    let digits = bytes.starts(with: "AS".utf8) ? bytes.dropFirst(2) : bytes
    guard (1...10).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }),
      let number = UInt32(String(decoding: digits, as: UTF8.self)), number > 0
    else { return nil }
    return number
  }
}
