import Clickstream
import Enrichment
import Foundation
import LocalPostgres
import Pipeline
import PostgreSQL
import Settings
import Warehouse

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "ingest" {
  let cluster = LocalCluster(directory: "/tmp/footfall-bench", database: "bench")
  let info = try await cluster.start { print($0) }
  let admin = try await Connection.open(info.with(database: "postgres"))
  if arguments.contains("--fresh") {
    try await admin.execute("DROP DATABASE IF EXISTS bench", name: "drop")
    try await admin.execute("CREATE DATABASE bench TEMPLATE template0", name: "create")
  }
  await admin.close()
  let library = try StatementLibrary()
  let migration = try await Connection.open(info)
  try await Migrator(migration, library: library).migrate()
  await migration.close()
  let ingestion = try Ingestion(
    configuration: Configuration(),
    topics: try Topics.load(yaml: String(contentsOfFile: "Config/topics.yaml", encoding: .utf8)),
    hostlessSite: nil,
    now: Instant(seconds: Int64(Date().timeIntervalSince1970))
  ) { try await Warehouse.open(info, role: .ingest, statements: library) }
  let summary = try await ingestion.run(paths: arguments.dropFirst().filter { $0 != "--fresh" })
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  print(String(decoding: try encoder.encode(summary), as: UTF8.self))
  print("lines/s", Int(summary.linesPerSecond))
}
