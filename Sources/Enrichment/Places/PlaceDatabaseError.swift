private import Clickstream

/// Why a file does not tell where addresses are.
package struct PlaceDatabaseError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Problem: Error, Equatable, Sendable {
    case missing
    case notPermitted
    /// A folder, a pipe or a device.
    case notAFile
    case tooLarge(limit: Int)
    /// Another error of the system, by its number.
    case system(Int32)
    /// `gz`, `xz`, `zip`, … as it came from its maker.
    case packed
    case unknownKind
    /// `part` names what does not fit.
    case corrupt(part: String)
    /// A MaxMind DB of another format or another kind of addresses.
    case unsupported(part: String)
    /// It is whole, but of something else: anonymous proxies, connection types.
    case tellsNothing(type: String)
  }

  package var path: String
  package var problem: Problem

  package var description: String { "\(PrintableText.string(from: path)): \(problem)" }
}

extension PlaceDatabaseError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing:
      "there is no such file; download a database there (such as GeoLite2-City.mmdb), or name"
        + " /usr/share/libloc-location/location.db of Debian's package libloc-database"
    case .notPermitted: "no permission to read it; let the user of the daemon read it"
    case .notAFile: "it is no file; name the database itself, not its folder"
    case .tooLarge(let limit):
      "it has more than \(limit >> 20) MiB, and it would be read into memory; take a smaller one"
    case .system(let number): "it cannot be read (error \(number) of the system)"
    case .packed: "it is packed; unpack it, and name the .mmdb or .db that was in it"
    case .unknownKind:
      "it is neither a MaxMind DB (.mmdb) nor a database of libloc, or its end is missing;"
        + " download it again, and move it there when it is whole"
    case .corrupt(let part):
      "it is damaged: \(part); download it again, and move it there when it is whole"
    case .unsupported(let part):
      "\(part), which cannot be read here; take a database of format 2 for IPv4 or IPv6"
    case .tellsNothing(let type):
      "it (\(type)) tells neither countries nor networks; take one of countries, cities or"
        + " networks (ASN)"
    }
  }
}
