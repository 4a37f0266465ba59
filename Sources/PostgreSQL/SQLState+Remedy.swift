extension SQLState {
  /// What is to be done with work that an error broke off.
  package enum Remedy: Sendable {
    /// All of it again, a little later: the server, another transaction or the room there is to
    /// blame.
    case retry
    /// A row is to blame: divide the work, and set the row aside.
    case isolate
    /// Nothing helps but a person.
    case stop
  }

  /// The remedy for an error of this state; the one place that tells the classes apart.
  package var remedy: Remedy {
    switch self {
    case .connectionException, .transactionRollback, .insufficientResources: .retry
    case .readOnlyTransaction, .lockNotAvailable: .retry
    case .dataException, .integrityConstraintViolation: .isolate
    default: code.hasPrefix("57P") ? .retry : .stop
    }
  }

  /// Whether a server that refuses a connection so will go on to refuse it.
  fileprivate var isRefusalForGood: Bool {
    switch self {
    case .invalidAuthorization, .invalidCatalogName, .syntaxErrorOrAccessRuleViolation: true
    default: false
    }
  }
}

extension PostgresError {
  /// What is to be done with the work that it broke off.
  ///
  /// A lost connection is worth another, but where the server said that it wants none.
  package var remedy: SQLState.Remedy {
    guard let state else { return isConnectionLost ? .retry : .stop }
    if isConnectionLost, !state.isRefusalForGood { return .retry }
    return state.remedy
  }

  /// Whether the same work can succeed on a new connection or a little later.
  package var isRetryable: Bool { remedy == .retry }

  /// Whether a row is to blame, so that the batch can be divided and the row set aside.
  package var isDataError: Bool { remedy == .isolate }
}
