import Support
import Testing

@Suite("Downloads")
struct DownloadTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A hit as the plain reference sees it.
  private struct Hit {
    var address, seconds: Int
    var path: String
    var status, bytes: Int

    var line: String {
      PageTests.line(address, seconds, "GET \(path) HTTP/1.1\" \(status) \(bytes)")
    }
  }

  private struct File: Hashable {
    var address, visit: Int
    var path: String
  }

  /// Counts by hand what the function tells: one download a visitor, visit and file.
  private func reference(_ hits: [Hit]) -> [String] {
    var sizes: [String: Int] = [:]
    for hit in hits where hit.status == 200 {
      sizes[hit.path] = max(sizes[hit.path] ?? 0, hit.bytes)
    }
    var visits: [Int: (last: Int, number: Int)] = [:]
    var taken: [File: (requests: Int, bytes: Int, isKnown: Bool)] = [:]
    for hit in hits.sorted(by: { $0.seconds < $1.seconds }) {
      var visit = visits[hit.address] ?? (hit.seconds, 0)
      if hit.seconds - visit.last >= 1_800 { visit.number += 1 }
      visit.last = hit.seconds
      visits[hit.address] = visit
      guard hit.path.hasSuffix(".pdf") else { continue }
      var file =
        taken[File(address: hit.address, visit: visit.number, path: hit.path)] ?? (0, 0, false)
      file.requests += 1
      file.bytes += hit.bytes
      file.isKnown = file.isKnown || hit.status == 304
      taken[File(address: hit.address, visit: visit.number, path: hit.path)] = file
    }
    return taken.map { file, sum in
      let size = sizes[file.path]
      let whole =
        sum.isKnown ? "whole" : size.map { sum.bytes >= $0 ? "whole" : "part" } ?? "unknown"
      return "\(file.path) \(sum.requests) \(sum.bytes) \(size.map(String.init) ?? "-") \(whole)"
    }.sorted()
  }

  private static let query = """
    SELECT concat_ws(' ', page, requests, bytes, coalesce(size::text, '-'),
      CASE WHEN is_complete THEN 'whole' WHEN NOT is_complete THEN 'part' ELSE 'unknown' END)
    FROM footfall.download('shop', '2025-03-01', '2025-04-01')
    """

  @Test(
    "all requests for a file in a visit are one, and whole once its bytes went out",
    arguments: UInt64(1)...4)
  func law(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let hits = (0..<160).map { _ in
      let path = ["/a.pdf", "/b.pdf", "/c.pdf", "/page"][Int.random(in: 0..<4, using: &random)]
      // Of the last file nobody ever got the whole at once.
      let statuses = path == "/c.pdf" ? [206, 206] : [200, 206, 206, 206, 304]
      let status = statuses[Int.random(in: statuses.indices, using: &random)]
      let bytes =
        status == 304 ? 0 : status == 200 ? 1_000 : 100 * Int.random(in: 1...6, using: &random)
      return Hit(
        address: Int.random(in: 1...6, using: &random),
        seconds: 600 * Int.random(in: 0..<48, using: &random)
          + Int.random(in: 0..<60, using: &random),
        path: path, status: status, bytes: bytes)
    }
    try await LoadingDatabase.with { database in
      let lines = hits.sorted { $0.seconds < $1.seconds }.map(\.line)
      try await database.ingest(try scratch.write(lines.file(), as: "access.log"))
      let found = try await database.texts(Self.query).sorted()
      #expect(found == reference(hits))
      #expect(found.contains { $0.hasPrefix("/c.pdf") && $0.hasSuffix("unknown") })
    }
  }

  @Test(
    "of bots the size is believed, and nothing is counted; what ends after the span began in it counts"
  )
  func bounds() async throws {
    try await LoadingDatabase.with { database in
      let people = PageTests.people
      let lines = [
        PageTests.line(9, 0, "GET /a.pdf HTTP/1.1\" 200 900").replacing(
          people, with: "Googlebot/2.1"),
        PageTests.line(1, 60, "GET /a.pdf HTTP/1.1\" 206 450"),
        PageTests.line(1, 120, "GET /a.pdf HTTP/1.1\" 206 450"),
        PageTests.line(2, 60, "HEAD /a.pdf HTTP/1.1\" 200 0"),
        PageTests.line(2, 120, "GET /a.pdf HTTP/1.1\" 404 10"),
      ]
      try await database.ingest(try scratch.write(lines.file(), as: "access.log"))
      #expect(try await database.texts(Self.query) == ["/a.pdf 2 900 900 whole"])
      let cut = try await database.texts(
        "SELECT requests::text FROM footfall.download('shop', '2025-03-12 08:00Z', '2025-03-12 08:01:30Z')"
      )
      #expect(cut == ["2"])
    }
  }
}
