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
    try await TestDatabase.with(template: template) { database in
      try await TestDatabase.$current.withValue(database) { try await function() }
    }
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
