import Foundation

// Writes the whole sample below the folder named: `samplelogs DIRECTORY`.
guard CommandLine.arguments.count == 2 else {
  FileHandle.standardError.write(Data("usage: samplelogs DIRECTORY\n".utf8))
  exit(2)
}
let folder = URL(filePath: CommandLine.arguments[1], directoryHint: .isDirectory)

func write(_ bytes: [UInt8], to path: String) throws {
  let url = folder.appending(path: path)
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(bytes).write(to: url)
}

var conversations = Conversations(seed: 1_879)
var traffic = Traffic(seed: 2_026, people: People.all)
conversations.trace(traffic.visitors.map(\.client))
let business = Business(seed: 1_606, conversations: conversations)
for form in conversations.forms { traffic.submit(form) }
traffic.people()
traffic.staff()
traffic.robots()
traffic.oddities()
traffic.readers(conversations.messages)
traffic.buyers(business.orders)

let lines = AccessLog.lines(of: traffic.hits)
let files = try AccessLog.files(of: lines)
let mail = MailFolders.Content(
  messages: conversations.messages, vendorLetters: conversations.vendorLetters,
  bounces: Bounce.all(of: conversations.messages),
  complaints: FeedbackReport.all(of: conversations.messages),
  programs: ProgramMail.all(answering: conversations.messages))
let folders = MailFolders(mail)
let cases = CaseTruth(business: business, conversations: conversations)
let manifest = Manifest(
  lines: lines, files: files, conversations: conversations, mail: mail, folders: folders,
  business: business, cases: cases)

for file in files { try write(file.bytes, to: "access/\(file.name)") }
try write(Array(FormsFile.text(of: conversations.submissions).utf8), to: "forms/forms.ndjson")
for file in folders.files { try write(file.bytes, to: "mail/\(file.path)") }
for file in LedgerFiles(business: business).files {
  try write(Array(file.text.utf8), to: "ledgers/\(file.name)")
}
try write(Array(Words.configuration.utf8), to: "footfall.yaml")
try write(Array(Words.staff.utf8), to: "staff.yaml")
try write(Array(Words.strategy.utf8), to: "strategy.yaml")
try write(Array(Pages.titles.utf8), to: "titles.yaml")
try write(Array((cases.deeds.pretty() + "\n").utf8), to: "deeds.json")
try write(Array(manifest.text.utf8), to: "manifest.json")
try write(Array(Words.readme.utf8), to: "README.md")
