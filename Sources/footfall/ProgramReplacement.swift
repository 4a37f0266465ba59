internal import Glibc

/// Another program in the place of this one, with its process number.
enum ProgramReplacement {
  /// Does not return, but where the program cannot be run.
  ///
  /// - Parameters:
  ///   - program: a path where an environment is given, else a name to look for.
  ///   - environment: all it is given; nil: that of this program.
  ///   - package: the Debian package that it comes with.
  static func run(
    _ program: String, _ arguments: [String], environment: [String: String]? = nil,
    package: String
  ) throws -> Never {
    // Handed down, a blocked signal would stay blocked, and an ignored one ignored.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe pthread_sigmask(SIG_SETMASK, &signals, nil)
    signal(SIGPIPE, SIG_DFL)
    let argv = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe argv.forEach { unsafe free($0) } }
    if let environment {
      let envp = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
      defer { unsafe envp.forEach { unsafe free($0) } }
      unsafe execve(program, argv, envp)
    } else {
      unsafe execvp(program, argv)
    }
    throw MissingProgram(name: program, package: package)
  }
}

/// A program that is not installed.
private struct MissingProgram: Error, CustomStringConvertible {
  let name, package: String
  var description: String {
    "\(name) cannot be run: run `apt-get install \(package)`"
  }
}
