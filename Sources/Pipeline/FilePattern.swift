internal import Glibc

/// Names of files with `*`, `?` and `[…]` in them.
package enum FilePattern {
  /// What the patterns stand for, in their order and each once, and those that match nothing.
  ///
  /// A name without wildcards stands for itself, whether it exists or not.
  package static func expand(_ patterns: [String]) -> (paths: [String], unmatched: [String]) {
    var paths: [String] = []
    var unmatched: [String] = []
    for pattern in patterns {
      let found = matches(of: pattern)
      if found.isEmpty {
        let isPattern = pattern.contains { "*?[".contains($0) }
        if isPattern { unmatched.append(pattern) } else { paths.append(pattern) }
      }
      paths += found
    }
    var seen: Set<String> = []
    return (paths.filter { seen.insert($0).inserted }, unmatched)
  }

  /// Whether a path is one that the pattern stands for.
  package static func matches(_ path: String, _ pattern: String) -> Bool {
    unsafe fnmatch(pattern, path, FNM_PATHNAME | FNM_PERIOD) == 0 || path == pattern
  }

  package static func matches(of pattern: String) -> [String] {
    var result = unsafe glob_t()
    defer { unsafe globfree(&result) }
    guard unsafe glob(pattern, 0, nil, &result) == 0, let names = unsafe result.gl_pathv else {
      return []
    }
    return unsafe (0..<Int(result.gl_pathc)).compactMap { index in
      unsafe names[index].map { unsafe String(cString: $0) }
    }
  }
}
