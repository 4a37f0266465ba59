/// What a field of a form is for, told by its name.
enum FormFieldRole {
  case address
  case name
  case firstName
  case lastName
  case subject
  case message

  /// The role of a field; case and anything but letters and digits in `name` do not matter.
  init?(_ name: String) {
    var letters = ""
    for scalar in name.lowercased().unicodeScalars where scalar.properties.isAlphabetic {
      letters.unicodeScalars.append(scalar)
    }
    guard let role = Self.roles[letters] else { return nil }
    self = role
  }

  private static let roles: [String: FormFieldRole] = {
    let names: [(FormFieldRole, [String])] = [
      (
        .address,
        [
          "email", "mail", "emailaddress", "mailaddress", "youremail", "yourmail", "replyto",
          "customeremail", "contactemail", "useremail", "emailadresse", "mailadresse", "courriel",
          "adresseemail",
        ]
      ),
      (
        .name,
        ["name", "yourname", "fullname", "customername", "contactname", "realname", "displayname"]
      ),
      (.firstName, ["firstname", "givenname", "forename", "fname", "vorname", "prénom", "prenom"]),
      (.lastName, ["lastname", "familyname", "surname", "lname", "nachname", "nom"]),
      (.subject, ["subject", "yoursubject", "topic", "betreff", "sujet", "objet", "reason"]),
      (
        .message,
        [
          "message", "yourmessage", "comment", "comments", "body", "text", "enquiry", "inquiry",
          "question", "feedback", "nachricht", "mitteilung", "kommentar", "commentaire", "notes",
          "note", "details", "remarks",
        ]
      ),
    ]
    return Dictionary(
      names.flatMap { role, names in names.map { ($0, role) } },
      uniquingKeysWith: { first, _ in first })
  }()
}
