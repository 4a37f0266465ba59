import PostgreSQL

extension Warehouse {
  /// Content ids and names of the files that were last seen under a name, or under it in some
  /// folder; without mail, and without what was taken back.
  package func streams(named name: String) async throws -> [(generation: Int64, name: String)] {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return try await run("find_named_streams", [.text(name), .text(last)]).map {
      (try $0.get("generation"), try $0.get("name"))
    }
  }
}
