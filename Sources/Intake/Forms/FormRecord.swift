package import Clickstream

/// A form that a visitor sent, as the site wrote it down.
package struct FormRecord: Equatable, Sendable {
  /// A field of the form; the name is the site's, the value the visitor's.
  package struct Field: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package var at: Instant
  /// The name of the form; may be empty.
  package var form: String
  /// The path of the page that it stood on, without query; may be empty.
  package var pagePath: String
  /// In the order of the line.
  package var fields: [Field]
  /// The token of the visit in which it was sent, by the address of its page or a hidden field, which
  /// is none of `fields`; nil where there is none.
  package var token: VisitToken?

  package init(at: Instant, form: String, pagePath: String, fields: [Field]) {
    self.at = at
    self.form = form
    self.pagePath = pagePath
    self.fields = fields
  }
}
