import Foundation

// The published figures of the CDNOW sample, found anew by the analyses of this project.
//
//     CDNOW=FOLDER golden      FOLDER holds CDNOW_sample.txt

guard let folder = ProcessInfo.processInfo.environment["CDNOW"], !folder.isEmpty else {
  FileHandle.standardError.write(
    Data("golden: name the folder of CDNOW_sample.txt: make golden CDNOW=FOLDER\n".utf8))
  exit(2)
}

do {
  let purchases = try Purchases(file: folder + "/CDNOW_sample.txt")
  var sheet = FigureSheet()
  sheet.checkFacts(of: purchases)
  sheet.checkScores(of: purchases)
  sheet.checkRepeats(of: purchases)
  sheet.checkCohorts(of: purchases)
  let summary = folder + "/cdnow_customers_summary_with_transactions.csv"
  if FileManager.default.fileExists(atPath: summary) {
    try sheet.checkSummary(of: purchases, file: summary)
  } else {
    print("No cdnow_customers_summary_with_transactions.csv: its rows are not compared.")
  }
  sheet.checkBuying(of: purchases)
  sheet.checkSpending(of: purchases)
  print(
    "    \("figure".padding(toLength: 48, withPad: " ", startingAt: 0)) found                  expected"
  )
  sheet.print()
  let failures = sheet.failures
  print("\n\(sheet.figures.count - failures.count) of \(sheet.figures.count) figures agree.")
  guard failures.isEmpty else {
    for figure in failures {
      FileHandle.standardError.write(
        Data(
          """
          golden: \(figure.section): \(figure.name): expected \(figure.expected), \
          found \(figure.found)

          """.utf8))
    }
    exit(1)
  }
} catch {
  FileHandle.standardError.write(Data("golden: \(error)\n".utf8))
  exit(1)
}
