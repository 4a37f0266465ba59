import Pipeline
import Testing

@Suite("Purposes as they are typed")
struct PurposeNameTests {
  @Test("a name that forms use is the purpose it means")
  func alias() throws {
    for name in ["newsletter", "optin", "marketing", "news"] {
      #expect(try PurposeName(name, isNew: false, known: []).text == "news")
    }
    #expect(try PurposeName("tracking", isNew: false, known: []).text == "browsing")
  }

  @Test("one that no record names is refused with the nearest, unless it is said to be new")
  func unknown() throws {
    let error = #expect(throws: UsageError.self) {
      try PurposeName("nws", isNew: false, known: ["events"])
    }
    #expect(error?.description.contains("did you mean news?") == true)
    #expect(error?.description.contains("news, browsing, events") == true)
    #expect(throws: UsageError.self) { try PurposeName("bogus", isNew: false, known: ["events"]) }
    #expect(try PurposeName("bogus", isNew: true, known: []).text == "bogus")
    #expect(try PurposeName("events", isNew: false, known: ["events"]).text == "events")
  }
}
