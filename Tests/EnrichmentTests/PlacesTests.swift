import Clickstream
import Enrichment
import Support
import Testing

@Suite("Several databases of places")
struct PlacesTests {
  private let address = IPAddress(v4: 0xc000_0207)

  private func database(_ place: Place) throws -> PlaceDatabase {
    var writer = MaxMindWriter()
    writer.add(try #require(Network("192.0.2.0/24")), PlaceSample.record(of: place))
    return try PlaceDatabase(bytes: writer.bytes())
  }

  @Test("cities and networks come together")
  func together() throws {
    let city = Place(country: "AT", region: "AT-9", city: "Vienna")
    let network = Place(network: 64_496, networkName: "Example")
    let places = try Places(databases: [database(city), database(network)])
    #expect(places.facts == .all)
    let found = places.place(of: address)
    #expect(
      found
        == Place(
          country: "AT", region: "AT-9", city: "Vienna", network: 64_496, networkName: "Example"))
    #expect(places.place(of: IPAddress(v4: 0)) == .unknown)
    #expect(Places(databases: []).place(of: address) == .unknown)
  }

  @Test(
    "the first that knows wins, and no place is made of two",
    arguments: [
      // A city is taken from the same country.
      (
        Place(country: "AT"), Place(country: "AT", city: "Graz"), Place(country: "AT", city: "Graz")
      ),
      (Place(country: "AT"), Place(country: "DE", city: "Köln"), Place(country: "AT")),
      // And from the same region.
      (
        Place(country: "AT", region: "AT-6"), Place(country: "AT", region: "AT-9", city: "Vienna"),
        Place(country: "AT", region: "AT-6")
      ),
      // A name of a network is taken for the same number.
      (
        Place(network: 1), Place(network: 1, networkName: "One"),
        Place(network: 1, networkName: "One")
      ),
      (Place(network: 1), Place(network: 2, networkName: "Two"), Place(network: 1)),
      (Place.unknown, Place(country: "AT", network: 3), Place(country: "AT", network: 3)),
    ])
  func filling(first: Place, second: Place, whole: Place) {
    var place = first
    place.fill(from: second)
    #expect(place == whole)
  }

  @Test("a finder remembers nothing wrong", arguments: UInt64(1)...2)
  func memory(seed: UInt64) throws {
    // So many records that some share a slot.
    var sample = PlaceSample(seed: seed, count: 1_500)
    var writer = MaxMindWriter()
    writer.hasPointers = false
    sample.write(into: &writer)
    let places = try Places(databases: [
      PlaceDatabase(bytes: writer.bytes()), PlaceDatabase(bytes: sample.location()),
    ])
    var finder = PlaceFinder(places)
    for round in 0..<3_000 {
      let address = sample.address(v6: round % 2 == 0)
      let (found, place) = (finder.place(of: address), places.place(of: address))
      #expect(found == place, "\(address)")
    }
    var none = PlaceFinder(Places(databases: []))
    #expect(none.place(of: address) == .unknown)
  }

  @Test("many threads find the same")
  func threads() async throws {
    let sample = PlaceSample(seed: 3)
    var writer = MaxMindWriter()
    sample.write(into: &writer)
    let places = try Places(databases: [
      PlaceDatabase(bytes: writer.bytes()), PlaceDatabase(bytes: sample.location()),
    ])
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var own = sample
          for _ in 0..<300 {
            let address = own.address(v6: false)
            let place = places.place(of: address)
            #expect(place == sample.place(of: address), "\(address)")
          }
        }
      }
    }
  }
}
