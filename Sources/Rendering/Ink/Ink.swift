internal import Foundation

/// A colour with its opacity.
///
/// The named inks are the only ones figures use: Okabe–Ito colours for categories, ColorBrewer's Blues
/// for steps and PuOr for changes, greys for the rest. They stay apart for colour-blind readers and in grey print.
public struct Ink: Hashable, Sendable {
  /// Red, green and blue as `0xRRGGBB`.
  public let rgb: UInt32
  /// 0 (invisible) … 1.
  public let opacity: Double

  public init(_ rgb: UInt32, opacity: Double = 1) {
    self.rgb = rgb & 0xFF_FFFF
    self.opacity = opacity
  }

  /// The same colour, more or less transparent.
  public func opacity(_ opacity: Double) -> Ink { Ink(rgb, opacity: opacity) }

  /// Donors and their flows.
  public static let blue = Ink(0x0072B2)
  /// Recipients.
  public static let vermilion = Ink(0xD55E00)
  /// Third and fourth category.
  public static let green = Ink(0x009E73)
  public static let pink = Ink(0xCC79A7)
  /// Fifth category; Okabe–Ito, and light: with an outline.
  public static let sky = Ink(0x56B4E9)
  /// Six steps from the lightest; the luminance of neighbours differs by at least 0.10.
  ///
  /// - Source: ColorBrewer 2.0, Blues, seven classes without the sixth.
  public static let steps = [
    Ink(0xEFF3FF), Ink(0xC6DBEF), Ink(0x9ECAE1), Ink(0x6BAED6), Ink(0x4292C6), Ink(0x084594),
  ]
  /// Seven steps from the largest loss through no change to the largest gain; the luminance of neighbours differs by at
  /// least 0.10.
  ///
  /// - Source: ColorBrewer 2.0, PuOr, seven classes.
  public static let diverging = [
    Ink(0xB35806), Ink(0xF1A340), Ink(0xFEE0B6), Ink(0xF7F7F7), Ink(0xD8DAEB), Ink(0x998EC3),
    Ink(0x542788),
  ]
  public static let text = Ink(0x1A1A1A)
  public static let quietText = Ink(0x5F5F5F)
  public static let faintText = Ink(0x767676)
  public static let rule = Ink(0xB8B8B8)
  public static let border = Ink(0xCFCFCF)
  public static let land = Ink(0xF5F4F1)
  public static let recipientLand = Ink(0xFBEADD)
  public static let donorLand = Ink(0xE4EFF6)
  public static let paper = Ink(0xFFFFFF)

  /// All named inks; figures use no other colour.
  static let palette: Set<UInt32> = Set(
    ([
      .blue, .vermilion, .green, .pink, .sky, .text, .quietText, .faintText, .rule, .border, .land,
      .recipientLand, .donorLand, .paper,
    ] + steps + diverging).map(\.rgb))

  /// How light the opaque colour is: 0 for black, 1 for white.
  ///
  /// - Source: WCAG 2.2, relative luminance.
  var luminance: Double {
    func linear(_ level: UInt32) -> Double {
      let part = Double(level & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb)
  }

  /// What text on this colour is written in.
  var inkOnTop: Ink { luminance < 0.18 ? .paper : .text }

  /// `#RRGGBBAA`, the only colour spelling that reaches Graphviz.
  var hexadecimal: String {
    let alpha = UInt32((min(max(opacity, 0), 1) * 255).rounded())
    let digits = String(rgb << 8 | alpha, radix: 16)
    return "#" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
