import Analysis
import Warehouse

/// A product that a person might want next.
struct ProductOffer: Equatable {
  let name: String
  let reason: String
}

/// Numbers for texts in the order of their bytes, so that the same texts have the same numbers.
private struct TextNumbers {
  let texts: [String]
  private let numbers: [String: Int64]

  init(_ texts: some Sequence<String>) {
    self.texts = Set(texts).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    numbers = Dictionary(
      uniqueKeysWithValues: self.texts.enumerated().map { ($0.element, Int64($0.offset)) })
  }

  func numbers(of texts: [String]) -> [Int64] { texts.compactMap { numbers[$0] } }

  subscript(number: Int64) -> String { texts[Int(number)] }
}

extension AnalysisResults {
  /// Pairs that are stored of a kind.
  private static let mostPairs = 500
  /// Paths that are stored.
  private static let mostPaths = 100
  /// Pages of the matrix of transitions.
  private static let mostPages = 30
  /// Of a hundred visits so many must hold a path.
  private static let pathPercent = 1

  /// What is bought by the same persons, and what each of them might want next.
  mutating func addProducts(
    _ customers: [CustomerProducts], names: [String: String]
  ) -> [Int64: ProductOffer] {
    let products = TextNumbers(customers.lazy.flatMap(\.products))
    func name(_ number: Int64) -> String { names[products[number]] ?? products[number] }
    let baskets = customers.map { products.numbers(of: $0.products) }
    let found = Association().rules(in: baskets)
    note(.products, n: found.value?.baskets ?? baskets.count, found.refusal)
    guard let rules = found.value?.rules else { return [:] }
    add(rules, of: "product", name)
    let next = NextItems(rules)
    var offers: [Int64: ProductOffer] = [:]
    for (customer, basket) in zip(customers, baskets) {
      guard let item = next.items(after: Set(basket), most: 1).first,
        let reason = item.reasons.first
      else { continue }
      offers[customer.person] = ProductOffer(
        name: name(item.item),
        reason: "\(reason.together) of \(reason.antecedentBaskets) who bought "
          + "\(name(reason.antecedent)) bought it")
    }
    return offers
  }

  /// Pages that are seen together, paths that many go, and which page follows which.
  mutating func addPages(_ visits: [[String]]) {
    let pages = TextNumbers(visits.lazy.joined())
    let sequences = visits.map { pages.numbers(of: $0) }
    let together = Association().rules(in: sequences)
    note(.pages, n: together.value?.baskets ?? sequences.count, together.refusal)
    add(
      (together.value?.rules ?? []).filter { $0.falseDiscoveryRate <= 0.05 }, of: "page"
    ) { pages[$0] }
    addPaths(sequences) { pages[$0] }
    addTransitions(sequences) { pages[$0] }
  }

  private mutating func add(
    _ rules: [AssociationRule], of kind: String, _ name: (Int64) -> String
  ) {
    for (place, rule) in rules.prefix(Self.mostPairs).enumerated() {
      add(
        [
          .text(kind), .int4(place + 1), .text(name(rule.antecedent)),
          .text(name(rule.consequent)), .int8(Int64(rule.together)),
          .int8(Int64(rule.antecedentBaskets)), .int8(Int64(rule.consequentBaskets)),
          .float8(rule.support), .float8(rule.confidence), .float8(rule.lift),
          .float8(rule.shrunkLift), .float8(rule.falseDiscoveryRate),
        ], to: .affinity)
    }
  }

  private mutating func addPaths(_ sequences: [[Int64]], _ name: (Int64) -> String) {
    let support = max(Thresholds.together, sequences.count * Self.pathPercent / 100)
    let found = FrequentPaths().paths(in: sequences, support: support)
    note(.paths, n: sequences.count, found.refusal)
    set(.paths, ["support": found.value.map { Double($0.support) }])
    let paths = (found.value?.paths ?? []).lazy.filter { $0.items.count > 1 && $0.isClosed }
    for (place, path) in paths.prefix(Self.mostPaths).enumerated() {
      add(
        [.int4(place + 1), .texts(path.items.map(name)), .int8(Int64(path.support))],
        to: .frequentPath)
    }
  }

  private mutating func addTransitions(_ sequences: [[Int64]], _ name: (Int64) -> String) {
    let found = TransitionMatrix.matrix(of: sequences, most: Self.mostPages)
    note(.transitions, n: sequences.count, found.refusal)
    var place = 0
    for row in found.value?.rows ?? [] {
      let steps: [(to: String?, count: Int, share: Double)] =
        row.steps.map { (name($0.to), $0.count, $0.share) }
        + (row.ended > 0 ? [(nil, row.ended, row.endedShare)] : [])
      for step in steps {
        place += 1
        add(
          [
            .int4(place), .text(name(row.from)), .text(step.to), .int8(Int64(step.count)),
            .float8(step.share),
          ], to: .pageTransition)
      }
    }
  }
}
