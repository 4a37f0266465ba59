import Foundation
import Glibc

// Faults, one after the other, on a server and files of their own; a table of what became of them.
//
//     faults               every fault
//     faults --quick       the short form, about a minute
//     faults --list        what there is
//     faults F05 F21       these alone
//     faults --soak 600    four logs at 50,000 lines/s for ten minutes
//     faults --latency 20  how long until a line is stored at 5,000 lines/s, and what rest costs

let arguments = Array(CommandLine.arguments.dropFirst())
let isQuick = arguments.contains("--quick")
let names = arguments.filter { !$0.hasPrefix("-") }

if arguments.contains("--list") {
  for fault in FaultCase.all {
    print("\(fault.id)  \(fault.fault): \(fault.how)\(fault.isQuick ? " (also in short)" : "")")
  }
  for (ids, reason) in FaultCase.notTried { print("Not tried: \(ids): \(reason).") }
  exit(0)
}

if arguments.first == "--soak", let seconds = arguments.dropFirst().first.flatMap({ Int($0) }) {
  exit(try await Soak(seconds: seconds).run() ? 0 : 1)
}

if arguments.first == "--latency", let seconds = arguments.dropFirst().first.flatMap({ Int($0) }) {
  exit(try await LatencyMeasure(seconds: seconds).run() ? 0 : 1)
}

let unknown = names.filter { name in !FaultCase.all.contains { $0.id.hasPrefix(name) } }
guard unknown.isEmpty, arguments.allSatisfy({ !$0.hasPrefix("-") || $0 == "--quick" }) else {
  print("There is no \(arguments.joined(separator: " ")); faults --list shows what there is.")
  exit(2)
}
guard getuid() == 0, FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") else {
  print("The faults need root and strace: run `make faults` as root, which installs it.")
  exit(2)
}

do {
  let chosen = FaultCase.all.filter { fault in
    names.isEmpty
      ? (isQuick ? fault.isQuick : !fault.isOpen) : names.contains { fault.id.hasPrefix($0) }
  }
  let run = Run(cases: chosen, isQuick: isQuick, isWhole: names.isEmpty && !isQuick)
  exit(try await run.run() ? 0 : 1)
} catch {
  print("The harness broke off: \(error)")
  exit(1)
}
