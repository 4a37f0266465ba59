import Clickstream
import Enrichment
import Support
import Testing

@Suite("Places found in databases")
struct PlaceLookupTests {
  @Test(
    "a MaxMind DB tells what a search through its networks finds",
    arguments: [24, 28, 32], UInt64(1)...4)
  func maxMind(recordBits: Int, seed: UInt64) throws {
    for hasV6 in [false, true] {
      var sample = PlaceSample(seed: seed, hasV6: hasV6)
      var writer = MaxMindWriter()
      writer.recordBits = recordBits
      writer.hasV6 = hasV6
      writer.hasPointers = seed % 2 == 0
      sample.write(into: &writer)
      let database = try PlaceDatabase(bytes: writer.bytes())
      #expect(database.facts == .all)
      var known = 0
      for index in 0..<500 {
        let address = sample.address(v6: hasV6 && index % 2 == 0)
        let place = database.place(of: address)
        #expect(place == sample.place(of: address), "\(address)")
        if place != .unknown { known += 1 }
      }
      #expect(known > 100)
      if !hasV6 { #expect(database.place(of: sample.address(v6: true)) == .unknown) }
    }
  }

  @Test(
    "pointers and entries of the tree of each length lead to their values",
    arguments: [(3_000, false), (600_000, false), (0, true), (16_800_000, false)])
  func lengths(padding: Int, hasWidePointers: Bool) throws {
    var sample = PlaceSample(seed: 9)
    var writer = MaxMindWriter()
    writer.recordBits = 28
    writer.padding = padding
    writer.hasWidePointers = hasWidePointers
    sample.write(into: &writer)
    let database = try PlaceDatabase(bytes: writer.bytes())
    for index in 0..<200 {
      let address = sample.address(v6: index % 2 == 0)
      let place = database.place(of: address)
      #expect(place == sample.place(of: address), "\(address)")
    }
  }

  @Test("a record above the tree of IPv4 holds for all of it")
  func above() throws {
    var writer = MaxMindWriter()
    let everything = try #require(Network("::/3"))
    writer.add(everything, PlaceSample.record(of: Place(country: "AT")))
    let database = try PlaceDatabase(bytes: writer.bytes())
    #expect(database.place(of: IPAddress(v4: 0x0101_0101)).country == "AT")
    #expect(database.place(of: IPAddress(high: 1 << 32, low: 0)).country == "AT")
    #expect(database.place(of: IPAddress(high: 0x2a00 << 48, low: 0)) == .unknown)
  }

  @Test(
    "a database of libloc tells what a search through its networks finds", arguments: UInt64(1)...8)
  func location(seed: UInt64) throws {
    var sample = PlaceSample(seed: seed)
    let database = try PlaceDatabase(bytes: sample.location())
    #expect(database.facts == [.countries, .networks])
    var known = 0
    for index in 0..<500 {
      let address = sample.address(v6: index % 2 == 0)
      let place = database.place(of: address)
      var expected = sample.place(of: address)
      (expected.region, expected.city) = (nil, nil)
      #expect(place == expected, "\(address)")
      if place != .unknown { known += 1 }
    }
    #expect(known > 100)
  }

  /// One record at 192.0.2.0/24.
  private func place(of members: [(String, MaxMindWriter.Value)]) throws -> Place {
    var writer = MaxMindWriter()
    writer.add(try #require(Network("192.0.2.0/24")), .map(members))
    return try PlaceDatabase(bytes: writer.bytes()).place(of: IPAddress(v4: 0xc000_0207))
  }

  @Test("records of other makers are read")
  func layouts() throws {
    let network = try place(of: [
      ("autonomous_system_number", .unsigned32(13_335)),
      ("autonomous_system_organization", .text("CLOUDFLARENET")),
    ])
    #expect(network == Place(network: 13_335, networkName: "CLOUDFLARENET"))
    let flat = try place(of: [
      ("as_domain", .text("cloudflare.com")), ("as_name", .text("Cloudflare, Inc.")),
      ("asn", .text("AS13335")), ("country", .text("Australia")), ("country_code", .text("AU")),
      ("region", .text("Queensland")), ("city", .text("Brisbane")),
    ])
    #expect(
      flat
        == Place(
          country: "AU", region: "Queensland", city: "Brisbane", network: 13_335,
          networkName: "Cloudflare, Inc."))
    let named = try place(of: [
      ("country", .map([("iso_code", .text("AT"))])),
      ("subdivisions", .array([.map([("names", .map([("en", .text("Vienna"))]))])])),
      ("city", .map([("names", .map([("de", .text("Wien"))]))])),
    ])
    #expect(named == Place(country: "AT", region: "Vienna", city: "Wien"))
  }

  @Test("values that are none are not told")
  func nonsense() throws {
    let place = try place(of: [
      ("country_code", .text("XX")), ("city", .text("   ")),
      ("autonomous_system_number", .unsigned32(0)), ("as_name", .text("a\u{202e}b\u{0}c")),
      ("region", .text(String(repeating: "long ", count: 100))),
    ])
    #expect(
      place
        == Place(
          region: String(repeating: "long ", count: 19) + "long", networkName: "a%E2%80%AEb%00c"))
  }

  @Test("a network that is no number of 32 bits is none")
  func largeNumber() throws {
    let place = try place(of: [
      ("country_code", .text("AT")), ("asn", .text("AS4294967296")),
      ("autonomous_system_number", .unsigned64(1 << 32)),
    ])
    #expect(place == Place(country: "AT"))
  }
}
