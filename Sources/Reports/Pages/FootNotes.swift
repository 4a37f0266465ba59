import Clickstream
import Markup
import Sessions

/// The foot of a page: what its words mean, what was left out, and what became of every line.
struct FootNotes {
  let site: Site
  let period: Period?
  /// Nil on pages of other periods, which outlive the balance of a night.
  let balance: Balance?
  let definitions: [Definition]
  let namesPersons: Bool
  /// Whether the page is about a segment, and panels that cannot tell of one are missing.
  var leavesOut = false
  /// The folder beside the page with the rows of its panels.
  var exports: String?

  var nodes: [Node] {
    var notes = definitions.map { ($0.term, $0.meaning) }
    notes.append(("Definitions", profile))
    notes += site.profile.rules.map { ($0.term, $0.meaning) }
    notes.append(("Left out", filters))
    notes.append(("Keys of visitors", visitors))
    if let balance { notes.append(("Records", balance.text)) }
    if exports != nil {
      notes.append(
        ("Rows as files", "beside each picture, with values as they are, times in UTC"))
    }
    notes.append(("Privacy", privacy))
    notes.append(("Days and hours", "in the time zone of the site, \(site.zone.name)"))
    if leavesOut {
      notes.append(
        (
          "Other panels",
          "what does not depend on these days or visits stands on the first page of the site alone"
        ))
    }
    if namesPersons {
      notes.append(("Not for publishing", "this page names persons; keep its folder private"))
    }
    return [
      h(
        .dl,
        notes.flatMap { term, meaning in
          [h(.dt, .text(Label.clean(term))), h(.dd, .text(Label.clean(meaning, limit: 1_000)))]
        })
    ]
  }

  private var profile: String {
    let whose =
      site.profile == .footfall
      ? "our own (footfall)"
      : "those of \(site.profile.title) (\(site.profile)), as far as logs can tell"
    return
      "\(whose), by the five rules that follow; the command footfall compare shows what those of "
      + "others would count"
  }

  private var privacy: String {
    let ties =
      switch site.linkBrowsing {
      case .consent: "with their consent"
      case .always: "always"
      case .never: "never"
      }
    return "addresses are cut, and of queries only listed parameters are kept, before anything is "
      + "written; visits are tied to the persons who made them: \(ties)"
  }

  private var filters: String {
    let own = site.ownNetworks.count
    let staff =
      own == 0
      ? "staff cannot be told apart, for the site declares no networks of its own"
      : "hits from the site's own networks (\(own) declared) count as staff and are no visits"
    return "bots are no visits and stand under Bots and agents alone; \(staff); pictures, style "
      + "sheets and scripts are no page views"
  }

  private var visitors: String {
    let life =
      switch site.saltPeriod {
      case .day: "a day; the same person on two days counts as two visitors"
      case .month: "a calendar month; the same person in two months counts as two visitors"
      case .never: "for ever"
      }
    return "a visitor is an address and a browser, known only by a keyed hash that lasts \(life)"
  }
}
