/// The five characters by which PostgreSQL names the kind of an error.
///
/// A state that ends in `000` stands for its class in a pattern: `case .connectionException`
/// matches every `08xxx`.
package struct SQLState: Hashable, Sendable, CustomStringConvertible {
  package let code: String

  package init(_ code: String) {
    self.code = code
  }

  package var description: String { code }

  package static func ~= (pattern: SQLState, value: SQLState) -> Bool {
    pattern == value || (pattern.code.hasSuffix("000") && value.isIn(pattern))
  }

  /// Whether the first two characters are those of `other`.
  package func isIn(_ other: SQLState) -> Bool {
    code.utf8.prefix(2).elementsEqual(other.code.utf8.prefix(2))
  }
}

extension SQLState {
  package static let connectionException = SQLState("08000")
  package static let featureNotSupported = SQLState("0A000")
  package static let dataException = SQLState("22000")
  package static let characterNotInRepertoire = SQLState("22021")
  package static let integrityConstraintViolation = SQLState("23000")
  package static let notNullViolation = SQLState("23502")
  package static let foreignKeyViolation = SQLState("23503")
  package static let uniqueViolation = SQLState("23505")
  package static let checkViolation = SQLState("23514")
  package static let invalidTransactionState = SQLState("25000")
  package static let readOnlyTransaction = SQLState("25006")
  package static let inFailedTransaction = SQLState("25P02")
  package static let invalidAuthorization = SQLState("28000")
  package static let invalidPassword = SQLState("28P01")
  package static let invalidCatalogName = SQLState("3D000")
  package static let transactionRollback = SQLState("40000")
  package static let serializationFailure = SQLState("40001")
  package static let deadlockDetected = SQLState("40P01")
  package static let syntaxErrorOrAccessRuleViolation = SQLState("42000")
  package static let insufficientPrivilege = SQLState("42501")
  package static let syntaxError = SQLState("42601")
  package static let undefinedColumn = SQLState("42703")
  package static let undefinedTable = SQLState("42P01")
  package static let duplicateTable = SQLState("42P07")
  package static let insufficientResources = SQLState("53000")
  package static let diskFull = SQLState("53100")
  package static let tooManyConnections = SQLState("53300")
  package static let lockNotAvailable = SQLState("55P03")
  package static let operatorIntervention = SQLState("57000")
  package static let queryCanceled = SQLState("57014")
  package static let adminShutdown = SQLState("57P01")
  package static let cannotConnectNow = SQLState("57P03")
}
