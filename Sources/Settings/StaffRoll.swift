package import Clickstream

/// Who works for the business, as `staff.yaml` says.
package struct StaffRoll: Equatable, Sendable {
  private static let sizeLimit = 1 << 20
  private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  package private(set) var members: [StaffMember] = []

  /// Nobody.
  package init() {}

  /// Reads the file.
  ///
  /// - Throws: `ProblemList` with all mistakes.
  package init(file: String) throws {
    let bytes: [UInt8]
    do {
      bytes = try SmallFile.bytes(at: file, limit: Self.sizeLimit)
    } catch {
      throw ProblemList([Problem(file: file, message: "it cannot be read: \(error)")])
    }
    try self.init(yaml: String(decoding: bytes, as: UTF8.self), file: file)
  }

  /// Reads its text; `file` is named in what is wrong.
  package init(yaml: String, file: String) throws(ProblemList) {
    var top = YAMLTable(yaml: yaml, file: file)
    let entries = top.tables("staff") ?? []
    var problems = top.finish()
    for (line, entry) in entries {
      var entry = entry
      let name = entry.text("name")
      if name == nil { entry.report(line, "'name' is missing") }
      var member = StaffMember(name: name ?? "", role: entry.text("role") ?? "")
      for text in entry.texts("addresses") ?? [] {
        if let address = MailAddress(text) {
          member.addresses.append(address.normalised)
        } else {
          entry.report(entry.line(of: "addresses"), "'\(text)' is no mail address")
        }
      }
      member.logins = entry.texts("logins") ?? []
      for text in entry.texts("hours") ?? [] {
        if let hours = Self.hours(text) {
          member.hours += hours
        } else {
          entry.report(
            entry.line(of: "hours"), "'\(text)' are no hours; write 'Mon-Fri 09:00-17:30'")
        }
      }
      for taken in [member.name] + member.addresses + member.logins
      where members.contains(where: { $0.isCalled(taken) }) {
        entry.report(line, "'\(taken)' stands for somebody above already")
      }
      problems += entry.finish()
      members.append(member)
    }
    guard problems.isEmpty else { throw ProblemList(problems) }
  }

  /// Somebody by name, address or login; nil where nobody is called so.
  package func member(called text: String) -> StaffMember? {
    members.first { $0.isCalled(text) }
  }

  /// `Mon-Fri 09:00-17:30` or `Sat 10:00-14:00`.
  private static func hours(_ text: String) -> [StaffMember.Hours]? {
    let parts = text.split(separator: " ")
    guard parts.count == 2 else { return nil }
    let names = parts[0].split(separator: "-").map { days.firstIndex(of: $0.lowercased()) }
    let times = parts[1].split(separator: "-").map(minutes)
    guard (1...2).contains(names.count), times.count == 2, let first = names[0],
      let last = names[names.count - 1], first <= last, let opens = times[0],
      let closes = times[1], opens < closes
    else { return nil }
    return (first...last).map {
      StaffMember.Hours(weekday: $0 + 1, opens: opens, closes: closes)
    }
  }

  /// Minutes since midnight of `09:30`; of `24:00` too.
  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<60).contains(minute),
      (0...24).contains(hour), hour * 60 + minute <= 1_440
    else { return nil }
    return hour * 60 + minute
  }
}

extension Configuration {
  /// The settings with the staff that its file tells of, if there is one.
  ///
  /// - Throws: `ProblemList` with all mistakes of that.
  package func knowingStaff() throws -> Configuration {
    try Companion.staff.file(of: self).map { knowing(try StaffRoll(file: $0)) } ?? self
  }

  /// The settings of a business with this staff: its addresses are the business's own at each site.
  package func knowing(_ staff: StaffRoll) -> Configuration {
    var known = self
    let addresses = staff.members.flatMap(\.addresses)
    for index in known.sites.indices { known.sites[index].staffAddresses = addresses }
    return known
  }
}
