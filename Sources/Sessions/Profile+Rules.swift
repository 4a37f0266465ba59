package import Clickstream

/// The exact rules of each profile in words, as they stand in the foot of each page.
extension Profile {
  /// A term of the field and what the profile means by it.
  package struct Rule: Hashable, Sendable {
    package let term: String
    package let meaning: String
  }

  package var rules: [Rule] {
    [
      Rule(term: "Session", meaning: session), Rule(term: "Bounce", meaning: bounce),
      Rule(term: "Duration", meaning: duration),
      Rule(term: "Visitors of several days", meaning: uniques),
      Rule(term: "Conversion rate", meaning: conversion),
    ]
  }

  private var session: String {
    let rest =
      "it is cut over all hits of a visitor; a visit is one of a person with a page view or a download"
    return switch self {
    case .footfall:
      "a pause of 30 minutes or more opens one; neither midnight nor a campaign does, but whoever "
        + "was active without such a pause for 24 hours or more at a midnight is cut there; \(rest)"
    case .matomo:
      "a pause of 30 minutes or more opens one, each midnight of the site does, and so does a page "
        + "view or download whose address names another campaign than the one before, or the first "
        + "where the visit has seen a page already, or that comes after 10,000 page views and "
        + "downloads; another referrer does not; \(rest)"
    case .ga4:
      "a pause of more than 30 minutes opens one, exactly 30 minutes do not; neither midnight nor a "
        + "campaign does; \(rest)"
    case .plausible:
      "a pause of more than 30 whole minutes opens one, so one of 30 minutes and 59 seconds does not; "
        + "neither midnight nor a campaign does; \(rest)"
    }
  }

  private var bounce: String {
    switch self {
    case .footfall: "a visit with one page view, no download and no form that was sent"
    case .matomo: "a visit with one action: page views and downloads count, logs know no others"
    case .ga4:
      "a visit that was not engaged: no more than 10 seconds from the first hit to the last, one page "
        + "view or none, no form that was sent, which stands for a key event"
    case .plausible:
      "a visit with less than two page views and no event that a person causes: downloads and forms "
        + "that were sent are such events"
    }
  }

  private var duration: String {
    switch self {
    case .footfall: "from the first hit of a visit to the last"
    case .matomo:
      "from the first hit of a visit to the last, and one second; a visit with one action lasts 0"
    case .ga4:
      "from the first hit of a visit to the last: logs do not tell for how long a page was in sight"
    case .plausible: "from the first hit of a visit to the last; bounces count as 0 in means"
    }
  }

  private var uniques: String {
    switch self {
    case .footfall, .ga4, .matomo: "each visitor counts once, over whatever span"
    case .plausible: "the sum of the visitors of each day"
    }
  }

  private var conversion: String {
    switch self {
    case .footfall, .matomo: "visits that reached the goal, of all visits"
    case .ga4: "sessions that reached the goal, of all sessions"
    case .plausible: "visitors who reached the goal, of all visitors"
    }
  }
}
