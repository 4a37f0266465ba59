package import Clickstream

/// What an audit looks at in a page.
package struct PageContent: Equatable, Sendable {
  /// A link as it is written.
  package struct Link: Hashable, Sendable {
    package enum Kind: Sendable {
      /// Leads people somewhere: `a`, `area`, `iframe`.
      case page
      /// Belongs to the page: pictures, scripts, style sheets and the like.
      case part
    }

    package let kind: Kind
    package let reference: String
    /// Where it leads; nil where that is no page of the web.
    package let target: WebAddress?
  }

  /// Of one line; empty where there is none.
  package internal(set) var title = ""
  /// Each once, in their order.
  package internal(set) var links: [Link] = []
  /// What fragments of addresses may name.
  package internal(set) var anchors: Set<String> = []
  /// What people read, a line for each block.
  package internal(set) var text = ""
  /// The hash of the text but for navigation, head and foot, which other pages share.
  package internal(set) var fingerprint: Int64 = 0
  /// Telephone numbers that links dial.
  package internal(set) var dialled: [String] = []
  /// When the page says that it was changed.
  package internal(set) var modified: Day?
  /// Why it was not read whole; nil where it was.
  package internal(set) var cut: Cut?

  /// A limit that a page passed.
  package enum Cut: String, Sendable {
    case size = "it is too large"
    case depth = "its elements are nested too deeply"
    case attributes = "its elements have too many attributes"
    case links = "it has too many links"
  }

  /// How much of a page is read.
  package enum Limits {
    package static let bytes = 2 << 20
    static let depth = 512
    static let links = 5_000
    static let anchors = 20_000
    static let text = 1 << 20
    static let title = 300
    static let structuredData = 1 << 18
    /// Attributes of an element are compared with each other: the sum of their squares.
    static let comparisons = 1 << 28
  }
}
