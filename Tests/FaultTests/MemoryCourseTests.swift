import Support
import Testing

@Suite("What is taken for flat memory")
struct MemoryCourseTests {
  /// A run of ten minutes, killed each minute.
  private func course(_ kilobytes: (_ second: Int, _ age: Int) -> Int) -> MemoryCourse {
    var course = MemoryCourse()
    for second in 0..<600 {
      if second.isMultiple(of: 60) { course.begin() }
      course.add(kilobytes(second, second % 60 + 1))
    }
    return course
  }

  @Test("what stays, and falls and rises again with each start, is flat")
  func flat() {
    let saw = course { _, age in 60_000 + min(age, 20) * 1_000 }
    #expect(saw.problems == [])
    #expect(saw.thirds?.first == 80_000 && saw.peak == 80_000)
    // One in nine samples may be anything up to the limit.
    #expect(course { second, _ in second.isMultiple(of: 9) ? 120_000 : 60_000 }.problems == [])
  }

  @Test("growth of more than a tenth is none, whatever it starts from")
  func growth() {
    #expect(course { second, _ in 60_000 + second * 14 }.problems == [])
    #expect(course { second, _ in 60_000 + second * 20 }.problems.count == 1)
    #expect(course { second, _ in second < 400 ? 30_000 : 34_000 }.problems.count == 1)
    #expect(course { second, _ in second < 400 ? 30_000 : 32_900 }.problems == [])
  }

  @Test("while it warms up a program may take little, and never more than the limit")
  func warmUp() {
    let slow = course { second, age in second < 200 && age <= MemoryCourse.warmUp ? 1_000 : 60_000 }
    #expect(slow.problems == [] && slow.thirds?.first == 60_000)
    let wide = course { _, age in age == 2 ? MemoryCourse.limit + 1 : 60_000 }
    #expect(wide.problems.count == 1)
    var seen = course { _, _ in 60_000 }
    seen.see(MemoryCourse.limit + 1)
    #expect(seen.problems.count == 1)
  }

  @Test("of a run that is too short nothing is said")
  func short() {
    var course = MemoryCourse()
    for second in 0..<12 { course.add(second * 10_000) }
    #expect(course.thirds == nil && course.problems == [])
    #expect(course.summary.contains("too short"))
  }
}
