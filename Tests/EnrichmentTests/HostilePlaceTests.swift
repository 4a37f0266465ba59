import Clickstream
import Enrichment
import Support
import Testing

@Suite("Damaged and hostile databases of places")
struct HostilePlaceTests {
  /// Opens what may be a database and looks up; all texts are short and printable.
  private func use(_ bytes: [UInt8], _ sample: inout PlaceSample) {
    guard let database = try? PlaceDatabase(bytes: bytes) else { return }
    #expect(database.description.unicodeScalars.count < 200)
    for index in 0..<24 {
      let place = database.place(of: sample.address(v6: index % 2 == 0))
      for text in [place.country, place.region, place.city, place.networkName] {
        guard let text else { continue }
        let isFit =
          text.unicodeScalars.count <= Place.textLimit && !text.isEmpty
          && text.unicodeScalars.allSatisfy(PrintableText.isPrintable)
        #expect(isFit, "\(text.unicodeScalars.count) characters")
      }
    }
  }

  /// Bits turned, pieces cut out or doubled, the end cut off; headers and metadata most of all.
  private func damage(_ whole: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = whole
    func position(_ random: inout SplitMix64) -> Int {
      switch Int.random(in: 0..<3, using: &random) {
      case 0: Int.random(in: 0..<min(80, bytes.count), using: &random)
      case 1: bytes.count - Int.random(in: 1...min(260, bytes.count), using: &random)
      default: Int.random(in: 0..<bytes.count, using: &random)
      }
    }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
    case 1:
      let start = position(&random)
      let count = Int.random(in: 1...64, using: &random)
      bytes.removeSubrange(start..<min(bytes.count, start + count))
    case 2:
      let start = position(&random)
      bytes.insert(contentsOf: bytes[start...].prefix(40), at: position(&random))
    default:
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        let place = position(&random)
        if Bool.random(using: &random) {
          bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        } else {
          bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
      }
    }
    return bytes
  }

  @Test("a damaged MaxMind DB neither crashes nor tells too much", arguments: UInt64(1)...10)
  func maxMind(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var sample = PlaceSample(seed: seed, count: 40)
    var writer = MaxMindWriter()
    writer.recordBits = [24, 28, 32][Int(seed % 3)]
    sample.write(into: &writer)
    let whole = writer.bytes()
    for _ in 0..<100 { use(damage(whole, &random), &sample) }
  }

  @Test(
    "a damaged database of libloc neither crashes nor tells too much", arguments: UInt64(1)...10)
  func location(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var sample = PlaceSample(seed: seed, count: 40)
    let whole = sample.location()
    for _ in 0..<100 { use(damage(whole, &random), &sample) }
  }

  @Test("values nested a million deep are passed over without a crash")
  func deep() throws {
    var nested = [UInt8](repeating: 1, count: 2_000_000)
    for index in stride(from: 1, to: nested.count, by: 2) { nested[index] = 4 }
    var writer = MaxMindWriter()
    writer.hasPointers = false
    let network = try #require(Network("192.0.2.0/24"))
    let mark = [UInt8](repeating: 7, count: nested.count)
    writer.add(
      network, .map([("country_code", .text("AT")), ("zzz", .bytes(mark)), ("asn", .text("AS1"))]))
    var bytes = writer.bytes()
    // The bytes, with their head of four bytes more, become lists of one list each.
    let start = try #require(bytes.firstIndex(of: 0x9f))
    nested += [1, 4, 1, 4]
    bytes.replaceSubrange(start..<(start + nested.count), with: nested)
    let database = try PlaceDatabase(bytes: bytes)
    let place = database.place(of: IPAddress(v4: 0xc000_0207))
    #expect(place == Place(country: "AT"))
  }

  @Test("a record is read to its 2,048th value", arguments: [(1_000, "AT"), (3_000, nil)])
  func length(count: Int, country: String?) throws {
    var writer = MaxMindWriter()
    writer.add(
      try #require(Network("192.0.2.0/24")),
      .map([
        ("asn", .text("AS1")), ("zzz", .array(Array(repeating: .boolean(true), count: count))),
        ("country_code", .text("AT")),
      ]))
    let place = try PlaceDatabase(bytes: writer.bytes()).place(of: IPAddress(v4: 0xc000_0207))
    #expect(place == Place(country: country, network: 1))
  }

  @Test("a tree of libloc that leads back to itself ends with the address")
  func circle() throws {
    var bytes = PlaceSample(seed: 1).location()
    let start = Int(bytes[44]) << 24 | Int(bytes[45]) << 16 | Int(bytes[46]) << 8 | Int(bytes[47])
    let length = Int(bytes[48]) << 24 | Int(bytes[49]) << 16 | Int(bytes[50]) << 8 | Int(bytes[51])
    for node in stride(from: start, to: start + length, by: 12) {
      // Both children are node 1, and its network is the first.
      for position in node..<(node + 12) {
        bytes[position] = position % 4 == (node + 3) % 4 ? 1 : 0
      }
    }
    let database = try PlaceDatabase(bytes: bytes)
    #expect(database.place(of: IPAddress(v4: 0x0101_0101)).country != nil)
    #expect(database.place(of: IPAddress(high: 1, low: 1)).country != nil)
  }

  @Test("a mark of metadata at the very end is no database")
  func markAlone() {
    let bytes = [UInt8](repeating: 0, count: 4_082) + [0xab, 0xcd, 0xef] + "MaxMind.com".utf8
    #expect(throws: PlaceDatabaseError.Problem.corrupt(part: "its metadata cannot be read")) {
      try PlaceDatabase(bytes: bytes)
    }
  }
}
