import Pipeline
import Support
import Testing

/// Files that are nothing that is read, and what is said of them.
@Suite("Files that are something else")
struct FileHintTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("of a spreadsheet it is said to save it as CSV, and a broken message is no list")
  func told() async throws {
    let book = try scratch.write(
      [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 6, 0, 8, 0] + Array("xl/workbook.xml\nab,cd\n".utf8),
      as: "book.xlsx")
    let letter = try scratch.write(Array("a,b,c\n1,2,3\n4,5,6\n".utf8), as: "letter.eml")
    try await LoadingDatabase.with { database in
      let first = try await database.ingest(book)
      #expect(
        first.failures.map(\.reason) == ["looks like a spreadsheet; save it as CSV first"])
      let second = try await database.ingest(letter)
      #expect(
        second.failures.map(\.reason) == [
          "is named like a message, and does not begin with the headers of one"
        ])
    }
  }
}
