package import Clickstream
package import Warehouse

/// What people call a person by: a mail address, a customer number, a login, a telephone number, or
/// the id with a `#` before it.
package struct PersonName: Sendable {
  package let text: String
  private let site: String?
  private let callingCode: String?

  /// - Parameters:
  ///   - site: where the person is known; nil for any.
  ///   - callingCode: of telephone numbers that name no country.
  package init(_ text: String, site: String?, callingCode: String? = nil) {
    self.text = text
    self.site = site
    self.callingCode = callingCode
  }

  /// As it is stored.
  private var value: String {
    MailAddress(text)?.normalised ?? PhoneNumber(text)?.text ?? text
  }

  /// A telephone number of the country, where it may be one.
  private var telephone: String? {
    guard MailAddress(text) == nil, let callingCode, PhoneNumber.isNational(text) else {
      return nil
    }
    return PhoneNumber(text, callingCode: callingCode)?.text
  }

  /// Persons who share it, of whom it names none alone.
  private func sharing(in warehouse: Warehouse) async throws -> [NamedPerson] {
    for value in [value, telephone].compactMap(\.self) {
      let found = try await warehouse.persons(sharing: value, site: site, limit: Self.most + 1)
      if !found.isEmpty { return found }
    }
    return []
  }

  private func matches(in warehouse: Warehouse) async throws -> [PersonMatch] {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw PersonNameError("an empty text names nobody: say a mail address, number, login or name")
    }
    let found = try await warehouse.persons(named: value, id: id, site: site)
    // A customer number may look like a telephone number.
    guard found.isEmpty, let telephone else { return found }
    return try await warehouse.persons(named: telephone, id: nil, site: site)
  }

  /// Whether it may be what a person is called, and not only a value that names one.
  private var mayBeName: Bool { MailAddress(text) == nil && !text.hasPrefix("#") }

  private var id: Int64? { text.hasPrefix("#") ? Int64(text.dropFirst()) : nil }

  /// The one person that is called so; nil where nobody is.
  ///
  /// - Throws: `PersonNameError` where it may be several.
  package func findIfKnown(in warehouse: Warehouse) async throws -> PersonMatch? {
    let found = try await matches(in: warehouse)
    return found.isEmpty ? nil : try one(of: found)
  }

  /// The one person that is called so.
  ///
  /// - Throws: `PersonNameError` where it is nobody, or several.
  package func find(in warehouse: Warehouse) async throws -> PersonMatch {
    let found = try await matches(in: warehouse)
    guard found.isEmpty else { return try one(of: found) }
    let sharing = try await sharing(in: warehouse)
    guard sharing.isEmpty else {
      let persons = sharing.prefix(Self.most).map { "#\($0.person)" }
      throw PersonNameError(
        "\(text) is shared, and names nobody alone; say which by its id (`footfall person show` tells who they are): "
          + persons.joined(separator: ", ") + (sharing.count > Self.most ? ", …" : ""))
    }
    return try one(of: found)
  }

  /// The one person that is called so; of a mail address that names nobody yet, whoever will come by
  /// it.
  ///
  /// - Parameter sites: where that may be.
  /// - Throws: `PersonNameError` where it is nobody, or several; `UsageError` where several sites
  ///   come into question.
  package func findOrExpect(
    in warehouse: Warehouse, sites: [String]
  ) async throws -> (match: PersonMatch, isKnown: Bool) {
    if let match = try await findIfKnown(in: warehouse) { return (match, true) }
    guard let address = MailAddress(text) else { return (try await find(in: warehouse), true) }
    guard let site = site ?? sites.first, self.site != nil || sites.count == 1 else {
      throw UsageError(
        "nobody is known as \(text), and there are several sites: say --site NAME, with one of "
          + sites.joined(separator: ", "))
    }
    return (try await warehouse.expectedPerson(address, site: site), false)
  }

  private func one(of found: [PersonMatch]) throws -> PersonMatch {
    guard let first = found.first else {
      throw PersonNameError(
        "nobody is known as \(text)\(site.map { " at \($0)" } ?? ""); "
          + (mayBeName
            ? "`footfall person show` finds persons by what they are called, too"
            : "see `footfall person list`"))
    }
    let sites = Set(found.map(\.site)).sorted()
    guard sites.count == 1 else {
      throw PersonNameError(
        "\(text) is known at \(sites.joined(separator: ", ")): say --site NAME")
    }
    guard found.allSatisfy({ $0.person == first.person }) else {
      let ids = found.map { "#\($0.person) (\($0.kind))" }.joined(separator: ", ")
      throw PersonNameError("\(text) may be one of several persons: \(ids); say which by its id")
    }
    return first
  }
}

extension PersonName {
  /// Persons of a name that are told at most.
  private static let most = 20

  /// Whom a text may mean that somebody types.
  package enum Found: Sendable {
    case one(person: Int64, site: String)
    case several([NamedPerson], hasMore: Bool)
    /// A value that several persons have.
    case shared([NamedPerson], hasMore: Bool)
  }

  /// Who is called so, or has a name with these words.
  ///
  /// - Throws: `PersonNameError` where it is nobody, or where a value may be that of several.
  package func search(in warehouse: Warehouse) async throws -> Found {
    if let match = try await findIfKnown(in: warehouse) {
      return .one(person: match.person, site: match.site)
    }
    let sharing = try await sharing(in: warehouse)
    guard sharing.isEmpty else {
      return .shared(Array(sharing.prefix(Self.most)), hasMore: sharing.count > Self.most)
    }
    let persons =
      mayBeName
      ? try await warehouse.persons(called: text, site: site, limit: Self.most + 1) : []
    if let only = persons.first, persons.count == 1 {
      return .one(person: only.person, site: only.site)
    }
    guard persons.isEmpty else {
      return .several(Array(persons.prefix(Self.most)), hasMore: persons.count > Self.most)
    }
    let place = site.map { " at \($0)" } ?? ""
    throw PersonNameError(
      mayBeName
        ? "nobody is known as \(text)\(place), and nobody has such a name; see `footfall person list`"
        : "nobody is known as \(text)\(place); see `footfall person list`")
  }
}

/// A name that is nobody's, or that of several persons.
package struct PersonNameError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
