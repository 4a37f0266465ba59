import Clickstream
import Enrichment
import Support

/// Networks with places, nested and side by side, by seed; and databases that hold them.
struct PlaceSample {
  private(set) var entries: [(network: Network, place: Place)] = []
  private var random: SplitMix64

  init(seed: UInt64, count: Int = 200, hasV6: Bool = true) {
    random = SplitMix64(seed: seed)
    for _ in 0..<count {
      let v6 = hasV6 && Bool.random(using: &random)
      let address = address(v6: v6)
      let bits =
        v6 ? Int.random(in: 8...128, using: &random) : Int.random(in: 1...32, using: &random)
      let network = Network(
        high: address.high, low: address.low, prefix: v6 ? bits : 96 + bits)
      entries.append((network, place()))
    }
    // Of two that are the same network the later counts, everywhere.
    entries.sort { $0.network.prefix < $1.network.prefix }
  }

  /// An address near the others, so that networks hold each other.
  mutating func address(v6: Bool) -> IPAddress {
    let spread =
      UInt64.random(in: 0...UInt64.max, using: &random)
      >> UInt64.random(
        in: 0...63, using: &random)
    guard v6 else { return IPAddress(v4: 0x5000_0000 ^ UInt32(truncatingIfNeeded: spread)) }
    let isHigh = Bool.random(using: &random)
    return IPAddress(
      high: 0x2a00_0000_0000_0000 ^ (isHigh ? spread >> 3 : 0), low: isHigh ? 7 : spread)
  }

  private mutating func place() -> Place {
    let country = ["AT", "DE", "CH", "IT", "SI"].randomElement(using: &random) ?? "AT"
    let hasRegion = Int.random(in: 0..<3, using: &random) > 0
    let number = UInt32.random(in: 1...9, using: &random) * 1_001
    return Place(
      country: country,
      region: hasRegion ? "\(country)-\(Int.random(in: 1...9, using: &random))" : nil,
      city: hasRegion ? "Städtchen \(Int.random(in: 1...99, using: &random))" : nil,
      network: number, networkName: "Net of \(number) and its friends")
  }

  /// What a search through all networks finds: the smallest, of equals the last.
  func place(of address: IPAddress) -> Place {
    let holders = entries.filter { $0.network.contains(address) }
    let longest = holders.map(\.network.prefix).max()
    return holders.last { $0.network.prefix == longest }?.place ?? .unknown
  }

  /// Adds all to a writer, in the fields of GeoIP2.
  func write(into writer: inout MaxMindWriter) {
    for (network, place) in entries { writer.add(network, Self.record(of: place)) }
  }

  func location() -> [UInt8] {
    var writer = LocationWriter()
    for (network, place) in entries {
      writer.add(network, country: place.country ?? "", number: place.network ?? 0)
      if let number = place.network { writer.name(number, place.networkName ?? "") }
    }
    return writer.bytes()
  }

  static func record(of place: Place) -> MaxMindWriter.Value {
    func names(_ name: String) -> MaxMindWriter.Value {
      .map([("de", .text("\(name) auf Deutsch")), ("en", .text(name)), ("fr", .text("–"))])
    }
    var members: [(String, MaxMindWriter.Value)] = []
    if let city = place.city {
      members.append(("city", .map([("geoname_id", .unsigned32(7)), ("names", names(city))])))
    }
    members.append(
      ("continent", .map([("code", .text("EU")), ("names", names("Europe"))])))
    if let country = place.country {
      members.append(
        (
          "country",
          .map([
            ("is_in_european_union", .boolean(true)), ("iso_code", .text(country)),
            ("names", names("Country \(country)")),
          ])
        ))
    }
    members.append(
      ("location", .map([("latitude", .double(48.2)), ("time_zone", .text("Europe/Vienna"))])))
    members.append(
      ("registered_country", .map([("iso_code", .text("US"))])))
    if let region = place.region {
      members.append(
        (
          "subdivisions",
          .array([
            .map([("iso_code", .text(String(region.dropFirst(3)))), ("names", names("Region"))]),
            .map([("iso_code", .text("999")), ("names", names("County"))]),
          ])
        ))
    }
    if let number = place.network {
      members.append(
        (
          "traits",
          .map([
            ("autonomous_system_number", .unsigned32(number)),
            ("autonomous_system_organization", .text(place.networkName ?? "")),
          ])
        ))
    }
    return .map(members)
  }
}
