import Clickstream

extension Site.Goal {
  /// Every setting of a goal; those of the deed are those of a step of a funnel, too.
  static let settings: [Setting<Site.Goal>] =
    [
      Setting(
        "name", \.name, .declaredName, example: "sold", help: "What it is called in settings."),
      Setting(
        "every", \.every, .flag, example: "true", help: "Whether each time in a visit counts."),
      Setting(
        "value", \.value, .optional(.amount), example: "12.50",
        help: "What one is worth in the currency of the site; of orders else what they come to."),
    ] + steps

  /// What a step of a funnel may say that is no goal.
  static let steps: [Setting<Site.Goal>] = [
    Setting(
      "title", \.title, .line("one line of text"), example: "Sold a ticket",
      help: "What people call it."),
    Setting(
      "page", \.deed.page, .any(of: .pathPattern), example: "/tickets/*",
      help: "A page of this path was seen; * is any run of characters."),
    Setting(
      "download", \.deed.download, .any(of: .pathPattern), example: "/downloads/*",
      help: "A download of this path was taken."),
    Setting(
      "form", \.deed.form, .any(of: .pattern), example: "newsletter",
      help: "The form of this name was sent."),
    Setting(
      "contact", \.deed.contact, .optional(.topics), example: "booking",
      help: "Somebody wrote about this topic, by form or mail; 'any': about anything."),
    Setting(
      "order", \.deed.order, .flag, example: "true", help: "An order was placed and stands."),
    Setting(
      "product", \.deed.product, .any(of: .pattern), example: "Ticket*",
      help: "It holds a product of this number or name."),
    Setting(
      "amount", \.deed.amount, .optional(.amount), example: "50",
      help: "It comes to this at least, in the currency of the site."),
    Setting(
      "duration", \.deed.duration, .seconds, example: "60s", help: "The visit lasted so long."),
    Setting(
      "pages", \.deed.pages, .number(1...10_000), example: "5", help: "So many pages were seen."),
  ]

  /// What is wrong with it, in words behind its name.
  static func problem(_ goal: Site.Goal) -> String? {
    let kinds = goal.deed.kinds
    let known = Site.Deed.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    if kinds.isEmpty { return "needs one of \(known)" }
    if kinds.count > 1 {
      return "has \(kinds.map(\.rawValue).joined(separator: " and ")); one alone says what is done"
    }
    if kinds != [.order], !goal.deed.product.isEmpty || goal.deed.amount != nil {
      return "has a product or an amount, which only 'order: true' can have"
    }
    if goal.every, kinds == [.duration] || kinds == [.pages] {
      return "cannot count every time: a visit lasts so long, or sees so many pages, once"
    }
    return nil
  }
}

extension Kind<[Site.Goal]> {
  static var goals: Kind {
    .declared("goals", as: Site.Goal.settings) { Site.Goal.problem($0) }
  }
}

extension Site.Funnel {
  static let settings: [Setting<Site.Funnel>] = [
    Setting(
      "name", \.name, .declaredName, example: "buying", help: "What it is called in settings."),
    Setting(
      "title", \.title, .line("one line of text"), example: "Buying a ticket",
      help: "What people call it."),
    Setting(
      "steps", \.steps, .steps, example: "[{page: /}, sold]",
      help: "2 to 8 steps, each the name of a goal or what is done."),
    Setting(
      "order", \.order, .choice, example: "strict",
      help: "Whether no other page may lie between two steps (strict), or any (sequential)."),
    Setting(
      "within", \.within, .within, example: "30d",
      help: "Whether the steps are taken in one 'visit', or by a person within some time."),
  ]
}

extension Kind<[Site.Funnel]> {
  static var funnels: Kind {
    .declared("funnels", as: Site.Funnel.settings) { funnel in
      (2...8).contains(funnel.steps.count)
        ? nil : "needs 2 to 8 steps, found \(funnel.steps.count)"
    }
  }
}

extension Kind<[Site.Funnel.Step]> {
  fileprivate static var steps: Kind {
    Kind(
      expected: "a list of steps", isPlain: false,
      read: { written, name, reading in
        guard case .list(let items) = written.content else {
          reading.report(
            "\(name) must be a list of names of goals and of deeds such as {page: /tickets/*}, "
              + "found \(Found.words(written))", at: written.origin)
          return nil
        }
        let before = reading.problems.count
        let steps = items.enumerated().compactMap { index, item in
          step(from: item, path: "\(name)[\(index)]", &reading)
        }
        return reading.problems.count == before ? steps : nil
      },
      print: { "\($0.count) steps" })
  }

  private static func step(
    from written: Written, path: String, _ reading: inout Reading
  ) -> Site.Funnel.Step? {
    if case .text = written.content {
      return Kind<String>.declaredName.read(written, path, &reading).map { .goal($0) }
    }
    guard
      var step = reading.table(
        written, as: Site.Goal.steps, of: Site.Goal(), at: path)
    else { return nil }
    if let problem = Site.Goal.problem(step) {
      reading.report("\(path) \(problem)", at: written.origin)
      return nil
    }
    if let kind = step.deed.kinds.first, !kind.isStep {
      reading.report(
        "\(path): '\(kind.rawValue)' happens at no moment of its own, so it is no step",
        at: written.origin)
      return nil
    }
    if step.title.isEmpty {
      let says = step.deed.says
      step.title = says.prefix(1).uppercased() + says.dropFirst()
    }
    return .own(step)
  }
}

extension Kind<Int?> {
  /// One visit (nil), or a length of time.
  fileprivate static var within: Kind {
    .text(
      "'visit', or a length of time such as 30d",
      parse: { text, _, _ throws(Mistake) in
        if text == "visit" { return nil }
        guard let seconds = Span(text)?.seconds else { throw Mistake() }
        return seconds
      },
      print: { $0.map { Span(seconds: $0).description } ?? "visit" })
  }
}

extension Kind<[String]> {
  /// Topics of messages; `any` is none in particular.
  fileprivate static var topics: Kind {
    let words = Kind.any(of: .line("a topic such as booking, or 'any'", limit: 64))
    return Kind(
      expected: words.expected,
      read: { written, name, reading in
        words.read(written, name, &reading).map { $0 == ["any"] ? [] : $0 }
      },
      print: { $0.isEmpty ? "any" : words.print($0) })
  }
}
