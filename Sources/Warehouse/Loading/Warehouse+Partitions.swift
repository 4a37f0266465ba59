import PostgreSQL

extension Warehouse {
  /// Event partitions whose indexes are still to be built: fresh ones, or what a crash left out.
  package func barePartitions() async throws -> [String] {
    try await run("bare_partitions").map { try $0.get("name") }
  }

  package func index(partition name: String) async throws {
    try await run("index_partition", [.text(name)])
  }
}
