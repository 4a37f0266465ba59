/// A page of panels, as its folder declares it.
package struct Dashboard: Sendable {
  /// The name of its folder, and of its page.
  package let name: String
  package let title: String
  /// What the page is for, in a sentence or two.
  package let introduction: String
  /// Pages are listed by this number, then by name.
  package let order: Int
  /// Whether it names persons, and so belongs in the persons' folder.
  package let namesPersons: Bool
  package let definitions: [Definition]
  /// Panels from the top down; those in one row stand side by side.
  package let rows: [[Panel]]

  package var panels: [Panel] { rows.flatMap { $0 } }
}
