package import Clickstream
package import Enrichment
package import Settings
package import Warehouse

extension UsageError {
  /// Names that are told at most.
  private static let most = 20

  /// Says of a name that is not known which one may be meant, and which are known.
  ///
  /// - Parameter beginning: the sentence up to the name: `there is no topic`.
  package init(_ beginning: String, _ name: String, among names: [String]) {
    let near = names.nearest(to: name, atMost: 1).first.map { "; did you mean \($0)?" }
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
    if let member = roll.member(called: text) { return member.name }
    let met = try await staffNames()
    if met.contains(where: { $0.lowercased() == text.lowercased() }) { return text }
    throw UsageError(
      "nobody of the staff is called", text,
      among: Set(roll.members.map(\.name) + met).sorted())
  }

  /// The filter with the name of a stream or an input that is known, where it was given as a path.
  ///
  /// - Throws: `UsageError` where there is none of this name.
  package func known(_ filter: RejectFilter) async throws -> RejectFilter {
    guard let source = filter.source else { return filter }
    let names = try await streamNames()
    if names.contains(source) { return filter }
    let last = source.split(separator: "/").last.map(String.init) ?? source
    guard names.contains(last) else {
      throw UsageError("nothing was loaded from a file or input called", source, among: names)
    }
    return RejectFilter(reason: filter.reason, source: last)
  }
}
