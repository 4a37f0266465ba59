package import Clickstream
package import Warehouse

internal import Foundation

/// What the staff of the sample did about cases and wrote into the diary, which no log tells.
///
/// By hand it takes `footfall case` and `footfall diary`; ids of cases are keyed in each database, so that a
/// file names them by their beginning and their subject.
package struct SampleDeeds: Decodable, Sendable {
  private struct CaseDeed: Decodable {
    var opened: String
    var subject: String
    var at: String
    var staff: String
    /// Who sees to it from now on; nil where it is closed.
    var owner: String?
    var cause: String?
    var note: String?

    var step: CaseStep {
      owner.map { .assign(owner: $0) } ?? .close(cause: cause ?? "", note: note ?? "")
    }
  }

  private struct Entry: Decodable {
    var at: String
    var staff: String
    var day: String
    var what: String
    /// Who is to do it.
    var owner: String
  }

  private let cases: [CaseDeed]
  private let diary: [Entry]

  /// Nil where the sample has no such file.
  package static func load(file: String) throws -> SampleDeeds? {
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    return try JSONDecoder().decode(
      SampleDeeds.self, from: Data(contentsOf: URL(filePath: file)))
  }

  /// Writes down what is not written down yet.
  package func take(in warehouse: Warehouse, site: String) async throws {
    let rows = try await warehouse.cases(
      site: site, kind: nil, withClosed: true, owner: nil, limit: 10_000)
    for deed in cases {
      guard let at = Instant(rfc3339: deed.at), let opened = Instant(rfc3339: deed.opened),
        let row = rows.first(where: { $0.openedAt == opened && $0.subject == deed.subject }),
        !deed.step.changesNothing(about: row)
      else { continue }
      do {
        _ = try await warehouse.take(deed.step, of: row.id, staff: deed.staff, now: at)
      } catch is CaseStands {}
    }
    let written = try await warehouse.diary(
      site: site, until: Day(year: 9_999, month: 12, day: 31), staff: nil, withDone: true,
      limit: 10_000)
    for entry in diary {
      guard let at = Instant(rfc3339: entry.at), let day = Day(entry.day),
        !written.contains(where: { $0.day == entry.day && $0.what == entry.what })
      else { continue }
      _ = try await warehouse.addToDiary(
        day, entry.what, site: site, about: nil, staff: entry.owner, author: entry.staff, now: at)
    }
  }
}
