package import Clickstream

/// Several databases of places as one: the first that knows wins.
///
/// A database of cities and one of networks (ASN) tell both. To read the files again, make a new
/// value; those who hold the old one are not disturbed.
package struct Places: Sendable {
  package let databases: [PlaceDatabase]

  package init(databases: [PlaceDatabase]) { self.databases = databases }

  /// Reads all files; throws what is wrong with the first that cannot be used.
  package init(paths: [String]) throws(PlaceDatabaseError) {
    var databases: [PlaceDatabase] = []
    for path in paths { databases.append(try PlaceDatabase(path: path)) }
    self.init(databases: databases)
  }

  package var isEmpty: Bool { databases.isEmpty }

  /// What they tell together.
  package var facts: PlaceFacts { databases.reduce(into: []) { $0.formUnion($1.facts) } }

  /// Where an address is; the whole address, before it is cut.
  package func place(of address: IPAddress) -> Place {
    guard let first = databases.first else { return .unknown }
    var place = first.place(of: address)
    for database in databases.dropFirst() { place.fill(from: database.place(of: address)) }
    return place
  }
}
