import NetworkModel
import TestSupport
import Testing

@testable import Analysis

@Suite("Possible double entries")
struct PossibleDoubleTests {
  private func pairs(_ make: (inout NetworkMaker) throws -> Void) throws -> [String] {
    var maker = twoProvinces()
    try make(&maker)
    let result = try maker.reconciled()
    return result.doubles.map {
      result.network.flow(at: $0.first).id + result.network.flow(at: $0.second).id
    }
  }

  @Test("the same amount, a bound that holds it, a recipient inside the other")
  func alike() throws {
    #expect(
      try pairs { maker in
        try maker.pay("a", 6_319_200)
        try maker.pay("b", 6_319_200, to: "WP1T")
      } == ["ab"])
    #expect(
      try pairs { maker in
        try maker.pay("a", 6_319_200)
        try maker.pay("b", 6_300_000, to: "WP", precision: .atLeast)
      } == ["ab"])
    #expect(
      try pairs { maker in
        try maker.pay("a", 6_300_000, precision: .atLeast)
        try maker.pay("b", 6_319_200, to: "WP1T")
      } == ["ab"])
    // 近 640 万 reads as 630 to 640.
    #expect(
      try pairs { maker in
        try maker.pay("a", 6_319_200)
        try maker.pay("b", 6_400_000, precision: .atMost)
      } == ["ab"])
  }

  @Test("outside the bound, another time, another place, nothing known")
  func different() throws {
    #expect(
      try pairs { maker in
        try maker.pay("a", 6_319_200)
        try maker.pay("b", 6_000_000, precision: .atLeast, basis: nil)
        try maker.pay("c", 6_319_200, "2017")
        try maker.pay("d", 6_319_200, to: "WP2")
        try maker.pay("e", nil)
        try maker.pay("f", 6_319_200, "")
        try maker.pay("g", 6_319_200, precision: .derived)
      } == ["ab"])  // 600余 is 600 to 660: it does hold 631.92.
    #expect(
      try pairs { maker in
        try maker.pay("a", 6_719_200)
        try maker.pay("b", 6_000_000, precision: .atLeast)
        try maker.pay("c", 6_719_300)
      }.isEmpty)
  }

  @Test("linked rows are no doubles; two parts of one whole may be")
  func linked() throws {
    for link in ["same", "part", "may"] {
      #expect(
        try pairs { maker in
          try maker.pay("a", 6_319_200)
          try maker.pay(
            "b", 6_319_200, partOf: link == "part" ? "a" : nil,
            sameAs: link == "same" ? "a" : nil, mayBePartOf: link == "may" ? "a" : nil)
        }.isEmpty, "\(link)")
    }
    #expect(
      try pairs { maker in
        try maker.pay("a", 20_000_000)
        try maker.pay("b", 6_319_200, partOf: "a")
        try maker.pay("c", 6_319_200, partOf: "a")
      } == ["bc"])
  }

  @Test("round amounts of unrelated donors recur; rare ones do not")
  func donors() throws {
    func two(_ yuan: Int64, from donor: String, category: String = "fiscal") throws -> Bool {
      try !pairs { maker in
        try maker.pay("a", yuan)
        try maker.pay("b", yuan, from: donor, category: category)
      }.isEmpty
    }
    #expect(try two(200_000, from: "E1") && two(200_000, from: "E") && two(200_000, from: "ET"))
    #expect(try !two(200_000, from: "E2") && !two(6_310_000, from: "E2"))
    #expect(try two(6_319_000, from: "E2"))
    #expect(try !two(200_000, from: "E1", category: "industry"))
    #expect(try two(6_310_000, from: "E1", category: "industry"))
  }

  @Test("many equal rows come as a chain of pairs, not as all pairs")
  func chain() throws {
    let found = try pairs { maker in
      for row in 100..<400 { try maker.pay("f\(row)", 6_319_200) }
    }
    #expect(found.count == 299)
  }
}

@Suite("Possible overlaps")
struct PossibleOverlapTests {
  @Test("together between the greater and the sum; a bound leaves the end open")
  func ranges() throws {
    var maker = twoProvinces()
    try maker.pay("a", 300, mayBePartOf: "b;c")
    try maker.pay("b", 1000)
    try maker.print("c", "total", "W", "200", "CNY")
    try maker.print("d", "total", "W", "400", "CNY", precision: .atLeast, mayBePartOf: ["b"])
    let overlaps = try maker.reconciled().overlaps
    #expect(overlaps.count == 3)
    #expect(overlaps[0].together == ValueRange(from: ExactRatio(100_000), to: nil))
    #expect(overlaps[1].together == ValueRange(from: ExactRatio(100_000), to: ExactRatio(130_000)))
    #expect(overlaps[1].shareIfInside?.value == ExactRatio(30))
    // 300 does not fit into 200 whole; part of it may.
    #expect(overlaps[2].shareIfInside == nil)
    #expect(overlaps[2].together == ValueRange(from: ExactRatio(30_000), to: ExactRatio(50_000)))
  }
}

@Suite("Derived figures")
struct DerivedFigureTests {
  @Test("another unit shares the basis out; the same unit is a share or, beyond it, a mean")
  func counts() throws {
    var maker = twoProvinces()
    try maker.pay("m", 2000)
    try maker.flow("p", "E1", "WP1", 40, measure: .persons)
    try maker.print("a", "count", "W", "8", "project", measure: "project", basis: ["m"])
    try maker.print("b", "count", "W", "10", "人", measure: "persons", basis: ["p"])
    try maker.print("c", "count", "W", "100", "人", measure: "persons", basis: ["p"])
    try maker.print("d", "count", "W", "0", "project", measure: "project", basis: ["m"])
    try maker.print("e", "count", "W", "5", "project", measure: "project", basis: ["m", "p"])
    let derived = try maker.reconciled().derived
    #expect(derived.map(\.kind) == [.mean, .share, .mean])
    #expect(
      derived.map { Quantity.decimal($0.value.value, in: $0.unit)?.description }
        == ["250", "25", "2.5"])
    #expect(derived.map(\.unit) == ["CNY", "percent", "ratio"])
    #expect(derived[1].rest?.value == ExactRatio(30))
  }

  @Test("parts of wholes: a share, or the use of an envelope at another step")
  func parts() throws {
    var maker = twoProvinces()
    try maker.pay("a", 4000, status: .allocated)
    try maker.pay("b", 1000, partOf: "a")
    try maker.pay("d", 600, status: .allocated, partOf: "a")
    try maker.pay("e", 500, category: "labour", status: .agreed)
    try maker.pay("f", 125, category: "labour")
    let derived = try maker.reconciled().derived
    #expect(derived.map(\.kind) == [.utilisation, .share, .fulfilment])
    #expect(derived.map(\.value.value) == [ExactRatio(25), ExactRatio(15), ExactRatio(25)])
  }

  @Test("a bound in the numerator or the denominator is a bound of the mean")
  func bounds() throws {
    var maker = twoProvinces()
    try maker.pay("m", 2000, precision: .atLeast)
    try maker.print("a", "count", "W", "8", "project", measure: "project", basis: ["m"])
    try maker.print(
      "b", "count", "W", "10", "school", measure: "school", precision: .atLeast, basis: ["n"])
    try maker.pay("n", 1000)
    let derived = try maker.reconciled().derived
    #expect(derived.map(\.value.bound) == [.atLeast, .atMost])
  }
}
