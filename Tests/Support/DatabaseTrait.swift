package import Testing

/// Gives each test case a database of its own: `TestDatabase.required` within it.
package struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
  package let isRecursive = true
  fileprivate let template: TestDatabase.Template?

  package func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @Sendable @concurrent () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    let database = try await TestDatabase.create(template: template)
    do {
      try await TestDatabase.$current.withValue(database) { try await function() }
    } catch {
      try await database.drop()
      throw error
    }
    try await database.drop()
  }
}

extension Trait where Self == DatabaseTrait {
  /// An empty database for the test.
  package static var database: Self { DatabaseTrait(template: nil) }

  /// A copy of `template` for the test.
  package static func database(from template: TestDatabase.Template) -> Self {
    DatabaseTrait(template: template)
  }
}
