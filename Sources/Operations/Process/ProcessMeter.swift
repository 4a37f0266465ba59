internal import Clickstream
internal import Glibc

/// What a process takes of the machine, from `/proc`.
package struct ProcessMeter: Sendable {
  private let folder: String

  /// - Parameter process: its number; nil for the process itself
  package init(process: Int32? = nil) {
    folder = "/proc/\(process.map(String.init) ?? "self")"
  }

  /// Resident memory in bytes; nil where the process is gone.
  package var residentBytes: Int64? { status("VmRSS:") }

  /// The most resident memory since the start, in bytes.
  package var peakResidentBytes: Int64? { status("VmHWM:") }

  /// Seconds of processor time, of all threads and in the kernel too.
  package var processorSeconds: Double? {
    // The name of the program stands in brackets and may hold blanks and brackets.
    guard let text = text("stat"), let bracket = text.lastIndex(of: ")") else { return nil }
    let fields = text[bracket...].split(separator: " ")
    guard fields.count > 13, let user = Int64(fields[12]), let system = Int64(fields[13]) else {
      return nil
    }
    return Double(user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Open files, sockets and the like.
  package var openDescriptors: Int? {
    guard let directory = unsafe opendir("\(folder)/fd") else { return nil }
    defer { unsafe closedir(directory) }
    var count = 0
    while let entry = unsafe readdir(directory) {
      if unsafe entry.pointee.d_name.0 != CChar(bitPattern: UInt8(ascii: ".")) { count += 1 }
    }
    // One of them is the folder that is being read, where it is the own process's.
    return folder == "/proc/self" ? count - 1 : count
  }

  /// Threads of the process.
  package var threads: Int? { status("Threads:", unit: 1).map(Int.init) }

  /// The same as metrics, by the names that clients of Prometheus use.
  package var samples: [MetricSample] {
    var samples: [MetricSample] = []
    if let value = residentBytes {
      samples.append(
        MetricSample(
          "process_resident_memory_bytes", help: "Resident memory.", .integer(value)))
    }
    if let value = peakResidentBytes {
      samples.append(
        MetricSample(
          "process_resident_memory_peak_bytes", help: "The most resident memory so far.",
          .integer(value)))
    }
    if let value = processorSeconds {
      samples.append(
        MetricSample(
          "process_cpu_seconds_total", .counter, help: "Processor time, user and system.",
          .double(value)))
    }
    if let value = openDescriptors {
      samples.append(
        MetricSample("process_open_fds", help: "Open file descriptors.", .integer(Int64(value))))
    }
    return samples
  }

  private func status(_ key: String, unit: Int64 = 1_024) -> Int64? {
    guard let line = text("status")?.split(separator: "\n").first(where: { $0.hasPrefix(key) })
    else { return nil }
    let words = line.dropFirst(key.utf8.count).split { $0 == " " || $0 == "\t" }
    return words.first.flatMap { Int64($0) }.map { $0 * unit }
  }

  private func text(_ name: String) -> String? {
    (try? SmallFile.bytes(at: "\(folder)/\(name)", limit: 65_536))
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
