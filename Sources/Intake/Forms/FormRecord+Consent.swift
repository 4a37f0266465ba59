package import Clickstream

extension FormRecord {
  /// What its boxes ask for, confirm or forbid, by the first field of each purpose, in their order.
  ///
  /// A box that was left alone says nothing; in a form of preferences, or one that unsubscribes, it
  /// forbids. A form with the field `confirmed` confirms what its boxes ask for, which it asks for
  /// itself as well; without a box, what the program knows by name.
  package var consents: [Consent] {
    let isConfirmed = fields.contains {
      Self.letters($0.name) == "confirmed" && Self.isTicked($0.value)
    }
    var found: [Consent] = []
    for field in fields {
      guard let (purpose, forbids) = Self.purpose(Self.letters(field.name), of: form),
        !found.contains(where: { $0.purpose == purpose })
      else { continue }
      if Self.isTicked(field.value) {
        found.append(Consent(purpose, forbids ? .withdrawn : .asked))
        if isConfirmed, !forbids { found.append(Consent(purpose, .confirmed)) }
      } else if isWhole, !forbids, Self.isUnticked(field.value) {
        found.append(Consent(purpose, .withdrawn))
      }
    }
    return found.isEmpty && isConfirmed
      ? [Consent("news", .confirmed), Consent("browsing", .confirmed)] : found
  }

  /// What a form is about that holds nothing but boxes and preferences, and does not ask for news;
  /// nil for any other.
  package var topicOfSettings: String? {
    let boxes = fields.filter {
      !$0.value.isEmpty && FormFieldRole($0.name) == nil && !$0.isOfVisitor
    }
    // A form of preferences may have a subject of its own.
    let words: [FormFieldRole] = isWhole ? [.message] : [.message, .subject]
    let saysNothing = !fields.contains { field in
      !field.value.isEmpty && FormFieldRole(field.name).map(words.contains) == true
    }
    // What a purpose of the business's own asks for nobody knows.
    let asksForNothing = consents.allSatisfy {
      $0.status == .withdrawn || ["news", "browsing"].contains($0.purpose)
    }
    let isOfSettings =
      !boxes.isEmpty
      && boxes.allSatisfy { box in
        let name = Self.letters(box.name)
        return Self.purpose(name, of: form) != nil || Self.preferences[name] != nil
      }
    let news = consents.first { $0.purpose == "news" }
    guard saysNothing, asksForNothing, isOfSettings, news == nil || news?.status == .withdrawn
    else { return nil }
    return news == nil ? "preferences" : "unsubscribe"
  }

  /// A box that was left alone forbids.
  private var isWhole: Bool {
    ["preference", "unsubscribe"].contains { form.lowercased().contains($0) }
  }

  /// What the person says of himself, by name; of two fields of one name the last that holds
  /// something.
  package var declared: [String: String] {
    var declared: [String: String] = [:]
    for field in fields where !field.value.isEmpty {
      guard let name = Self.preferences[Self.letters(field.name)] else { continue }
      declared[name] = PlainText.line(field.value, limit: 200)
    }
    return declared
  }

  private static func purpose(
    _ name: String, of form: String
  ) -> (purpose: String, forbids: Bool)? {
    if let purpose = purposes[name] { return (purpose, false) }
    // A box that says no more allows what its form is for; what other forms are for nobody knows.
    if ["consent", "agree", "gdpr"].contains(name) {
      let form = form.lowercased()
      let isLeaving = ["unsub", "cancel", "opt-out", "optout", "abmeld", "kündig"].contains {
        form.contains($0)
      }
      let isOfNews = ["newsletter", "mailing", "opt-in", "optin"].contains { form.contains($0) }
      return isOfNews && !isLeaving ? ("news", false) : nil
    }
    if ["unsubscribe", "optout", "nonewsletter", "abmelden"].contains(name) {
      return ("news", true)
    }
    // consent_events, events_consent: a purpose of the business's own.
    for rest in [name.trimming(prefix: "consent"), name.trimming(suffix: "consent")] {
      if let rest, (2...40).contains(rest.utf8.count) { return (purposes[rest] ?? rest, false) }
    }
    return nil
  }

  private static func isTicked(_ value: String) -> Bool {
    let words: Set = [
      "yes", "y", "true", "1", "on", "x", "checked", "given", "agree", "agreed", "accept",
      "accepted", "subscribe", "ja", "oui", "si", "sí",
    ]
    return words.contains(value.lowercased())
  }

  private static func isUnticked(_ value: String) -> Bool {
    ["", "no", "n", "false", "0", "off", "nein", "non"].contains(value.lowercased())
  }

  /// Letters of ASCII alone, in lower case: what a purpose is made of.
  static func letters(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) }))
  }

  /// What for, by the names that forms give such a box.
  package static func purpose(called name: String) -> String? { purposes[letters(name)] }

  private static let purposes = [
    "newsletter": "news", "news": "news", "optin": "news", "subscribe": "news",
    "marketing": "news", "mailinglist": "news", "newsletteroptin": "news", "emailoptin": "news",
    "linkbrowsing": "browsing", "browsing": "browsing", "personalise": "browsing",
    "personalize": "browsing", "tracking": "browsing",
  ]

  private static let preferences = [
    "interest": "interest", "interests": "interest", "interestedin": "interest",
    "preferredchannel": "channel", "preferredcontact": "channel", "contactby": "channel",
    "language": "language", "lang": "language", "sprache": "language",
    "age": "age group", "agegroup": "age group", "agerange": "age group", "gender": "gender",
    "sex": "gender", "occupation": "occupation", "profession": "occupation",
    "heardofus": "heard of us by", "howdidyouhear": "heard of us by",
    "howdidyouhearofus": "heard of us by", "howdidyouhearaboutus": "heard of us by",
  ]
}

extension String {
  fileprivate func trimming(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }

  fileprivate func trimming(suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }
}
