import Foundation
import TestSupport
import Testing

@testable import Rendering

/// Nothing that a figure can hold takes Graphviz, and with it the program, down.
@Suite("The pen under fire")
struct PenFuzzTests {
  private static let numbers: [Double] = [
    0, -0.0, 1, 7.25, 300, -40, 1e6, -1e9, 1e300, .infinity, -.infinity, .nan,
    .leastNonzeroMagnitude,
  ]

  private struct Maker {
    var generator: SeededGenerator

    mutating func number() -> Double {
      Bool.random(using: &generator)
        ? .random(in: 0...300, using: &generator)
        : PenFuzzTests.numbers.randomElement(using: &generator) ?? 0
    }

    mutating func spot() -> Spot { Spot(number(), number()) }

    /// Any scalars: unassigned, private, combining, right to left, control.
    mutating func text() -> String {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        let limit: UInt32 =
          [0x20, 0x80, 0x3000, 0xFFFF, 0x10FFFF].randomElement(using: &generator) ?? 0x80
        if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &generator)) {
          scalars.append(scalar)
        }
      }
      let base = String(scalars)
      return Int.random(in: 0..<30, using: &generator) == 0
        ? String(repeating: base + "\u{301}<\\\"&#x1F600;", count: 500) : base
    }

    mutating func subject() -> Figure.Subject? {
      Bool.random(using: &generator)
        ? Figure.Subject(id: text(), title: text(), role: .unit) : nil
    }

    mutating func figure() -> Figure {
      var figure = Figure(
        width: .random(in: 1...2000, using: &generator),
        height: .random(in: 1...2000, using: &generator), title: text(), summary: text())
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        let ring = (0..<Int.random(in: 0...9, using: &generator)).map { _ in spot() }
        figure.area(
          ring, fill: .blue,
          hatch: Bool.random(using: &generator)
            ? Figure.Hatch(ink: .rule, width: 0.5, pitch: 4, direction: .rising) : nil,
          outline: .rule, outlineWidth: number(), subject: subject())
        figure.circle(
          spot(), radius: number(), fill: .green, outline: .text, outlineWidth: number(),
          subject: subject())
        figure.strokes.append(
          Figure.Stroke(
            path: (0..<Int.random(in: 0...10, using: &generator)).map { _ in spot() },
            ink: .vermilion, width: number(), isDashed: Bool.random(using: &generator),
            arrowLength: Bool.random(using: &generator) ? number() : nil, subject: subject()))
        figure.caption(
          text(), at: spot(), size: .random(in: 1...40, using: &generator),
          anchor: [.start, .middle, .end].randomElement(using: &generator) ?? .start,
          bold: Bool.random(using: &generator), backing: .paper, subject: subject())
      }
      return figure
    }
  }

  @Test("three hundred figures of extreme numbers and any characters are drawn, whole and valid")
  func seeded() throws {
    var maker = Maker(generator: SeededGenerator(seed: 20_261_126))
    for number in 0..<300 {
      let figure = maker.figure()
      let reader = SVGReader(try figure.data(as: .svg))
      #expect(reader.isWellFormed, "\(number)")
      #expect(reader.elements.isSubset(of: SVGReader.allowedElements), "\(number)")
      if number % 10 == 0 {
        #expect(try figure.data(as: .pdf).starts(with: Array("%PDF-".utf8)), "\(number)")
        #expect(try figure.data(as: .png).starts(with: [0x89, 0x50, 0x4E, 0x47]), "\(number)")
      }
    }
  }

  @Test("more elements than a page can show are refused before Graphviz sees them")
  func bounded() {
    var figure = Figure(width: 100, height: 100, title: "t", summary: "s")
    for _ in 0...200_000 { figure.circle(Spot(1, 1), radius: 1) }
    #expect(throws: FigureError.tooMany(.elements, count: 200_001, limit: 200_000)) {
      try figure.data(as: .svg)
    }
  }

  @Test("the largest page becomes a picture that fits into memory")
  func largestPage() throws {
    let figure = Figure(
      width: Figure.largestSide, height: Figure.largestSide, title: "t", summary: "s")
    let png = [UInt8](try figure.data(as: .png).prefix(24))
    let sides = [png[16..<20], png[20..<24]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
    #expect(sides[0] == sides[1] && sides[0] * sides[1] <= 100_000_000)
    #expect(sides[0] > 9_000)
  }

  @Test("text with positions is read by the dot program, too: no string is longer than it takes")
  func longStrings() {
    var figure = Figure(width: 800, height: 800, title: "t", summary: "s")
    figure.area((0..<5000).map { Spot(Double($0 % 700), Double($0 % 611)) }, fill: .blue)
    let pieces = figure.dot.split(separator: "\"", omittingEmptySubsequences: false)
    #expect(figure.dot.contains("\n+ \""))
    #expect(pieces.allSatisfy { $0.utf8.count < 16_384 })
    #expect(figure.dot.components(separatedBy: "P 5000").count == 2)
  }
}
