package import Clickstream
package import PostgreSQL
package import Settings
import Warehouse

/// Panels that are being written: compared with the database, and tried one by one.
package struct PanelTrial: Sendable {
  private let server: ConnectionInfo

  /// - Parameter server: The database; it is opened in the role for reports, which reads alone.
  package init(server: ConnectionInfo) { self.server = server }

  /// Everything that is wrong with panels and what lies beside them; nothing is run.
  package func problems(of files: PanelFiles) async throws -> [Problem] {
    guard !files.panels.isEmpty else { return files.problems }
    let found = try await Warehouse.withReports(server, try StatementLibrary()) {
      try await PanelCheck($0.connection).problems(of: files.panels)
    }
    return files.problems + found
  }

  /// Asks one panel, in a transaction that reads alone; a statement has a minute.
  ///
  /// - Parameter segment: The name of a segment of the site; nil: all visits.
  /// - Throws: `ProblemList` where the panel is wrong, `ReportError` where it fails or cannot tell of
  ///   the segment.
  package func preview(
    _ panel: Panel, of site: Site, choice: PeriodChoice, segment name: String?
  ) async throws -> PanelPreview {
    let segment = try name.map { try self.segment($0, of: site, panel) }
    return try await Warehouse.withReports(server, try StatementLibrary()) { warehouse in
      let problems = try await PanelCheck(warehouse.connection).problems(of: [panel])
      guard problems.isEmpty else { throw ProblemList(problems) }
      return try await warehouse.connection.transaction(.snapshot) { _ in
        var site = site
        site.profile = try await warehouse.storedProfile(of: site.name) ?? site.profile
        guard let period = try await choice.period(of: site, in: warehouse) else {
          return PanelPreview(panel: panel, site: site, segment: segment)
        }
        let answer = try await PanelQuestion(
          site: site, panel: panel, period: period, segment: segment?.name
        ).ask(warehouse)
        return PanelPreview(
          panel: panel, site: site, segment: segment, told: (period: period, answer: answer))
      }
    }
  }

  private func segment(
    _ name: String, of site: Site, _ panel: Panel
  ) throws(ReportError) -> Site.Segment {
    guard let segment = site.segments.first(where: { $0.name == name }) else {
      throw .unknownSegment(name, site: site.name, known: site.segments.map(\.name))
    }
    guard panel.bindsSegment else { throw .segmentUnbound(file: panel.file) }
    return segment
  }
}
