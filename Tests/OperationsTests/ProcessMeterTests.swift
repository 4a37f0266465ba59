import Foundation
import Operations
import Testing

@Suite("What a process takes", .serialized)
struct ProcessMeterTests {
  private let meter = ProcessMeter()

  @Test("resident memory grows with what is touched, and the peak is no less")
  func memory() throws {
    let before = try #require(meter.residentBytes)
    let block = [UInt8](repeating: 7, count: 64 << 20)
    let after = try #require(meter.residentBytes)
    // The kernel counts in steps.
    #expect(try #require(meter.peakResidentBytes) >= after - 4 << 20)
    #expect(after - before > 32 << 20)
    #expect(block.last == 7)
  }

  @Test("open descriptors are counted")
  func descriptors() throws {
    let files = (0..<50).compactMap { _ in FileHandle(forReadingAtPath: "/dev/null") }
    // Other tests open and close files at the same time.
    #expect(try #require(meter.openDescriptors) >= 50)
    #expect(files.count == 50)
  }

  @Test("processor time grows with work")
  func processor() throws {
    let before = try #require(meter.processorSeconds)
    var value: UInt64 = 1
    while try #require(meter.processorSeconds) < before + 0.05 {
      for _ in 0..<1_000_000 { value = value &* 6_364_136_223_846_793_005 &+ 1 }
    }
    #expect(value != 0)
  }

  @Test("a process that is not there has no numbers")
  func gone() {
    let meter = ProcessMeter(process: 0)
    #expect(meter.residentBytes == nil)
    #expect(meter.processorSeconds == nil)
    #expect(meter.openDescriptors == nil)
    #expect(meter.samples.isEmpty)
  }

  @Test("all of it stands among the metrics")
  func samples() throws {
    let text = try PrometheusText(MetricsRegistry().text(adding: meter.samples))
    #expect(try #require(text.value("process_resident_memory_bytes")) > 1_048_576)
    #expect(try #require(text.value("process_cpu_seconds_total")) > 0)
    #expect(try #require(text.value("process_open_fds")) > 2)
  }
}
