extension Site {
  /// Something that visitors are wanted to do.
  package struct Goal: Equatable, Sendable {
    /// `[a-z0-9_-]{1,64}`; empty for a step of a funnel that is no goal.
    package var name = ""
    /// What people call it.
    package var title = ""
    package var deed = Deed()
    /// Whether each time in a visit counts, and not only the first.
    package var every = false
    /// What a conversion is worth, as a decimal number.
    package var value: String?

    package init() {}
  }

  /// What has to be done, in one of several ways; patterns hold `*` for any run of characters.
  package struct Deed: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
      case page, download, form, contact, order, duration, pages

      /// Whether it happens at one moment of its own, as a step of a funnel must.
      package var isStep: Bool { self != .duration && self != .pages }
    }

    /// Paths of pages, of which any will do.
    package var page: [String] = []
    package var download: [String] = []
    /// Names of forms.
    package var form: [String] = []
    /// Topics of messages; empty: any, nil: no message is asked for.
    package var contact: [String]?
    package var order = false
    /// Numbers or names of products in the order.
    package var product: [String] = []
    /// What the order comes to at least, as a decimal number.
    package var amount: String?
    /// Seconds at least; 0: not asked for.
    package var duration = 0
    /// Page views at least; 0: not asked for.
    package var pages = 0

    package init() {}

    /// The kinds that are asked for; a good deed has one.
    package var kinds: [Kind] {
      Kind.allCases.filter { kind in
        switch kind {
        case .page: !page.isEmpty
        case .download: !download.isEmpty
        case .form: !form.isEmpty
        case .contact: contact != nil
        case .order: order
        case .duration: duration > 0
        case .pages: pages > 0
        }
      }
    }

    /// The patterns of its kind; none means all.
    package var words: [String] {
      switch kinds.first {
      case .page: page
      case .download: download
      case .form: form
      case .contact: contact ?? []
      case .order, .duration, .pages, nil: []
      }
    }

    /// How much of its kind there must be, as a decimal number.
    package var least: String? {
      switch kinds.first {
      case .order: amount
      case .duration: String(duration)
      case .pages: String(pages)
      case .page, .download, .form, .contact, nil: nil
      }
    }

    /// It in words, as in `saw /tickets/*`.
    package var says: String {
      switch kinds.first {
      case .page: "saw \(Site.either(page))"
      case .download: "took \(Site.either(download))"
      case .form: "sent the form \(Site.either(form))"
      case .contact: words.isEmpty ? "wrote" : "wrote about \(Site.either(words))"
      case .order:
        "ordered" + (product.isEmpty ? "" : " \(Site.either(product))")
          + (amount.map { " for \($0) or more" } ?? "")
      case .duration: "stayed \(Site.length(duration)) or longer"
      case .pages: "saw \(pages) page\(pages == 1 ? "" : "s") or more"
      case nil: ""
      }
    }
  }

  /// A way of several steps.
  package struct Funnel: Equatable, Sendable {
    package enum Order: String, CaseIterable, Sendable {
      /// Anything may lie between two steps.
      case sequential
      /// No other page may.
      case strict
    }

    package enum Step: Equatable, Sendable {
      /// The deed of the goal of this name.
      case goal(String)
      /// A deed of its own; it has no name.
      case own(Goal)
    }

    package var name = ""
    package var title = ""
    package var steps: [Step] = []
    package var order = Order.sequential
    /// Seconds after the first step within which a person may take the others; nil: in one visit.
    package var within: Int?

    package init() {}
  }

  /// What has to be done for each step of a funnel; nil where a goal is not declared.
  package func deeds(of funnel: Funnel) -> [Goal?] {
    funnel.steps.map { step in
      switch step {
      case .goal(let name): goals.first { $0.name == name }
      case .own(let goal): goal
      }
    }
  }

  /// `a`, `a or b`, `a, b or c`.
  static func either(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// A length of time in words.
  static func length(_ seconds: Int) -> String {
    let units = [("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)]
    let unit = units.first { seconds.isMultiple(of: $0.1) } ?? ("second", 1)
    let count = seconds / unit.1
    return "\(count) \(unit.0)\(count == 1 ? "" : "s")"
  }
}
