internal import Foundation

/// Makes a cluster: beside its place, then moved there, so that one that was begun and not ended
/// is never taken for whole.
struct Initialiser {
  let place: Place
  /// Whether the new files must be on disk before the cluster counts as made.
  let isDurable: Bool

  func make() async throws {
    let draft = "\(place.data).new"
    try await make(in: draft, by: Binaries.find())
    if Directory.exists(place.data) {
      throw LocalPostgresError(
        "\(place.data) is no PostgreSQL cluster", advice: "move it away and try again")
    }
    try FileManager.default.moveItem(atPath: draft, toPath: place.data)
  }

  /// Makes a cluster in the folder `draft`, anew where an earlier attempt left something.
  func make(in draft: String, by binaries: Binaries) async throws {
    // Nobody else is at work here, for the lock is held.
    try Directory.remove(draft)
    let arguments =
      [
        "--pgdata=\(draft)", "--username=\(LocalCluster.superuser)", "--encoding=UTF8",
        "--locale=C.UTF-8", "--data-checksums", "--auth-local=trust", "--auth-host=reject",
        "--no-instructions",
      ] + (isDurable ? [] : ["--no-sync"])
    let outcome = try await Command(binaries.path("initdb"), arguments)
      .run(as: place.account, in: place.home)
    guard outcome.succeeded else {
      throw LocalPostgresError(
        "the PostgreSQL cluster in \(place.home) could not be made",
        advice: "see the reason below", details: outcome.lines)
    }
    let file = "\(draft)/postgresql.conf"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try Directory.write("\(text)\ninclude 'footfall.conf'\n", to: file, for: place.account)
    try Directory.write(
      ServerSettings.file(extra: [:]), to: "\(draft)/footfall.conf", for: place.account)
  }
}
