import Analysis
import Testing

@Suite("Findings")
struct FindingTests {
  @Test("a finding tells its value or why there is none")
  func values() {
    let told = Finding.told(3).map { $0 * 2 }
    #expect(told == .told(6) && told.value == 6 && told.refusal == nil)
    let refusal = Refusal.tooFew(.conversions, have: 3, need: 20)
    let withheld = Finding<Int>.withheld(refusal).map { $0 * 2 }
    #expect(withheld == .withheld(refusal) && withheld.value == nil)
    #expect(withheld.refusal?.description == "Too few conversions to say: 3 where 20 are needed.")
    for reason in Refusal.Unsettled.allCases {
      #expect(Refusal.notSettled(reason).description.hasSuffix(reason.rawValue + "."))
    }
  }

  @Test(
    "2F1 where it is an elementary function",
    arguments: [0, 0.1, 0.474, 0.9, 0.99])
  func hypergeometricValues(z: Double) {
    // 2F1(a, b; b; z) = (1 − z)^−a, and a polynomial where a is a negative integer.
    let power = hypergeometric(2, 3.5, 3.5, z)
    #expect(abs(power * (1 - z) * (1 - z) - 1) < 1e-9)
    let polynomial = hypergeometric(-2, 3, 1.5, z)
    #expect(abs(polynomial - (1 - 4 * z + 3.2 * z * z)) < 1e-12)
  }
}
