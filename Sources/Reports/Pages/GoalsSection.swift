import Clickstream
import Figures
import Markup

/// What the business wants against what is, at the top of the first page.
struct GoalsSection {
  let goals: [GoalAnswer]
  let period: Period

  var node: Node {
    guard !goals.isEmpty else { return .empty }
    let reached = goals.count(where: \.isReached)
    let title =
      goals.count == 1
      ? (reached == 1 ? "The goal is reached" : "The goal is not reached yet")
      : "\(Number.whole(Double(reached))) of \(Number.whole(Double(goals.count))) goals "
        + "\(reached == 1 ? "is" : "are") reached"
    let today = period.zone.day(of: period.dataUntil)
    let rows = goals.map { answer in
      let goal = answer.goal
      return GoalTable.Row(
        want: goal.want, audience: goal.audience.isEmpty ? "" : "for \(goal.audience)",
        link: .page("\(goal.dashboard).html", anchor: goal.panel), actual: answer.actual,
        target: goal.target, format: answer.format, isLimit: goal.better == .less,
        progress: answer.progress, isReached: answer.isReached,
        standing: answer.standing(on: today))
    }
    return h(
      .section, [.id("goals")],
      h(.h2, .text(title)),
      h(
        .figure,
        GoalTable(caption: "What is wanted, and how far the way is gone.", rows: rows).markup()))
  }
}
