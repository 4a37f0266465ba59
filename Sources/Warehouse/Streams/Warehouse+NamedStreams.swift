package import Clickstream
import PostgreSQL

extension Warehouse {
  /// A file that was loaded, as people tell it from others of its name.
  package struct NamedStream: Sendable {
    package let generation: Int64
    package let name: String
    package let lines: Int64
    package let lastLoadedAt: Instant
  }

  /// The files that were last seen under a name, whatever their folder, or the one of an id
  /// (`#123`); without mail, and without what was taken back.
  package func streams(named name: String) async throws -> [NamedStream] {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    let id = name.hasPrefix("#") ? Int64(name.dropFirst()) ?? 0 : 0
    return try await run("find_named_streams", [.text(name), .text(last), .int8(id)]).map {
      NamedStream(
        generation: try $0.get("generation"), name: try $0.get("name"),
        lines: try $0.get("lines"), lastLoadedAt: try $0.instant("last_loaded_at"))
    }
  }
}
