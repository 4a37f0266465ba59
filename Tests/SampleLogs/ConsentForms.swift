/// What people allow in forms, and take back by links in letters.
extension Submission {
  /// Nothing but boxes.
  var isSilent: Bool {
    ["newsletter", "opt-in-confirmation", "preferences", "unsubscribe"].contains(form)
  }

  /// The form for the newsletter has a box for it; those who have a log-in find another one in the
  /// other forms, for their visits.
  mutating func askForConsent() {
    if form == "newsletter" {
      boxes = [Box(name: "consent", isTicked: true)]
    } else if let person, person % 4 == 0 {
      boxes = [Box(name: "link_browsing", isTicked: true)]
    }
  }

  /// Two in three confirm what they allowed; some of them think better of it weeks later.
  static func links(after forms: [Submission]) -> [Submission] {
    var links: [Submission] = []
    let asking = forms.filter { !$0.boxes.isEmpty && !$0.isBroken }
    for (index, form) in asking.enumerated() where index % 3 < 2 {
      let isNews = form.form == "newsletter"
      let name = isNews ? "newsletter" : "link_browsing"
      let confirmation = form.link(
        "opt-in-confirmation", after: Seconds(300 + index * 977 % 5_000), .confirmation,
        [Box(name: "confirmed", isTicked: true), Box(name: name, isTicked: true)])
      links.append(confirmation)
      guard index % 9 == 1 else { continue }
      let later = Seconds(9 + index % 5) * 86_400
      links.append(
        isNews
          ? form.link(
            "unsubscribe", after: later, .leaving, [Box(name: "newsletter", isTicked: false)])
          : form.link("preferences", after: later, .preferences, [Box(name: name, isTicked: false)])
      )
    }
    return links.filter { $0.at < London.end }.sorted { $0.at < $1.at }
  }

  private func link(
    _ name: String, after delay: Seconds, _ letter: Letter, _ boxes: [Box]
  ) -> Submission {
    Submission(
      at: at + delay, form: name, page: "/newsletter/\(name)", person: person, address: address,
      letter: letter, boxes: boxes)
  }
}
