package import Clickstream
package import Enrichment
import PostgreSQL

/// A site whose stored sessions are not cut as its configuration wants it.
package struct ProfileChange: Sendable, Hashable, Encodable {
  package var site: String
  package var oldProfile: String
  package var newProfile: String
  /// The zones by whose midnights sessions are cut.
  package var oldZone: String
  package var newZone: String

  /// What is to be known of it, in a sentence without its full stop.
  package var sentence: String {
    let what =
      oldProfile == newProfile
      ? "by the midnights of \(oldZone), and the configuration says \(newZone)"
      : "by the profile \(oldProfile), and the configuration says \(newProfile)"
    return
      "the sessions of the site \(site) are cut \(what): `footfall reclassify` cuts them anew, "
      + "and until then all of them, new ones too, are as they were"
  }
}

extension Warehouse {
  /// Sites whose stored sessions are cut otherwise than they are to be; sites that are not declared
  /// yet are none.
  package func profileChanges(of sites: [Site]) async throws -> [ProfileChange] {
    var stored: [String: (profile: String, zone: String)] = [:]
    for row in try await run("read_profiles", [.null]) {
      stored[try row.get("site")] = (try row.get("profile"), try row.get("zone"))
    }
    return sites.compactMap { site in
      guard let found = stored[site.name],
        found.profile != site.profile.rawValue || found.zone != site.zone.name
      else { return nil }
      return ProfileChange(
        site: site.name, oldProfile: found.profile, newProfile: site.profile.rawValue,
        oldZone: found.zone, newZone: site.zone.name)
    }
  }

  /// The profile that the stored numbers of a site follow; nil where it is not declared yet.
  package func storedProfile(of site: String) async throws -> Profile? {
    try await run("read_profiles", [.text(site)]).first.map {
      try Profile(stored: try $0.get("profile"))
    }
  }

  /// Sites without sessions follow the configuration at once.
  func adoptProfiles(of directory: SiteDirectory) async throws {
    let changed = Set(
      try await profileChanges(of: directory.entries.map(\.site)).map(\.site))
    guard !changed.isEmpty else { return }
    try await connection.transaction { _ in
      // Writers that are not told whose sessions changed begin anew, with the rules of then.
      _ = try await takeLane()
      for entry in directory.entries where changed.contains(entry.site.name) {
        let rows = try await run("has_sessions", [.int8(entry.id)])
        guard try rows.first?.get("any", as: Bool.self) == false else { continue }
        try await put(entry)
      }
    }
  }

  /// Says how the sessions of a site are cut from now on; the lane must be held.
  func put(_ entry: SiteDirectory.Entry) async throws {
    try await run(
      "put_profile",
      [.int8(entry.id), .text(entry.site.profile.rawValue), .text(entry.site.zone.name)])
  }
}

extension Profile {
  /// The profile of a row.
  init(stored name: String) throws(WarehouseError) {
    guard let profile = Profile(rawValue: name) else {
      throw .missingResources("profile \(name)")
    }
    self = profile
  }
}
