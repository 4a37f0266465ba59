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

  /// Most of the others find the box too, and nearly all confirm it.
  ///
  /// Those who ask for the newsletter find none but its own. Some say what they like.
  static func furtherLinks(after forms: inout [Submission]) -> [Submission] {
    let subscribers = Set(forms.filter { $0.form == "newsletter" }.compactMap(\.person))
    var links: [Submission] = []
    for index in forms.indices where !forms[index].isBroken {
      guard let person = forms[index].person else { continue }
      forms[index].saysPreferences(index)
      guard forms[index].boxes.isEmpty, person % 5 > 0, !subscribers.contains(person) else {
        continue
      }
      forms[index].boxes = [Box(name: "link_browsing", isTicked: true)]
      guard index % 7 > 0 else { continue }
      links.append(
        forms[index].link(
          "opt-in-confirmation", after: Seconds(240 + index * 577 % 4_000), .confirmation,
          [Box(name: "confirmed", isTicked: true), Box(name: "link_browsing", isTicked: true)]))
    }
    return links.filter { $0.at < London.end }
  }

  private mutating func saysPreferences(_ number: Int) {
    if form == "newsletter", number % 2 == 0 {
      let interests = ["plays", "plays, poetry", "books", "evenings for children, plays"]
      preferences.append(("interests", interests[number / 2 % interests.count]))
    } else if number % 6 == 1 {
      let ways = ["friends", "poster", "search engine"]
      preferences.append(("how_did_you_hear", ways[number / 6 % ways.count]))
    }
  }

  private func link(
    _ name: String, after delay: Seconds, _ letter: Letter, _ boxes: [Box]
  ) -> Submission {
    Submission(
      at: at + delay, form: name, page: "/newsletter/\(name)", person: person, address: address,
      letter: letter, boxes: boxes)
  }
}
