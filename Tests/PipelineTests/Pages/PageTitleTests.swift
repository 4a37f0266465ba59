import Pipeline
import Settings
import Testing

@Suite("Files of titles")
struct PageTitleTests {
  private func titles(_ text: String, _ file: String) throws -> [String] {
    try PageTitles(Array(text.utf8), file: file).titles.map { "\($0.path) \($0.title)" }
  }

  @Test(
    "are YAML, or CSV with or without names of its columns",
    arguments: [
      ("/: Start\n/a/b: \"A: <b>\"\n/2016: 2016\n", "t.yaml"),
      ("path,title\r\n/,Start\r\n/a/b,A: <b>\r\n/2016,2016", "t.csv"),
      ("Title;Views;Path\nStart;1;/\nA: <b>;2;/a/b\n2016;3;/2016\n", "t.CSV"),
      ("\u{FEFF}https://x.example,Start\nhttp://x.example/a/b,\"A: <b>\"\n/2016,2016\n", "t.csv"),
    ])
  func forms(text: String, file: String) throws {
    #expect(try titles(text, file) == ["/ Start", "/a/b A: <b>", "/2016 2016"])
  }

  @Test(
    "whose mistakes are told with their lines, all at once",
    arguments: [
      ("- a\n", "t.yaml", "t.yaml:1: lines such as 'title: Orders' are needed"),
      (
        "/a: [b]\nc: d\n", "t.yaml",
        "t.yaml:1: '/a' needs a text\nt.yaml:2: 'c' is no path of a page, such as /visit-us"
      ),
      ("/a: b\n/a: c\n", "t.yaml", "t.yaml:1: '/a' stands twice"),
      (
        "path,title\n/a,\"x\ny\"\n/b\n/c?d,e\n", "t.csv",
        "t.csv:2: '/a' needs a title of one line, of 200 characters\n"
          + "t.csv:4: a path and a title are needed; the first line may name the columns\n"
          + "t.csv:5: '/c?d' is no path of a page, such as /visit-us"
      ),
    ])
  func mistakes(text: String, file: String, expected: String) throws {
    let problems = #expect(throws: ProblemList.self) { try titles(text, file) }
    #expect(problems?.description == expected)
  }
}
