/// Who is who, by all evidence: a function of the set of records, not of their order.
package struct IdentityResolution: Equatable, Sendable {
  /// Nodes that name one person.
  package struct Person: Hashable, Sendable {
    /// The id of the node seen first; where several are, that of the stronger kind.
    package var id: Int64
    /// Ids of the nodes, ascending.
    package var members: [Int64]
    /// An office and not a person: it has one node, an address such as `info@`.
    package var isOrganisation: Bool
    /// Evidence asked for more nodes than one person may have.
    package var isQuarantined: Bool
  }

  /// A node that joins nobody, and whose it is.
  package struct Attachment: Hashable, Sendable {
    package enum State: Int16, Sendable {
      /// Evidence names one person only.
      case sole = 1
      /// Two or more persons used it: what is done with it belongs to whoever is logged in.
      case shared = 2
      /// One of more cookies than one person has in a week: a shared or automatic browser.
      case excessive = 3
      /// No evidence that counts names a person.
      case unowned = 4
    }

    package var node: Int64
    package var state: State
    /// The person, where there is one only.
    package var person: Int64?
  }

  /// Evidence that was set aside, and why.
  package struct Conflict: Hashable, Sendable {
    package enum Reason: Int16, Sendable {
      /// The person would have two values of which everybody has one.
      case exclusive = 1
      /// Staff said that these are two persons.
      case apart = 2
      /// The person would have more nodes than a person has.
      case nodes = 3
      /// The person would have more new addresses in a year than a person has.
      case addresses = 4
      /// One of the values had been given up before.
      case retired = 5
      /// The device is used by several persons.
      case sharedDevice = 6
      /// More devices in a week than one person has.
      case devices = 7
    }

    package var reason: Reason
    package var evidence: Evidence
  }

  /// Ascending by id.
  package var persons: [Person]
  /// Ascending by node.
  package var attachments: [Attachment]
  /// In the order of evidence, one for each pair of nodes.
  package var conflicts: [Conflict]
}
