/// The items of a treemap by their paths, groups of one thing alone left out.
struct TreemapTree: Sendable {
  indirect enum Part: Sendable {
    case item(Int)
    case group(Group)
  }

  struct Group: Sendable {
    /// The names that lead to it, from the outermost.
    let path: [String]
    let label: String
    let size: Double
    let parts: [SizedPart]

    /// The name of an item within the group: what its path has beyond that of the group.
    func name(of item: TreemapFigure.Item) -> String {
      let rest = item.path.dropFirst(path.count)
      return rest.isEmpty ? item.name : rest.joined(separator: "/")
    }
  }

  /// A part with its size, so that it is added up once.
  struct SizedPart: Sendable {
    let part: Part
    let size: Double
  }

  /// Groups within groups beyond this are not drawn as such.
  private static let deepest = 3
  let root: Group

  init(_ items: [TreemapFigure.Item]) {
    root = Self.group(Array(items.indices), of: items, path: [], label: "", depth: 0)
  }

  private static func group(
    _ members: [Int], of items: [TreemapFigure.Item], path: [String], label: String, depth: Int
  ) -> Group {
    var order: [String] = []
    var named: [String: [Int]] = [:]
    var parts: [SizedPart] = []
    // A page that is a folder too belongs into its folder.
    var folders: Set<String> = []
    for index in members {
      let rest = items[index].path.dropFirst(path.count)
      if rest.count > 1, let first = rest.first { folders.insert(first) }
    }
    for index in members {
      let rest = items[index].path.dropFirst(path.count)
      guard depth < deepest, let first = rest.first, folders.contains(first) else {
        parts.append(SizedPart(part: .item(index), size: items[index].size))
        continue
      }
      if named[first] == nil { order.append(first) }
      named[first, default: []].append(index)
    }
    for name in order {
      let inside = named[name] ?? []
      guard inside.count > 1 else {
        parts += inside.map { SizedPart(part: .item($0), size: items[$0].size) }
        continue
      }
      let group = group(
        inside, of: items, path: path + [name], label: name, depth: depth + 1)
      // A group that holds nothing but a group is that group.
      if group.parts.count == 1, case .group(let only) = group.parts[0].part {
        let joined = Group(
          path: only.path, label: "\(name)/\(only.label)", size: only.size, parts: only.parts)
        parts.append(SizedPart(part: .group(joined), size: joined.size))
      } else {
        parts.append(SizedPart(part: .group(group), size: group.size))
      }
    }
    let sorted = parts.enumerated().sorted {
      ($1.element.size, $0.offset) < ($0.element.size, $1.offset)
    }.map(\.element)
    return Group(
      path: path, label: label, size: sorted.reduce(0) { $0 + $1.size }, parts: sorted)
  }
}
