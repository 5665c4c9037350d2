/// The language of everything that a person reads.
public enum Language: String, CaseIterable, Sendable {
  case en
  case zh
}

/// One sentence or label in both languages.
public struct Wording: Hashable, Sendable {
  public let en: String
  public let zh: String

  public init(en: String, zh: String) {
    self.en = en
    self.zh = zh
  }

  public func callAsFunction(_ language: Language) -> String {
    switch language {
    case .en: en
    case .zh: zh
    }
  }
}

/// A value of a closed vocabulary: written one way in data, another way for people.
public protocol Term: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// What people call it.
  var label: Wording { get }
}
