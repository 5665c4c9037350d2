@_exported public import GraphCore

/// The generator of seeded tests.
public typealias SeededGenerator = SplitMix64
