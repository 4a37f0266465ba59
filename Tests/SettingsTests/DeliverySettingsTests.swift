import Clickstream
import Settings
import Testing

@Suite("Notes on days, and where pages go")
struct DeliverySettingsTests {
  @Test("notes are kept in the order of their days, and printed as they can be read")
  func annotations() throws {
    let text = """
      sites:
        - name: a
          annotations:
            - {on: 2026-10-05, until: 2026-10-18, note: Advertising}
            - on: 2026-10-03
              note: 'New: programme'
      """
    let notes = try load(text).sites[0].annotations
    let first = try #require(Day("2026-10-03"))
    let second = try #require(Day("2026-10-05"))
    #expect(
      notes == [
        Site.Annotation(on: first, note: "New: programme"),
        Site.Annotation(on: second, until: Day("2026-10-18"), note: "Advertising"),
      ])
    #expect(notes[0].until == first)
    let row = try load(text).describe().first { $0.key == "sites.a.annotations" }
    let printed = try #require(row?.value)
    #expect(try load("sites: [{name: a, annotations: \(printed)}]").sites[0].annotations == notes)
  }

  @Test(
    "what is wrong with a note is told with its line",
    arguments: [
      (
        "x",
        "4:18: sites[0].annotations must be a list of notes, each '{on: 2026-10-03, note: …}', found 'x'"
      ),
      ("[{note: A}]", "4:19: sites[0].annotations[0] needs a day, as in 'on: 2026-10-03'"),
      ("[{on: 2026-10-03}]", "4:19: sites[0].annotations[0] needs a note"),
      (
        "[{on: 2026-02-30, note: A}]",
        "4:24: sites[0].annotations[0].on must be a day such as 2026-10-03, found '2026-02-30'"
      ),
      (
        "[{on: 2026-10-03, note: A, until: 2026-10-02}]",
        "4:52: sites[0].annotations[0].until must not lie before 'on', found 2026-10-02 before 2026-10-03"
      ),
      (
        "[{on: 2026-10-03, note: A, day: 1}]",
        "4:45: unknown setting 'day'; known are on, note, until"
      ),
    ])
  func mistakes(notes: String, expected: String) {
    #expect(
      problems("sites:\n  - name: a\n    zone: UTC\n    annotations: \(notes)") == [expected])
  }

  @Test("pages go to a folder, from the file's own, or to a command behind the word run")
  func publish() throws {
    #expect(try load("publish: ../www").publish == .folder("/etc/www"))
    #expect(
      try load("publish: run rsync -a \"$FOOTFALL_PAGES/\" web:stats/").publish
        == .command("rsync -a \"$FOOTFALL_PAGES/\" web:stats/"))
    #expect(try load().publish == nil)
    #expect(try load(flags: ["publish": "www"]).publish == .folder("/home/ada/www"))
    #expect(
      problems("publish: run") == [
        "1:10: publish needs a command behind 'run', as in: run rsync -a …"
      ])
    #expect(problems("publish: ~/www").count == 1)
    for text in ["/srv/www", "run a b 'c'"] {
      let row = try load(flags: ["publish": text]).describe().first { $0.key == "publish" }
      let printed = try #require(row?.value)
      let again = try load("publish: \(printed)").publish
      #expect(try load(flags: ["publish": text]).publish == again)
    }
  }

  @Test("persons are published, runs kept and documents made only where that is said")
  func flags() throws {
    let usual = try load()
    #expect(!usual.publishPersons && usual.keepPages == 0 && !usual.pdf)
    let asked = try load("publish_persons: true\nkeep_pages: 30\npdf: true")
    #expect(asked.publishPersons && asked.keepPages == 30 && asked.pdf)
    #expect(problems("keep_pages: -1").count == 1)
  }
}
