/// The submissions as newline-delimited JSON.
enum FormsFile {
  static func text(of forms: [Submission]) -> String {
    forms.map(line).joined()
  }

  private static func line(of form: Submission) -> String {
    var fields: [(String, JSON)] = [
      ("name", .text(form.person.map { People.all[$0].name } ?? "A visitor"))
    ]
    if let address = form.address { fields.append(("email", .text(address))) }
    fields.append(("subject", .text(form.letter.subject)))
    if !form.isSilent { fields.append(("message", .text(form.letter.text))) }
    fields += form.boxes.map { ($0.name, .flag($0.isTicked)) }
    fields += form.preferences.map { ($0.name, .text($0.value)) }
    switch form.trace {
    case .cookie(let cookie): fields.append(("visitor", .text(cookie)))
    case .address(let token): fields.append(("visit", .text(token)))
    case .link, nil: break
    }
    let record = JSON.object([
      ("time", .text(Clock.rfc3339(form.at))), ("form", .text(form.form)),
      ("page", .text(form.target)), ("fields", .object(fields)),
    ]).line
    return (form.isBroken ? String(record.prefix(record.count * 2 / 3)) : record) + "\n"
  }
}
