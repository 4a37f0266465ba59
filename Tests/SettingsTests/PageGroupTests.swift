import Clickstream
import Settings
import Testing

@Suite("Groups and titles of pages")
struct PageGroupTests {
  @Test("groups stand in their order, a file of titles beside the configuration")
  func groups() throws {
    let site = try load(
      """
      sites:
        - name: a
          titles: titles.csv
          page_groups:
            - {name: Tickets, pages: [/tickets/*, /basket]}
            - name: Other
              pages: ['*']
      """
    ).sites[0]
    #expect(
      site.pageGroups == [
        PageGroup(name: "Tickets", pages: ["/tickets/*", "/basket"]),
        PageGroup(name: "Other", pages: ["*"]),
      ])
    #expect(site.titles == "/etc/f/titles.csv")
    let row = try load("sites: [{name: a, page_groups: [{name: A b, pages: [/x, '*']}]}]")
      .describe()
      .first { $0.key == "sites.a.page_groups" }
    #expect(row?.value == "[{name: 'A b', pages: [/x, '*']}]")
  }

  @Test(
    "what is wrong with a group is told with its line",
    arguments: [
      (
        "x",
        "4:18: sites[0].page_groups must be a list of groups, each '{name: …, pages: […]}', found 'x'"
      ),
      (
        "[a]",
        "4:19: sites[0].page_groups[0] must be a group such as {name: Tickets, pages: [/tickets/*]},"
          + " found 'a'"
      ),
      ("[{name: A}]", "4:19: sites[0].page_groups[0] needs pages"),
      ("[{pages: [/a]}]", "4:19: sites[0].page_groups[0] needs a name"),
      (
        "[{title: A, pages: [/a]}]",
        "4:20: unknown setting 'title'; known are name, pages"
      ),
      (
        "[{name: A, pages: [tickets]}]",
        "4:37: sites[0].page_groups[0].pages[0] must be a path such as /tickets/*, or *, found"
          + " 'tickets'"
      ),
      (
        "[{name: A, pages: ['/a?b']}]",
        "4:37: sites[0].page_groups[0].pages[0] must be a path without '?' and '#', found '/a?b'"
      ),
      (
        "[{name: A, pages: [/a]}, {name: A, pages: [/b]}]",
        "4:43: sites[0].page_groups: there are two groups 'A'"
      ),
    ])
  func mistakes(groups: String, expected: String) {
    #expect(
      problems("sites:\n  - name: a\n    zone: UTC\n    page_groups: \(groups)") == [expected])
  }
}
