import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("The export of a person", .database(from: .migrated))
struct ExportTests {
  /// Views that say nothing of one person which others do not say, and why.
  private static let others = [
    "affinity": "counts", "analysis": "counts", "analysis_parameter": "counts",
    "anomaly": "counts", "attribution_credit": "counts", "cohort_month": "counts",
    "frequent_path": "counts", "page_transition": "counts", "survival_step": "counts",
    "benefit": "of the business", "contact_visit_quality": "counts", "cost": "of the business",
    "agent": "event tells it",
    "audit_finding": "of the site", "audit_page": "of the site", "audit_run": "of the site",
    "consent_span": "consents tell it", "customer_version": "customers tell it",
    "declaration": "preferences tell it",
    "order_state": "orders and order states tell it", "sale": "orders tell it",
    "followed_file": "of files", "funnel_step": "of the business", "goal": "of the business",
    "segment": "of the business", "page": "of the site", "page_day": "counts",
    "person_return": "counts", "referrer_day": "counts", "visit_day": "counts",
    "visit_hour": "counts",
    "visitor_return": "counts", "person_run": "counts",
    "person_suggestion": "a guess from what others tell",
    "product": "of the business",
    "seal": "of days",
    "session": "person_visit and event tell it", "site": "of the site", "source": "of files",
    "source_gap": "of files", "source_reject": "counts", "source_status": "of files",
    "source_tally": "counts", "staff": "of those who work here",
    "vendor_person": "vendors tell it", "vendor_reveal": "of those who work here",
    "visitor": "counts of what event tells",
  ]

  @Test("holds every view that says something of a person")
  func views() async throws {
    let connection = try await TestDatabase.required.connect()
    let rows = try await connection.query(
      """
      SELECT c.relname::text AS name,
        bool_or(a.attname = 'person') AS names_persons
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      WHERE c.relnamespace = 'footfall'::regnamespace AND c.relkind = 'v'
      GROUP BY c.relname
      """, name: "views")
    await connection.close()
    let text = try StatementLibrary().text("export_person")
    let read = Set(
      text.matches(of: /footfall\.([a-z_]+)/).map { String($0.1).replacing("_history", with: "") })
    var known: Set<String> = []
    for row in rows {
      let name = try row.get("name", as: String.self).replacing("_history", with: "")
      known.insert(name)
      if try row.get("names_persons", as: Bool.self), Self.others[name] == nil {
        #expect(read.contains(name), "\(name) is missing in export_person.sql")
      } else {
        #expect(
          read.contains(name) != (Self.others[name] != nil),
          "\(name) is to be read by export_person.sql, or to be named here with the reason")
      }
    }
    #expect(Set(Self.others.keys).subtracting(known).isEmpty)
  }
}
