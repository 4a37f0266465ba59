package import Clickstream
package import Enrichment
package import Settings
package import Warehouse

extension UsageError {
  /// Names that are told at most.
  private static let most = 20

  /// Says of a name that is not known which one may be meant, and which are known.
  ///
  /// - Parameters:
  ///   - beginning: the sentence up to the name: `there is no topic`.
  ///   - near: the one that may be meant, where it is not to be looked for among the names.
  package init(_ beginning: String, _ name: String, among names: [String], near: String? = nil) {
    let nearest = near ?? names.nearest(to: name, atMost: 1).first
    let near = nearest.map { "; did you mean \($0)?" }
    let told = names.prefix(Self.most).joined(separator: ", ")
    let more = names.count > Self.most ? " and \(names.count - Self.most) more" : ""
    let known = names.isEmpty ? "none is known yet" : "nown are \(told)\(more)"
    let rest =
      names.isEmpty ? "; \(known)" : near.map { "\($0) K\(known)" } ?? "; k\(known)"
    self.init("\(beginning) \(name)\(rest)")
  }
}

/// Names that narrow a list: one that is not known is a mistake and not an empty list.
///
/// What the settings do not name any more is known as long as records name it.
extension Warehouse {
  /// - Throws: `UsageError` where there is no such site.
  package func site(_ name: String, in configuration: Configuration) async throws -> String {
    let configured = configuration.sites.map(\.name)
    if configured.contains(name) { return name }
    let names = Set(configured + (try await siteNames())).sorted()
    guard names.contains(name) else { throw UsageError("there is no site", name, among: names) }
    return name
  }

  /// - Throws: `UsageError` where there is no such topic.
  package func topic(_ name: String, of topics: Topics) async throws -> String {
    let configured = topics.names + ["other"]
    if configured.contains(name) { return name }
    let names = Set(configured + (try await topicNames())).sorted()
    guard names.contains(name) else { throw UsageError("there is no topic", name, among: names) }
    return name
  }

  /// The name of somebody of the staff.
  ///
  /// - Parameter text: a name, address or login.
  /// - Throws: `UsageError` where nobody is called so.
  package func staff(_ text: String, of roll: StaffRoll) async throws -> String {
    let met = roll.member(called: text) == nil ? try await staffNames() : []
    if met.contains(where: { $0.lowercased() == text.lowercased() }) { return text }
    return try roll.member(named: text, orAmong: met)
  }

  /// The filter with the name of a stream or an input as it is stored, where the last part of it was
  /// given, or a path that ends so.
  ///
  /// - Throws: `UsageError` where there is none of this name, or several.
  package func known(_ filter: RejectFilter) async throws -> RejectFilter {
    guard let source = filter.source else { return filter }
    let names = try await streamNames()
    if names.contains(source) { return filter }
    let found = names.filter { FileName.last(of: $0) == FileName.last(of: source) }
    guard let name = found.first else {
      throw UsageError("nothing was loaded from a file or input called", source, among: names)
    }
    guard found.count == 1 else {
      throw UsageError("\(source) may be one of several: \(found.joined(separator: ", "))")
    }
    return RejectFilter(reason: filter.reason, source: name)
  }
}

extension StaffRoll {
  /// The name of somebody who is called so by name, address or login.
  ///
  /// - Parameter others: names that are known beside.
  /// - Throws: `UsageError` where nobody is.
  package func member(named text: String, orAmong others: [String] = []) throws -> String {
    if let member = member(called: text) { return member.name }
    // Whoever mistypes a login is told the name.
    let words = members.flatMap { [$0.name] + $0.logins + $0.addresses } + others
    let near = words.nearest(to: text, atMost: 1).first.map { member(called: $0)?.name ?? $0 }
    throw UsageError(
      "nobody of the staff is called", text,
      among: Set(members.map(\.name) + others).sorted(), near: near)
  }
}
