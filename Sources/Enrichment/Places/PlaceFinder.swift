package import Clickstream

/// Looks up places for one owner: `Places` with a memo for each database.
///
/// A memo takes a megabyte, and six of a hostile file whose texts are as long as may be.
///
/// Who looks up on several threads gives each its own; the databases are shared.
package struct PlaceFinder: Sendable {
  package let places: Places
  private var memos: [PlaceMemo]

  package init(_ places: Places) {
    self.places = places
    memos = places.databases.map { _ in PlaceMemo() }
  }

  /// Where an address is; the whole address, before it is cut.
  package mutating func place(of address: IPAddress) -> Place {
    guard let first = places.databases.first else { return .unknown }
    var place = first.place(of: address, by: &memos[0])
    for index in memos.indices.dropFirst() {
      place.fill(from: places.databases[index].place(of: address, by: &memos[index]))
    }
    return place
  }
}
