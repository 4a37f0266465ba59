package import Clickstream

/// The diary as a calendar that other programs read (RFC 5545): an event of a whole day for each entry.
package struct DiaryCalendar {
  private let rows: [Warehouse.DiaryRow]

  package init(_ rows: [Warehouse.DiaryRow]) { self.rows = rows }

  package var text: String {
    var text =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Footfall//Diary//EN\r\nCALSCALE:GREGORIAN\r\n"
    for row in rows { text += event(row) }
    return text + "END:VCALENDAR\r\n"
  }

  private func event(_ row: Warehouse.DiaryRow) -> String {
    let digits = row.day.filter { $0 != "-" }
    let who = row.name.map { ": \($0)" } ?? ""
    let details = [
      row.subject, row.address, row.phone, row.staff.isEmpty ? nil : "for \(row.staff)",
    ].compactMap(\.self).filter { !$0.isEmpty }
    var lines = [
      ("UID", "\(row.kind.filter { $0 != " " })-\(row.id)-\(digits)@footfall"),
      ("DTSTAMP", Self.stamp(row.notedAt)),
      ("DTSTART;VALUE=DATE", digits),
      ("SUMMARY", CalendarText.escaped(row.what + who)),
    ]
    if !details.isEmpty {
      lines.append(("DESCRIPTION", CalendarText.escaped(details.joined(separator: ", "))))
    }
    lines.append(("STATUS", row.doneAt == nil ? "CONFIRMED" : "CANCELLED"))
    lines.append(("TRANSP", "TRANSPARENT"))
    return "BEGIN:VEVENT\r\n"
      + lines.map { CalendarText.line($0.0, $0.1) }.joined() + "END:VEVENT\r\n"
  }

  /// An instant in UTC: 20261127T083000Z.
  private static func stamp(_ instant: Instant) -> String {
    Zone.utc.civilText(of: instant).prefix(19).filter(\.isNumber).inserting("T", at: 8) + "Z"
  }
}

extension String {
  fileprivate func inserting(_ text: String, at place: Int) -> String {
    prefix(place) + text + dropFirst(place)
  }
}
