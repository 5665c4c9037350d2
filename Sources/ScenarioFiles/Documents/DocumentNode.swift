/// A place in a document: a physical line and a character of it, both from 1.
public struct DocumentPlace: Hashable, Comparable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The beginning of a document.
  public static let start = DocumentPlace(line: 1, column: 1)

  public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A value of a YAML or JSON document, with the place where it stands and the keys that lead to it.
///
/// Scalars keep their text: nothing is taken for a number, a date or a truth value before somebody asks for one. So `NO`
/// stays NO, `1:30` is no ninety, and 90071992547409.93 loses no fen.
public struct DocumentNode: Sendable {
  /// How a scalar was written.
  public enum ScalarForm: Hashable, Sendable {
    /// YAML without quotes.
    case plain
    /// In quotes, or as a block.
    case quoted
    /// A number of JSON.
    case number
    /// `true`, `false` or `null` of JSON.
    case word
  }

  public struct Entry: Sendable {
    public let key: String
    public let place: DocumentPlace
    public let value: DocumentNode

    public init(key: String, place: DocumentPlace, value: DocumentNode) {
      self.key = key
      self.place = place
      self.value = value
    }
  }

  public enum Content: Sendable {
    case scalar(String, ScalarForm)
    case sequence([DocumentNode])
    /// In the order of the document; no key occurs twice.
    case mapping([Entry])
  }

  public let content: Content
  public let place: DocumentPlace
  /// The keys that lead to it: `changes[0].amount`; empty for the root.
  public let path: String

  public init(_ content: Content, at place: DocumentPlace, path: String) {
    self.content = content
    self.place = place
    self.path = path
  }

  public var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  public var items: [DocumentNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  public var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The value of a key, when it is a mapping that has it.
  public subscript(key: String) -> DocumentNode? {
    entries?.first { $0.key == key }?.value
  }

  /// The path of a value of this mapping.
  static func path(_ path: String, key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }
}

extension DocumentNode {
  /// The node at a path of keys and positions, such as `changes[0].percent`; nothing when there is none.
  public func node(at path: String) -> DocumentNode? {
    var node = self
    for step in path.split(separator: ".", omittingEmptySubsequences: false) {
      let parts = step.split(separator: "[", omittingEmptySubsequences: false)
      guard let key = parts.first, let next = node[String(key)] else { return nil }
      node = next
      for part in parts.dropFirst() {
        guard part.hasSuffix("]"), let index = Int(part.dropLast()), let items = node.items,
          items.indices.contains(index)
        else { return nil }
        node = items[index]
      }
    }
    return node
  }

  /// The document with the scalar at a path replaced by another text; nothing when no scalar stands there.
  public func replacing(_ path: String, with text: String) -> DocumentNode? {
    guard let target = node(at: path), case .scalar(_, let form) = target.content else {
      return nil
    }
    return replacing(
      target.path, by: .scalar(text, form == .number ? .number : form == .plain ? .plain : .quoted))
  }

  private func replacing(_ path: String, by scalar: Content) -> DocumentNode {
    if self.path == path { return DocumentNode(scalar, at: place, path: path) }
    switch content {
    case .scalar: return self
    case .sequence(let items):
      return DocumentNode(
        .sequence(items.map { $0.replacing(path, by: scalar) }), at: place, path: self.path)
    case .mapping(let entries):
      return DocumentNode(
        .mapping(
          entries.map {
            Entry(key: $0.key, place: $0.place, value: $0.value.replacing(path, by: scalar))
          }), at: place, path: self.path)
    }
  }
}
