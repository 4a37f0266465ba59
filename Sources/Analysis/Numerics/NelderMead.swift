/// Nelder and Mead's search for a minimum without derivatives, in few dimensions.
///
/// Source: Nelder and Mead, "A simplex method for function minimization", 1965, with the usual
/// coefficients 1, 2, ½, ½. What is no number counts as infinitely high.
struct NelderMead {
  /// A side of the first simplex.
  var step = 0.5
  /// The search rests where the corners are this close to each other, and their values likewise
  /// relative to the least.
  var tolerance = 1e-9
  /// Evaluations of a search.
  var limit = 4_000
  /// Searches after the first, each from the point found so far: a simplex may collapse early.
  var restarts = 8

  struct Minimum {
    var point: [Double]
    var value: Double
  }

  private struct Corner {
    var point: [Double]
    var value: Double
  }

  /// - Returns: the minimum, or nil where the search did not come to rest.
  func minimum(of function: ([Double]) -> Double, from start: [Double]) -> Minimum? {
    var best: Minimum?
    var point = start
    var side = step
    for _ in 0...restarts {
      guard let found = search(function, from: point, side: side) else { return nil }
      defer { best = found }
      if let best, best.value - found.value <= 1e-9 * (1 + abs(found.value)),
        zip(best.point, found.point).allSatisfy({ abs($0 - $1) <= 1e-5 * (1 + abs($1)) })
      {
        return found
      }
      point = found.point
      side = max(side / 2, 0.05)
    }
    return nil
  }

  private func search(
    _ function: ([Double]) -> Double, from start: [Double], side: Double
  ) -> Minimum? {
    func corner(_ point: [Double]) -> Corner {
      let value = function(point)
      return Corner(point: point, value: value.isNaN ? .infinity : value)
    }
    var corners = [corner(start)]
    for axis in start.indices {
      var point = start
      point[axis] += side
      corners.append(corner(point))
    }
    let last = start.count
    var evaluations = corners.count
    while evaluations < limit {
      corners.sort { $0.value < $1.value }
      if isAtRest(corners) { return Minimum(point: corners[0].point, value: corners[0].value) }
      let centre = start.indices.map { axis in
        corners[..<last].reduce(0) { $0 + $1.point[axis] } / Double(last)
      }
      func along(_ factor: Double) -> Corner {
        corner(zip(centre, corners[last].point).map { $0 + factor * ($1 - $0) })
      }
      let reflected = along(-1)
      evaluations += 1
      if reflected.value < corners[0].value {
        let expanded = along(-2)
        evaluations += 1
        corners[last] = expanded.value < reflected.value ? expanded : reflected
      } else if reflected.value < corners[last - 1].value {
        corners[last] = reflected
      } else {
        let contracted = along(reflected.value < corners[last].value ? -0.5 : 0.5)
        evaluations += 1
        if contracted.value < min(reflected.value, corners[last].value) {
          corners[last] = contracted
        } else {
          let lowest = corners[0].point
          for index in 1...last {
            corners[index] = corner(zip(lowest, corners[index].point).map { $0 + ($1 - $0) / 2 })
          }
          evaluations += last
        }
      }
    }
    return nil
  }

  private func isAtRest(_ corners: [Corner]) -> Bool {
    guard let lowest = corners.first, let highest = corners.last, highest.value.isFinite else {
      return false
    }
    let spread = highest.value - lowest.value
    var reach = 0.0
    for corner in corners {
      for (one, other) in zip(corner.point, lowest.point) {
        reach = max(reach, abs(one - other) / (1 + abs(other)))
      }
    }
    return spread <= tolerance * 1e-3 * (1 + abs(lowest.value)) || reach <= tolerance
  }
}
