import Clickstream
import Enrichment

extension FuzzCheck {
  /// Whatever a file of places says, an address has short and printable places, with a memo and
  /// without.
  static let places = FuzzCheck("places") { bytes in
    let database: PlaceDatabase
    do {
      database = try PlaceDatabase(bytes: bytes)
    } catch {
      try requirePrintable("\(error)", "what is wrong with it")
      return
    }
    try requirePrintable(database.description, "its description")
    var finder = PlaceFinder(Places(databases: [database]))
    var address = IPAddress(v4: 0x0101_0101)
    for step in UInt64(1)...32 {
      let place = database.place(of: address)
      try require(finder.place(of: address) == place, "a memo tells otherwise")
      try require(place.network != 0, "network 0")
      try require(place.country.map { $0.utf8.count == 2 } ?? true, "no code of a country")
      for text in [place.region, place.city, place.networkName] {
        guard let text else { continue }
        let count = text.unicodeScalars.count
        try require((1...Place.textLimit).contains(count), "a text of \(count) characters")
        try requirePrintable(text, "a text")
      }
      let spread = step &* 0x9e37_79b9_7f4a_7c15
      address =
        step % 2 == 0
        ? IPAddress(v4: UInt32(truncatingIfNeeded: spread))
        : IPAddress(high: 0x2000_0000_0000_0000 | spread >> 4, low: spread)
    }
  }
}
