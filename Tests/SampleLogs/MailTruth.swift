/// What is in the mail, by who or what wrote it.
extension Manifest {
  var mailCounts: JSON {
    let read = folders.maildirCount + folders.mboxCount + folders.singleCount
    let letters = conversations.letters
    var classes = Self.tally(mail.programs) { $0.kind }
    classes["human"] = letters.count
    classes["bounce"] = mail.bounces.count
    classes["complaint"] = mail.complaints.count
    return .object([
      ("messages_read", .number(read)), ("maildir", .number(folders.maildirCount)),
      ("mbox", .number(folders.mboxCount)), ("eml", .number(folders.singleCount)),
      ("contacts", .number(letters.count)), ("by_class", .counts(classes, first: ["human"])),
      ("proven", .number(folders.proven)),
      ("copies_of_staff", .counts(Self.tally(letters.compactMap(\.staff)) { $0.name })),
      (
        "attachments",
        .counts(
          Self.tally(letters.compactMap(\.attachment)) {
            "\($0.name), \($0.type), \($0.bytes.count)"
          })
      ),
      ("duplicates", .number(folders.duplicates)),
      ("rejects", .object([("mime", .number(1))])),
    ])
  }
}
