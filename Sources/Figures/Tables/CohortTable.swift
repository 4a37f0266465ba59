package import Markup

/// Groups that began together, and what share of each was still there after so many months: a
/// triangle, for the young ones have no past yet.
package struct CohortTable: Sendable {
  package struct Cohort: Sendable {
    package let label: String
    /// How many began.
    package let size: Double?
    /// How many were there, by age; nil where nobody knows, and none beyond what has passed.
    package let values: [Double?]

    package init(_ label: String, size: Double?, values: [Double?]) {
      self.label = label
      self.size = size.flatMap { $0.isFinite ? $0 : nil }
      self.values = values
    }

    /// The share of those who began; with nobody who began there is none.
    func share(_ age: Int) -> Double? {
      guard values.indices.contains(age), let size, size > 0, let value = values[age],
        value.isFinite
      else { return nil }
      return value / size
    }

    /// Whether so few began that a share would say nothing.
    var isSmall: Bool { (size ?? 0) < ValueFormat.smallBase }
  }

  package let caption: String
  package let cohorts: [Cohort]
  /// What the groups are, what a member is called, and what the columns count.
  package let heading: String
  package let unit: String
  package let ageHeading: String
  /// The age of the first column.
  package let firstAge: Int

  package init(
    caption: String, cohorts: [Cohort], heading: String, unit: String, ageHeading: String,
    firstAge: Int = 0
  ) {
    self.caption = caption
    self.cohorts = cohorts
    self.heading = heading
    self.unit = unit
    self.ageHeading = ageHeading
    self.firstAge = firstAge
  }

  package func markup() -> Node {
    let ages = cohorts.map(\.values.count).max() ?? 0
    let shares = cohorts.map { cohort in (0..<ages).map { cohort.share($0) } }
    // All of them are there at the start: that says nothing and would pale the rest.
    let told = zip(cohorts, shares).filter { !$0.0.isSmall }.flatMap { _, shares in
      shares.enumerated().filter { $0.offset > 0 || firstAge > 0 || ages == 1 }
        .compactMap(\.element)
    }
    let together = (0..<ages).map(together)
    let scale = HeatScale(
      told + together.dropFirst(firstAge > 0 || ages == 1 ? 0 : 1).compactMap(\.share))
    let hasSmall = cohorts.contains { $0.isSmall && !$0.values.isEmpty }
    let hasMissing = cohorts.contains { cohort in
      cohort.values.indices.contains { cohort.share($0) == nil }
    }
    let hasOpen = cohorts.contains { $0.values.count < ages }
    var heads = [
      h(.th, [.init(.scope, "col"), .class("who")], .text(Label.clean(heading, limit: 40))),
      h(.th, [.init(.scope, "col"), .class("sum")], .text(Label.clean(unit, limit: 40))),
    ]
    heads += (0..<ages).map { h(.th, [.init(.scope, "col")], .text("\($0 + firstAge)")) }
    let key = HeatKey(
      scale: scale, format: .share,
      unit: "of those who began",
      hasMissing: hasMissing,
      open: hasOpen ? "not over yet" : nil,
      remark: hasSmall ? "counts where fewer than 20 began" : nil)
    return .fragment([
      h(
        .div,
        [
          .class("scroll"), .init(.tabindex, "0"), .init(.role, "region"),
          .init(.ariaLabel, Label.clean(caption)),
        ],
        h(
          .table, [.class("heat cohort")],
          h(
            .caption,
            .text("\(Label.clean(caption)) Columns: \(Label.clean(ageHeading, limit: 60)).")),
          h(.thead, h(.tr, heads)),
          h(.tbody, zip(cohorts, shares).map { row($0, $1, ages: ages, scale: scale) }),
          cohorts.count > 1 ? h(.tfoot, total(together, scale: scale)) : .empty)),
      key.paragraph,
    ])
  }

  /// All that have reached an age and are known there: how many began, and how many were there.
  private func together(_ age: Int) -> (size: Double, value: Double, share: Double?) {
    var (size, value) = (0.0, 0.0)
    for cohort in cohorts {
      guard let share = cohort.share(age), let began = cohort.size else { continue }
      size += began
      value += share * began
    }
    return (size, value, size >= ValueFormat.smallBase ? value / size : nil)
  }

  private func total(
    _ together: [(size: Double, value: Double, share: Double?)], scale: HeatScale
  ) -> Node {
    let size = cohorts.compactMap(\.size).reduce(0, +)
    var cells = [
      h(.th, [.init(.scope, "row")], "all that got so far"),
      h(.td, [.class("sum")], .text(ValueFormat.count.text(size))),
    ]
    for (age, all) in together.enumerated() {
      if let share = all.share, age > 0 || firstAge > 0 || together.count == 1 {
        cells.append(HeatCell.node(share, scale: scale, format: .share))
      } else {
        let text =
          all.share.map { ValueFormat.share.label($0) }
          ?? ValueFormat.count.label(all.value)
        cells.append(h(.td, [.class("all")], .text(text)))
      }
    }
    return h(.tr, cells)
  }

  private func row(_ cohort: Cohort, _ shares: [Double?], ages: Int, scale: HeatScale) -> Node {
    let size = cohort.size.map { ValueFormat.count.text($0) } ?? "–"
    var cells = [
      h(.th, [.init(.scope, "row")], .isolated(Label.clean(cohort.label, limit: 60))),
      h(.td, [.class("sum")], .text(size)),
    ]
    cells += (0..<ages).map { age in
      guard age < cohort.values.count else {
        return h(.td, [.class("soon")], h(.span, [.class("vh")], "not over yet"))
      }
      if cohort.isSmall, let share = shares[age] {
        return h(.td, [.class("all")], .text(ValueFormat.count.label(share * (cohort.size ?? 0))))
      }
      guard age > 0 || firstAge > 0 || ages == 1 || shares[0] == nil else {
        return h(.td, [.class("all")], .text(ValueFormat.share.label(shares[0] ?? 0)))
      }
      return HeatCell.node(shares[age], scale: scale, format: .share)
    }
    return h(.tr, cells)
  }
}
