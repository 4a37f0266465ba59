/// What the server found a statement to take and to give.
package struct StatementDescription: Sendable {
  package let name: String
  package let parameters: [PostgresType]
  package let columns: [QueryResult.Column]
}
