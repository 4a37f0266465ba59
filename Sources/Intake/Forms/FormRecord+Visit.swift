import Clickstream

extension FormRecord {
  /// The visitor cookie that a hidden field gives; nil where there is none.
  package var cookie: String? {
    fields.first { !$0.value.isEmpty && $0.isOfVisitor }?.value
  }

  /// Takes the token of the visit from the address of the page, else from a hidden field.
  ///
  /// A field with a token is not what the visitor wrote: it goes.
  mutating func takeToken(_ parameter: String, pages: [String]) {
    let hidden = fields.lazy.filter { $0.name == parameter }.compactMap { VisitToken($0.value) }
      .first
    fields.removeAll { $0.name == parameter && VisitToken($0.value) != nil }
    token =
      pages.lazy.compactMap { VisitToken(inQuery: PagePath.query(of: $0), named: parameter) }.first
      ?? hidden
  }
}

extension FormRecord.Field {
  /// Whether it holds the visitor cookie.
  var isOfVisitor: Bool {
    ["visitor", "visitorcookie", "visitorid", "footfall"].contains(FormRecord.letters(name))
  }
}
