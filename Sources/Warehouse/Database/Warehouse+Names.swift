import PostgreSQL

extension Warehouse {
  /// Names of all sites that were ever declared.
  package func siteNames() async throws -> [String] { try await names("list_site_names") }

  /// What forms and messages are about.
  package func topicNames() async throws -> [String] { try await names("list_topics") }

  /// Whom cases, activities and the diary name as staff.
  package func staffNames() async throws -> [String] { try await names("list_staff_names") }

  /// Names of streams and of inputs, those with rejects first.
  package func streamNames() async throws -> [String] { try await names("list_stream_names") }

  private func names(_ statement: String) async throws -> [String] {
    try await run(statement).map { try $0.get("name") }
  }
}
