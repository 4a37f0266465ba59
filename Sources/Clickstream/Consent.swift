/// What a person allows or forbids, as a record of his says it.
package struct Consent: Hashable, Sendable {
  package enum Status: String, CaseIterable, Sendable {
    /// A box was ticked; whether that is enough is a setting of the site.
    case asked
    /// The address has proved itself; it counts for what the same address asked for before.
    case confirmed
    case withdrawn
  }

  /// What for: lower case, letters only.
  ///
  /// `news` and `browsing` mean something to the program.
  package var purpose: String
  package var status: Status

  package init(_ purpose: String, _ status: Status) {
    self.purpose = purpose
    self.status = status
  }

  /// As it is stored: `news=asked`.
  package var text: String { "\(purpose)=\(status.rawValue)" }
}
