package import Audit
package import Clickstream
import PostgreSQL

extension Warehouse {
  /// Where and when an audit was made.
  package struct AuditRunHead: Sendable {
    package var at: Instant
    /// The folder or address at which reading began.
    package var origin: String
    /// Pages that were changed last before this are told.
    package var unchangedBefore: Instant

    package init(at: Instant, origin: String, unchangedBefore: Instant) {
      self.at = at
      self.origin = origin
      self.unchangedBefore = unchangedBefore
    }
  }

  /// Something that the last audit found, on all pages where it stands.
  package struct AuditFindingRow: Equatable, Sendable, Encodable {
    package var kind: String
    package var target: String
    package var detail: String
    /// The page on which most depends.
    package var path: String
    package var title: String
    package var pages: Int64
    /// Visits of 90 days that saw it.
    package var visits: Int64
    /// Orders of 90 days whose buyers saw it in the 30 days before.
    package var orders: Int64
  }

  /// Stores what an audit found, instead of what the one before did; in one transaction,
  /// one audit of a site at a time.
  ///
  /// - Parameter site: the name of a declared site.
  package func store(_ result: AuditResult, _ head: AuditRunHead, site: Site) async throws {
    try await connection.transaction { _ in
      try await run("lock_audit", [.text(site.name)])
      guard let id: Int64 = try await run("find_site", [.text(site.name)]).first?.get("id") else {
        throw WarehouseError.siteUnknown
      }
      let at = Parameter.timestamptz(unixMicroseconds: head.at.microseconds)
      try await run("forget_audit_findings", [.int8(id)])
      for pages in result.pages.chunks {
        try await run(
          "put_audit_pages",
          [
            .int8(id), at, .textArray(pages.map(\.path)), .textArray(pages.map(\.title)),
            .int8Array(pages.map(\.fingerprint)),
            .int8Array(pages.map { $0.changed?.microseconds ?? 0 }),
          ])
      }
      try await run(
        "put_audit_findings",
        [
          .int8(id), at, .textArray(result.findings.map(\.kind.rawValue)),
          .textArray(result.findings.map(\.path)), .textArray(result.findings.map(\.target)),
          .textArray(result.findings.map(\.detail)),
        ])
      try await run(
        "put_unchanged_pages",
        [
          .int8(id), at, .timestamptz(unixMicroseconds: head.unchangedBefore.microseconds),
          .text(site.zone.name),
        ])
      try await run(
        "put_audit_run",
        [
          .int8(id), at, .text(head.origin), .int4(Int32(clamping: result.pages.count)),
          .int4(Int32(clamping: result.links)), .int4(Int32(clamping: result.disallowed)),
          .int4(Int32(clamping: result.leftOut)),
        ])
    }
  }

  /// What the last audit of a site found, that first on which most orders and visits depend.
  package func auditFindings(site: String, limit: Int) async throws -> [AuditFindingRow] {
    try await run("read_audit_findings", [.text(site), .int8(Int64(limit))]).map { row in
      AuditFindingRow(
        kind: try row.get("kind"), target: try row.get("target"), detail: try row.get("detail"),
        path: try row.get("path"), title: try row.get("title"), pages: try row.get("pages"),
        visits: try row.get("visits"), orders: try row.get("orders"))
    }
  }
}

extension [AuditedPage] {
  fileprivate var chunks: [ArraySlice<AuditedPage>] {
    stride(from: 0, to: count, by: 1_000).map { self[$0..<Swift.min($0 + 1_000, count)] }
  }
}
