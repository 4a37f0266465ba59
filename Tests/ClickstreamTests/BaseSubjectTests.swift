import Clickstream
import Testing

@Suite("Subjects without the marks of answers")
struct BaseSubjectTests {
  @Test(
    "marks go, repeated, counted, wrapped and in other languages",
    arguments: [
      "Re: Two seats", "RE: re:Two seats", "Fwd: Fw: Two seats", "AW: WG: Two seats",
      "SV: VS: TR: Two seats", "Re[2]: Two seats", "Re(3): Two seats", "[Fwd: Two seats]",
      "[Fwd: Re: Two seats]", "Re : Two seats", "  Antw:  two SEATS  ", "Re：Two seats",
    ])
  func marked(subject: String) {
    #expect(BaseSubject(subject).text == "two seats")
    #expect(BaseSubject(subject).isReply)
  }

  @Test(
    "what only looks like a mark stays",
    arguments: [
      "Two seats", "Regarding: seats", "Re seats", "Re[x]: seats", "[List] seats", "A: b",
    ])
  func unmarked(subject: String) {
    #expect(BaseSubject(subject).text == subject.lowercased())
    #expect(!BaseSubject(subject).isReply)
  }

  @Test("marks alone leave nothing, however many")
  func empty() {
    #expect(BaseSubject("Re: AW: ").text == "")
    #expect(BaseSubject(String(repeating: "Re:", count: 20_000)).text == "")
    #expect(BaseSubject("").text == "")
  }
}
