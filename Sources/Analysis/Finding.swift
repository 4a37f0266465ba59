/// What an analysis found, or why it does not speak.
package enum Finding<Value: Sendable>: Sendable {
  case told(Value)
  case withheld(Refusal)

  package var value: Value? {
    guard case .told(let value) = self else { return nil }
    return value
  }

  package var refusal: Refusal? {
    guard case .withheld(let refusal) = self else { return nil }
    return refusal
  }

  package func map<Other>(_ change: (Value) throws -> Other) rethrows -> Finding<Other> {
    switch self {
    case .told(let value): .told(try change(value))
    case .withheld(let refusal): .withheld(refusal)
    }
  }
}

extension Finding: Equatable where Value: Equatable {}

/// Why an analysis does not speak, in words that can stand on a page.
package enum Refusal: Hashable, Sendable, CustomStringConvertible {
  case tooFew(Counted, have: Int, need: Int)
  case notSettled(Unsettled)

  /// What there are too few of.
  package enum Counted: String, CaseIterable, Hashable, Sendable {
    case customers, gaps, conversions, baskets, sequences, days, parts, months
    case repeatCustomers = "customers who bought again"
    case newCustomers = "new customers"
    case contacted = "people contacted"
    case heldOut = "people held out"
    case wins = "leads won"
    case losses = "leads lost"
  }

  /// Why a model has no parameters.
  package enum Unsettled: String, CaseIterable, Hashable, Sendable {
    case noConvergence = "the search for the parameters did not come to rest"
    case parameterRanAway = "a parameter of the model grew or shrank without end"
    case noMean = "the model has no finite mean"
  }

  package var description: String {
    switch self {
    case .tooFew(let counted, let have, let need):
      "Too few \(counted.rawValue) to say: \(have) where \(need) are needed."
    case .notSettled(let reason): "Nothing can be said: \(reason.rawValue)."
    }
  }

  /// The refusal where there are fewer than are needed.
  static func unless(_ counted: Counted, _ have: Int, atLeast need: Int) -> Refusal? {
    have < need ? .tooFew(counted, have: have, need: need) : nil
  }
}
