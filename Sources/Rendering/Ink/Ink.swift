/// A colour with its opacity.
///
/// The named inks are the only ones figures use: Okabe–Ito colours for categories, greys for the
/// rest. They stay apart for colour-blind readers and in grey print.
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
  public static let text = Ink(0x1A1A1A)
  public static let quietText = Ink(0x5F5F5F)
  public static let faintText = Ink(0x767676)
  public static let rule = Ink(0xB8B8B8)
  public static let border = Ink(0xCFCFCF)
  public static let land = Ink(0xF5F4F1)
  public static let recipientLand = Ink(0xFBEADD)
  public static let donorLand = Ink(0xE4EFF6)
  public static let paper = Ink(0xFFFFFF)

  /// `#RRGGBBAA`, the only colour spelling that reaches Graphviz.
  var hexadecimal: String {
    let alpha = UInt32((min(max(opacity, 0), 1) * 255).rounded())
    let digits = String(rgb << 8 | alpha, radix: 16)
    return "#" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
