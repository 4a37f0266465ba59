import Clickstream
import Settings
import Testing

@Suite("Who works for the business")
struct StaffRollTests {
  @Test("names, addresses and logins find somebody, in any case of letters")
  func members() throws {
    let roll = try StaffRoll(
      yaml: """
        staff:
          - name: Orla Finch
            role: box office
            addresses: [Orla@Larkspur.example]
            logins: orla
            hours: [Mon-Tue 10:00-18:30, Sun 00:00-24:00]
          - name: Desmond
        """, file: "staff.yaml")
    let orla = try #require(roll.members.first)
    #expect(orla.addresses == ["orla@larkspur.example"] && orla.role == "box office")
    #expect(
      orla.hours == [
        .init(weekday: 1, opens: 600, closes: 1_110), .init(weekday: 2, opens: 600, closes: 1_110),
        .init(weekday: 7, opens: 0, closes: 1_440),
      ])
    for name in ["orla finch", "ORLA", "orla@LARKSPUR.example"] {
      #expect(roll.member(called: name) == orla)
    }
    #expect(roll.member(called: "Orl") == nil)
    #expect(try StaffRoll(yaml: "staff: []", file: "x").members.isEmpty)
  }

  @Test(
    "what is wrong is told with its line",
    arguments: [
      ("staff: x", "s:1: 'staff' needs a list"),
      ("staff:\n  - role: x", "s:2: 'name' is missing"),
      ("staff:\n  - name: A\n    addresses: [b]", "s:3: 'b' is no mail address"),
      (
        "staff:\n  - name: A\n    hours: [Fri-Mon 09:00-10:00]",
        "s:3: 'Fri-Mon 09:00-10:00' are no hours; write 'Mon-Fri 09:00-17:30'"
      ),
      ("staff:\n  - name: A\n  - name: a", "s:3: 'a' stands for somebody above already"),
      ("stuff: []", "s:1: unknown key 'stuff'; did you mean 'staff'?"),
    ])
  func mistakes(text: String, expected: String) throws {
    let problems = #expect(throws: ProblemList.self) { try StaffRoll(yaml: text, file: "s") }
    #expect(problems?.description == expected)
  }
}
