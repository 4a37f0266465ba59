package import Clickstream

/// Compares pages with what is true of the business.
package struct FactCheck: Sendable {
  /// What a page says of a fact.
  enum Verdict: Equatable {
    case right
    /// Says something else; what, for people.
    case wrong(String)
  }

  private let facts: [Fact]
  private let callingCode: String?

  package init(_ facts: [Fact], callingCode: String? = nil) {
    self.facts = facts
    self.callingCode = callingCode
  }

  /// What is wrong on a page, each thing once.
  package func findings(path: String, content: PageContent) -> [AuditFinding] {
    guard !facts.isEmpty else { return [] }
    let text = SpokenText(content.text)
    let telephones = telephoneVerdicts(text, dialled: content.dialled)
    var findings: [AuditFinding] = []
    for (index, fact) in facts.enumerated() {
      let isNamed = fact.pages.contains { PathPattern($0, isClosed: true).means(page: path) }
      var verdicts: [Verdict] =
        switch fact.kind {
        case .telephone: telephones[index] ?? []
        case .price: prices(fact, text)
        case .hours: hours(fact, text, isNamed: isNamed)
        case .address: AddressMention.verdicts(of: fact.value, in: text)
        case .text: text.holds(SpokenText(fact.value)) ? [.right] : []
        }
      if fact.kind != .telephone {
        verdicts += fact.former.filter { text.holds(SpokenText($0)) }.map { .wrong($0) }
      }
      var told: Set<String> = []
      for case .wrong(let words) in verdicts where told.insert(words).inserted {
        findings.append(
          AuditFinding(
            .factDiffers, path: path, target: fact.name,
            detail: "says \(words), true is \(fact.value)"))
      }
      if isNamed, verdicts.isEmpty {
        findings.append(
          AuditFinding(
            .factMissing, path: path, target: fact.name, detail: "does not say \(fact.value)"))
      }
    }
    return findings
  }

  /// Facts that are to stand on pages of which none was read.
  package func unread(paths: [String]) -> [AuditFinding] {
    facts.flatMap { fact in
      fact.pages.filter { page in
        let pattern = PathPattern(page, isClosed: true)
        return !paths.contains { pattern.means(page: $0) }
      }.map {
        AuditFinding(
          .factMissing, path: $0, target: fact.name, detail: "no such page was read")
      }
    }
  }

  private func prices(_ fact: Fact, _ text: SpokenText) -> [Verdict] {
    guard let price = PriceText(fact.value) else { return [] }
    return windows(behind: fact.near, in: text, length: 120).compactMap { window in
      guard let (found, _) = PriceText.first(in: text.bytes[window]) else { return nil }
      return found == price ? .right : .wrong(found.text)
    }
  }

  private func hours(_ fact: Fact, _ text: SpokenText, isNamed: Bool) -> [Verdict] {
    guard let hours = OpeningHours(fact.value) else { return [] }
    let windows =
      fact.near.isEmpty
      ? isNamed ? [0..<text.bytes.count] : [] : windows(behind: fact.near, in: text, length: 300)
    return windows.flatMap { window in
      OpeningHours.mentions(in: Array(text.bytes[window])).prefix(100).map { span in
        let isRight = span.weekdays.allSatisfy {
          hours.times(on: $0).contains(span.opens..<span.closes)
        }
        return isRight ? .right : .wrong(span.text)
      }
    }
  }

  /// What stands behind the words, each place once.
  private func windows(
    behind near: [String], in text: SpokenText, length: Int
  ) -> [Range<Int>] {
    near.flatMap { text.places(of: SpokenText($0)) }.map {
      $0.upperBound..<min($0.upperBound + length, text.bytes.count)
    }
  }

  /// By the place of the fact: each number belongs to the fact that it is, or else to the one it is
  /// most like.
  private func telephoneVerdicts(
    _ text: SpokenText, dialled: [String]
  ) -> [Int: [Verdict]] {
    let known = facts.indices.filter { facts[$0].kind == .telephone }
    guard !known.isEmpty else { return [:] }
    let normal = { (text: String) in TelephoneMention.normal(text, callingCode: callingCode) }
    let values = known.map { (fact: $0, number: normal(facts[$0].value)) }
    let mentions = TelephoneMention.all(in: text, callingCode: callingCode)
    var verdicts: [Int: [Verdict]] = [:]
    var judged: Set<Int> = []
    for (fact, number) in values {
      for window in windows(behind: facts[fact].near, in: text, length: 80) {
        guard let mention = mentions.first(where: { window.contains($0.place.lowerBound) }) else {
          continue
        }
        judged.insert(mention.place.lowerBound)
        let isRight = TelephoneMention.areSame(normal(mention.text), number)
        verdicts[fact, default: []].append(isRight ? .right : .wrong(mention.text))
      }
    }
    let rest =
      mentions.filter { !judged.contains($0.place.lowerBound) }.map(\.text)
      + dialled.map { $0.removingEncodedBlanks }
    for written in rest {
      let found = normal(written)
      guard found.utf8.count >= 7 else { continue }
      let right = values.first { TelephoneMention.areSame(found, $0.number) }
      if let right {
        verdicts[right.fact, default: []].append(.right)
      } else if let like = values.max(by: {
        $0.number.shared(with: found) < $1.number.shared(with: found)
      }) {
        verdicts[like.fact, default: []].append(.wrong(written))
      }
    }
    return verdicts
  }
}

extension String {
  /// How many bytes both begin with.
  fileprivate func shared(with other: String) -> Int {
    zip(utf8, other.utf8).prefix { $0 == $1 }.count
  }

  /// A number as an address of `tel:` writes it.
  fileprivate var removingEncodedBlanks: String {
    let number = String(prefix { $0 != ";" && $0 != "?" })
    return number.replacing("%20", with: " ").replacing("%2B", with: "+")
  }
}
